import { countingOf, type Message } from '../attempts/outbox.ts';
import { touchCards } from '../chats/cards.ts';
import type { Tx } from '../engine/database.ts';
import { updateEach } from '../engine/update-each.ts';
import { cancelQueued } from '../orders/cancelling.ts';
import { lockOrders } from '../orders/decisions.ts';
import { CAMPAIGN, STATE } from '../tables/coded.ts';
import { leaveToClaim, QUEUED_TOGETHER } from './campaigns.ts';

/** Whether a message is queued of a campaign that does not run. */
const isHalted = ({ campaign, state }: Message): boolean =>
  state !== 'in_doubt' && campaign !== null && campaign !== 'running';

/**
 * Takes those out of what may go now that were to be tried again, and whose campaign has stopped meanwhile: they wait with
 * the rest of it, or are cancelled with it; what goes on by now is left to the next round. Returns the others.
 */
export async function withoutHalted(
  tx: Tx,
  messages: readonly Message[],
  now: number,
): Promise<readonly Message[]> {
  const halted = messages.filter(isHalted);
  if (halted.length === 0) return messages;
  // A word may have been said to it since they were read: left to a campaign that has gone on without them, they would rest.
  const orders = await lockOrders(tx, [...new Set(halted.map(({ order_id }) => order_id))]);
  const campaigns = new Map(orders.map(({ id, campaign }) => [id, campaign]));
  const { cancelled = [], waiting = [] } = Object.groupBy(halted, ({ order_id }) => {
    const campaign = campaigns.get(order_id) ?? null;
    if (campaign === null || campaign === CAMPAIGN.of.running) return 'running';
    return campaign === CAMPAIGN.of.cancelled ? 'cancelled' : 'waiting';
  });
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
