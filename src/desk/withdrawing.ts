import { needsConsent } from '../messages/consent.ts';
import type { Tx } from '../store/engine/database.ts';
import { touchOrders } from '../store/orders/decisions.ts';
import { contentOf } from '../store/orders/documents.ts';
import { makerOf, type Order } from '../store/orders/orders.ts';
import { notLeftBehind, stopMessages } from '../store/stop-list/stopped-messages.ts';
import { withoutConsent } from './consent.ts';

/** Messages that are looked at together, which takes some milliseconds. */
const TOGETHER = 500;

/** How far it has been looked through an order. */
export interface Looked {
  /** Behind the message with this id; null: through all of it. */
  readonly after: number | null;
  /** How many messages of it do not go. */
  readonly withdrawn: number;
}

/** Whether anybody's consent is asked about an order, and so again before it goes. */
export const asksConsent = (order: Order): boolean => needsConsent(contentOf(order), order.total);

/**
 * Cancels, among the next messages of an order that have not left, those to whoever has no consent on record any more. The
 * order is locked meanwhile.
 */
export async function withdraw(
  tx: Tx,
  order: Order,
  { after, withdrawn }: { readonly after: number; readonly withdrawn: number },
  now: number,
): Promise<Looked> {
  const next = await notLeftBehind(tx.db, order.number, after, TOGETHER);
  const asked = { maker: makerOf(order), content: contentOf(order), total: order.total };
  const numbers = next.map(({ recipient }) => recipient);
  const unasked = await withoutConsent(tx.db, asked, numbers);
  const ids = next.flatMap(({ id, recipient }) => (unasked.has(recipient) ? [id] : []));
  if (ids.length > 0) {
    await stopMessages(tx, order, ids, now, 'consent');
    await touchOrders(tx, [order.id], now);
  }
  return {
    after: next.length < TOGETHER ? null : (next.at(-1)?.id ?? null),
    withdrawn: withdrawn + ids.length,
  };
}
