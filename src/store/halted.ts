import { leaveToClaim, QUEUED_TOGETHER } from './campaigns.ts';
import { cancelQueued } from './cancelling.ts';
import { touchCards } from './cards.ts';
import { STATE } from './coded.ts';
import type { Tx } from './database.ts';
import { countingOf, type Message } from './outbox.ts';
import { updateEach } from './update-each.ts';

/** Whether a message is queued of a campaign that does not run. */
const isHalted = ({ campaign, state }: Message): boolean =>
  state !== 'in_doubt' && campaign !== null && campaign !== 'running';

/**
 * Takes those out of what may go now that were to be tried again, and whose campaign has stopped meanwhile: they wait with
 * the rest of it, or are cancelled with it. Returns the others.
 */
export async function withoutHalted(
  tx: Tx,
  messages: readonly Message[],
  now: number,
): Promise<readonly Message[]> {
  const halted = messages.filter(isHalted);
  if (halted.length === 0) return messages;
  const { cancelled = [], waiting = [] } = Object.groupBy(halted, ({ campaign }) =>
    campaign === 'cancelled' ? 'cancelled' : 'waiting',
  );
  for (const message of cancelled) {
    const { id } = message;
    await cancelQueued(tx, countingOf(message), now, { first: id, last: id });
  }
  await touchCards(
    tx,
    cancelled.map(({ card_id }) => card_id),
    now,
  );
  const back = await updateEach(
    tx,
    'messages',
    waiting.map(({ id }) => ({ id, set: QUEUED_TOGETHER })),
    { column: 'state', in: [STATE.of.queued] },
  );
  await leaveToClaim(
    tx,
    waiting.filter(({ id }) => back.has(id)),
  );
  return messages.filter((message) => !isHalted(message));
}
