import { messagesOfCard } from '../../store/attempts/outbox.ts';
import type { Card } from '../../store/chats/cards.ts';
import type { Reader } from '../../store/engine/database.ts';
import { moveMessages } from '../../store/orders/decisions.ts';
import { orderOfCard } from '../../store/orders/orders.ts';
import { readBody } from '../cards/kind.ts';
import { sendCard } from '../cards/send/body.ts';
import { goesInMoment } from '../cards/send/undoing.ts';
import type { Context } from '../context.ts';
import { record } from '../record.ts';

/**
 * What came of words that are edited is called off where it goes in a moment, or when somebody says so, to one person: the
 * words are heard anew as they are now. Returns whether it was; what has left, or was agreed on, stays.
 */
export async function callOffEdited(context: Context, card: Card): Promise<boolean> {
  const { tx, now } = context;
  const body = readBody(sendCard, card);
  const order = body?.table === null ? await orderOfCard(tx.db, card.id) : undefined;
  if (order?.total !== 1) return false;
  if (order.waiting_for !== 'confirmation' && !(await goesInMoment(tx.db, card))) return false;
  if ((await moveMessages(tx, order.id, 'cancel', now)) === 0) return false;
  await record(context, 'press cancel', { orderId: order.id, cardId: card.id });
  return true;
}

/** Whether what came of words to one person was cancelled: no edit has it go. */
export async function isCancelled(db: Reader, card: Card): Promise<boolean> {
  const [message, another] = await messagesOfCard(db, card.id, 2);
  return message?.state === 'cancelled' && !another;
}
