import { touchCards } from '../cards.ts';
import type { Tx } from '../database.ts';
import { orderNumberOf } from '../message-id.ts';
import type { OrdersTable } from '../schema.ts';
import type { Prepare } from '../statements.ts';
import { tallyChange } from '../tallies.ts';
import type { Counted } from '../tally-deltas.ts';

/** What a message was counted by, and is now. */
export interface Changed {
  readonly id: number;
  readonly was: Counted;
  readonly is: Counted;
}

const ORDER = 'select class, card_id from orders where number = ?';

/** Counts changed messages anew, and has the cards shown that show them; their orders are read once. */
export async function changeTogether(
  tx: Tx,
  prepare: Prepare,
  messages: readonly Changed[],
  now: number,
): Promise<void> {
  const cards: (string | null)[] = [];
  for (const [number, own] of Map.groupBy(messages, ({ id }) => orderNumberOf(id))) {
    const order = prepare(ORDER).get(number) as Pick<OrdersTable, 'class' | 'card_id'>;
    for (const { was, is } of own) tallyChange(tx, { number, class: order.class }, was, is);
    cards.push(order.card_id);
  }
  await touchCards(tx, cards, now);
}
