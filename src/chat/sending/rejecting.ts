import { type Card, newestCards } from '../../store/chats/cards.ts';
import { waitsOf } from '../../store/orders/documents.ts';
import { orderByNumber } from '../../store/orders/orders.ts';
import { decline } from '../answer.ts';
import { isDecided, toastOfDecision } from '../cards/approving.ts';
import { readBody } from '../cards/kind.ts';
import { rejectionCard } from '../cards/rejection/body.ts';
import type { Context } from '../context.ts';
import { takesBack } from '../held/slipped.ts';
import { callsOff } from '../question.ts';
import { record } from '../record.ts';
import { decide } from './approving.ts';

/** Why an order is not approved was asked last here, for so long (ms) the next words say that. */
const OPEN_MS = 10 * 60_000;

/** The card that the next words in a private chat answer, while nothing is decided; null: there is none. */
export async function openRejection({ tx, place, writtenAt }: Context): Promise<Card | null> {
  const [last] = await newestCards(tx.db, place, 1);
  if (last?.kind !== rejectionCard.name || writtenAt - last.created_at >= OPEN_MS) return null;
  const asked = readBody(rejectionCard, last);
  const order = asked && (await orderByNumber(tx.db, asked.orderNumber));
  return order && waitsOf(order).includes('approval') ? last : null;
}

/** Who asks something has not decided yet. */
const ASKS = /\?[\s\p{P}\p{S}]*$/u;

/** Somebody writes why they do not approve an order. Returns whether that was it, and it does not go. */
export async function rejectFor(context: Context, card: Card, words: string): Promise<boolean> {
  const { tx, settings, person, now } = context;
  const asked = readBody(rejectionCard, card);
  const order = asked && (await orderByNumber(tx.db, asked.orderNumber));
  if (!order) return false;
  if (callsOff(words) || takesBack(words) || ASKS.test(words)) {
    await decline(context, 'rejection-called-off');
    return false;
  }
  const decided = await decide(tx, settings, order.id, { outcome: 'rejected', words, by: person.id }, now);
  if (isDecided(decided)) {
    await record(context, 'approval rejected', { orderId: order.id });
    return true;
  }
  const { id, args } = toastOfDecision(decided);
  await decline(context, id, args as Record<string, string>);
  return false;
}
