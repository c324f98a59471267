import { messagesOfCard } from '../store/attempts/outbox.ts';
import type { Reader } from '../store/engine/database.ts';
import { contentOf } from '../store/orders/documents.ts';
import { findOrder } from '../store/orders/orders.ts';
import { MOST_PRICED } from '../store/provider/asked-price.ts';
import type { Outgoing } from './client.ts';

/** What is to be priced of an order; null: nothing that one question can ask for. */
export async function pricedOrder(db: Reader, orderId: string): Promise<Outgoing | null> {
  const order = await findOrder(db, orderId);
  if (!order?.card_id || order.wiped_at !== null || order.forgotten_at !== null) return null;
  const messages = await messagesOfCard(db, order.card_id, MOST_PRICED + 1);
  const isOne = messages.length <= MOST_PRICED && messages.every(({ isWorded }) => !isWorded);
  if (messages.length === 0 || !isOne) return null;
  const to = messages.map(({ recipient }) => recipient);
  return { to, content: contentOf(order), sender: order.sender ?? '' };
}
