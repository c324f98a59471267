import type { Tx } from '../database.ts';
import type { Hourly } from '../hour-deltas.ts';
import { countChange } from '../hours.ts';
import { orderNumberOf } from '../message-id.ts';
import type { OrdersTable } from '../message-schema.ts';
import type { Prepare } from '../statements.ts';
import { tallyChange } from '../tallies.ts';

/** What a message was counted by, and what of that has become another thing. */
export interface Changed {
  readonly was: Hourly;
  readonly set: Partial<Hourly>;
}

const ORDER = 'select class, card_id, channel, sender, parts, maker, maker_id from orders where number = ?';

/** What of its order a message is counted by, and where that is shown. */
export type Order = Pick<
  OrdersTable,
  'class' | 'card_id' | 'channel' | 'sender' | 'parts' | 'maker' | 'maker_id'
>;

export const orderOn =
  (prepare: Prepare) =>
  (number: number): Order =>
    prepare(ORDER).get(number) as Order;

/** Counts changed messages anew, and has the cards shown that show them. */
export function changeTogether(
  tx: Tx,
  orderOf: (number: number) => Order,
  messages: readonly Changed[],
  now: number,
): void {
  const cards: (string | null)[] = [];
  for (const [number, own] of Map.groupBy(messages, ({ was }) => orderNumberOf(was.id))) {
    const order = orderOf(number);
    for (const { was, set } of own) {
      tallyChange(tx, { number, class: order.class }, was, set);
      countChange(tx, order, was, set);
    }
    cards.push(order.card_id);
  }
  tx.touch(cards, now);
}
