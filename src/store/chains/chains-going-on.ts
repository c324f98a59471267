import { z } from 'zod';
import { isFollowed } from '../../messages/chain.ts';
import { UNSURE_OUTCOMES } from '../../messages/ends.ts';
import { isFailed, MESSAGE_STATES } from '../../messages/status.ts';
import { attemptsOfAll } from '../attempts/stored-attempts.ts';
import { isAmiss } from '../campaigns/tallies.ts';
import { addJob } from '../chats/jobs.ts';
import type { Tx } from '../engine/database.ts';
import { versioned } from '../engine/versions.ts';
import { CHANNEL, STATE } from '../tables/coded.ts';
import { ITS_ONE_MESSAGE, ITS_ORDER, idsOf, orderNumberOf } from '../tables/message-id.ts';
import type { OrdersTable } from '../tables/message-schema.ts';

/** Has what failed of a campaign while it was stopped go on by the next channel: see src/chat/sending/chains.ts. */
export const goingOn = {
  name: 'go-on-by-channels',
  version: 0,
  body: z.object({ orderNumber: z.number() }),
};

/** Has that done, since the campaign runs. */
export async function goOnWithChains(
  tx: Tx,
  { number: orderNumber, fallback }: Pick<OrdersTable, 'fallback'> & { readonly number: number },
  now: number,
): Promise<void> {
  if (fallback === null) return;
  await addJob(tx, { kind: goingOn.name, body: versioned(goingOn, { orderNumber }), key: null, now });
}

const FAILED = STATE.all(MESSAGE_STATES.filter(isFailed));

const failedOf = ({ db }: Tx) =>
  db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select(['messages.id', 'messages.state', 'messages.error', 'messages.command_status', 'orders.channel'])
    .where(isAmiss)
    .where('messages.state', 'in', FAILED);

/**
 * Those messages of a chain that have failed for sure and that nothing follows so far, of so many behind one: first of the
 * order that it began with, then of those that went on.
 * @returns `last`, the one that was looked at last; null: there are no more
 */
export async function unfollowed(
  tx: Tx,
  orderNumber: number,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<{ readonly ids: number[]; readonly last: number | null }> {
  const own = await failedOf(tx)
    .where('messages.id', '>', after)
    .where('messages.id', '<=', idsOf(orderNumber).last)
    .where('messages.id', '>=', idsOf(orderNumber).first)
    .orderBy('messages.id')
    .limit(limit)
    .execute();
  const rows =
    own.length > 0
      ? own
      : await failedOf(tx)
          .where('orders.chain', '=', orderNumber)
          .where(ITS_ONE_MESSAGE)
          .where('orders.fallback', 'is not', null)
          .where('orders.number', '>', Math.max(orderNumber, orderNumberOf(after)))
          .orderBy('orders.number')
          .limit(limit)
          .execute();
  const all = rows.map(({ id }) => id);
  const tries = await attemptsOfAll(tx, all);
  const followed = new Set(await followedOf(tx, all));
  const ids = rows
    .filter(({ id }) => !followed.has(id))
    .filter(({ id, state, channel, ...end }) =>
      isFollowed(
        { state: STATE.name(state), ...end },
        {
          channel: CHANNEL.name(channel),
          isUnsure: tries.get(id)?.some(({ outcome }) => UNSURE_OUTCOMES.includes(outcome)) ?? false,
          hasDialect: tx.rules.knowsCodes,
        },
      ),
    )
    .map(({ id }) => id);
  return { ids, last: rows.at(-1)?.id ?? null };
}

async function followedOf({ db }: Tx, ids: readonly number[]): Promise<(number | null)[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('orders').select('follows').where('follows', 'in', ids).execute();
  return rows.map(({ follows }) => follows);
}
