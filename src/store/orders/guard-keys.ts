import type { Snapshot } from '../engine/database.ts';
import { STATE } from '../tables/coded.ts';
import { messageId } from '../tables/message-id.ts';
import type { Order } from './orders.ts';

/** By what the only message of an order is known, unless it is cancelled. */
export const keyOfOne = (
  db: Snapshot,
  { number }: Pick<Order, 'number'>,
): Promise<{ account: string; guard_key: string } | undefined> =>
  db
    .selectFrom('messages')
    .select(['account', 'guard_key'])
    .where('id', '=', messageId(number, 0))
    .where('state', '!=', STATE.of.cancelled)
    .where('guard_key', 'is not', null)
    .$narrowType<{ guard_key: string }>()
    .executeTakeFirst();
