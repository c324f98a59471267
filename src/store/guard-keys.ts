import { STATE } from './coded.ts';
import type { Snapshot } from './database.ts';
import { idsOf, messageId } from './message-id.ts';
import type { Order } from './orders.ts';

/** Those of an order's messages that are not cancelled, by their keys. */
const goingKeys = (db: Snapshot) =>
  db
    .selectFrom('messages')
    .select(['account', 'guard_key'])
    .where('state', '!=', STATE.of.cancelled)
    .where('guard_key', 'is not', null)
    .$narrowType<{ guard_key: string }>();

/** What those of an order's messages say to whom that are to go, so many positions from one on. */
export function keysFrom(
  db: Snapshot,
  { number }: Pick<Order, 'number'>,
  from: number,
  count: number,
): Promise<{ account: string; guard_key: string }[]> {
  const end = Math.min(messageId(number, from + count), idsOf(number).last + 1);
  return goingKeys(db).where('id', '>=', messageId(number, from)).where('id', '<', end).execute();
}

/** The same of so many that stand for all of an order, evenly from its first to its last. */
export function keysAmong(
  db: Snapshot,
  { number, total }: Pick<Order, 'number' | 'total'>,
  count: number,
): Promise<{ account: string; guard_key: string }[]> {
  const ids = Array.from({ length: count }, (_, nth) => messageId(number, Math.floor((nth * total) / count)));
  return goingKeys(db).where('id', 'in', ids).execute();
}
