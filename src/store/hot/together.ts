import { tallyChange } from '../campaigns/tallies.ts';
import { tellChain } from '../chains/chains.ts';
import type { Tx } from '../engine/database.ts';
import type { Prepare } from '../engine/statements.ts';
import type { Hourly } from '../stats/hour-deltas.ts';
import { countChange } from '../stats/hours.ts';
import { orderNumberOf } from '../tables/message-id.ts';
import type { OrdersTable } from '../tables/message-schema.ts';

/** What a message was counted by, and what of that has become another thing. */
export interface Changed {
  readonly was: Hourly;
  readonly set: Partial<Hourly>;
}

/** What an ordinary message is counted by until its end. */
export const PLAIN = { error: null, command_status: null, cost: null, ended_at: null };

/** The condition of an ordinary message until its end: it is in one part, waits for nothing, and nothing has been said of it. */
export const IS_PLAIN = `messages.pdus = 1 and messages.ready_at is null and messages.doubt_until is null
    and messages.error is null and messages.command_status is null and messages.cost is null
    and messages.ended_at is null`;

const ORDER =
  'select class, card_id, channel, sender, parts, maker, maker_id, chain, fallback from orders where number = ?';

/** What of its order a message is counted by, and where that is shown. */
export type Order = Pick<
  OrdersTable,
  'class' | 'card_id' | 'channel' | 'sender' | 'parts' | 'maker' | 'maker_id' | 'chain' | 'fallback'
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
      tellChain(tx, order, number, { ...was, ...set }, false);
    }
    cards.push(order.card_id);
  }
  tx.touch(cards, now);
}
