import type { Card } from '../store/cards.ts';
import { orderByNumber } from '../store/orders.ts';
import { decline } from './answer.ts';
import { decide } from './approving.ts';
import { isDecided, toastOfDecision } from './cards/approving.ts';
import { readBody } from './cards/kind.ts';
import { rejectionCard } from './cards/rejection/body.ts';
import type { Context } from './context.ts';
import { callsOff } from './question.ts';
import { record } from './record.ts';

/** Somebody writes why they do not approve an order. Returns whether that was it, and it does not go. */
export async function rejectFor(context: Context, card: Card, words: string): Promise<boolean> {
  const { tx, settings, person, now } = context;
  const asked = readBody(rejectionCard, card);
  const order = asked && (await orderByNumber(tx.db, asked.orderNumber));
  if (!order) return false;
  if (callsOff(words)) {
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
