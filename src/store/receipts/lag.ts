import { LAG_WINDOW, type Late } from '../../watch/lag.ts';
import { isMeant } from '../../watch/wants.ts';
import type { Filter } from '../../watch/watched.ts';
import type { Snapshot } from '../engine/database.ts';
import { eventOf } from '../stats/event-deltas.ts';
import { STATE, VIA } from '../tables/coded.ts';
import { ITS_ORDER } from '../tables/message-id.ts';

const MINUTE_MS = 60_000;
/** So many of the newest receipts are looked at, and so many messages that have none. */
const LOOKED_AT = 500;

/** What a filter goes by, of a message and its order. */
const MEANT_BY = [
  'messages.recipient',
  'messages.operator',
  'messages.error',
  'messages.command_status',
  'messages.accepted_at',
  'orders.channel',
  'orders.sender',
  'orders.maker_id',
  'orders.class',
] as const;

/** Messages that arrived lately, as far as their receipts are among the newest, with when those came. */
const arrivedLately = (db: Snapshot, since: number) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom('receipts')
        .select(['attempt_id', 'received_at', 'via'])
        .orderBy('id', 'desc')
        .limit(LOOKED_AT)
        .as('newest'),
    )
    .innerJoin('attempts', 'attempts.id', 'newest.attempt_id')
    .innerJoin('messages', 'messages.id', 'attempts.message_id')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select(MEANT_BY)
    .select('newest.received_at')
    .where('newest.received_at', '>', since)
    .where('newest.via', '!=', VIA.of.query)
    .where('messages.state', '=', STATE.of.delivered)
    .execute();

/** Messages of an account that were handed over within a time and have no receipt. */
const unanswered = (db: Snapshot, account: string, { from, to }: { from: number; to: number }) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom('messages')
        .select(['id', 'recipient', 'operator', 'error', 'command_status', 'accepted_at'])
        .where('account', '=', account)
        .where('overdue_at', 'is not', null)
        .where('accepted_at', '>', from)
        .where('accepted_at', '<=', to)
        .limit(LOOKED_AT)
        .as('messages'),
    )
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select(MEANT_BY)
    .execute();

/** Which messages are looked at, and how long their receipts may take (minutes). */
export interface LagFilter {
  readonly minutes: number;
  readonly only: Filter;
}

/** How many of the messages that arrived lately took longer than so many minutes, or have been without a receipt since. */
export async function lateReceipts(
  db: Snapshot,
  accounts: readonly string[],
  { minutes, only, now }: LagFilter & { readonly now: number },
): Promise<Late> {
  const limit = minutes * MINUTE_MS;
  const window = LAG_WINDOW * MINUTE_MS;
  const isAsked = (row: Awaited<ReturnType<typeof unanswered>>[number]): boolean =>
    isMeant(only, eventOf('delivered', row, row, row.operator));
  const came = (await arrivedLately(db, now - window)).filter(isAsked);
  let late = came.filter((row) => row.received_at - (row.accepted_at ?? row.received_at) > limit).length;
  let total = came.length;
  for (const account of accounts) {
    const without = await unanswered(db, account, { from: now - limit - window, to: now - limit });
    const waiting = without.filter(isAsked).length;
    late += waiting;
    total += waiting;
  }
  return { late, total };
}
