import { guardKey } from '../messages/guard-key.ts';
import { plainerOf, termsOf } from '../messages/terms.ts';
import type { WaitingReason } from '../messages/waiting.ts';
import type { Tx } from '../store/database.ts';
import { type AnsweredWaiting, answerWaiting, lockOrder } from '../store/decisions.ts';
import { contentOf, waitsOf } from '../store/documents.ts';
import { countRepeated } from '../store/guard.ts';
import { addresseesOf, rewordOrder } from '../store/reword.ts';
import { type DeskSettings, keysOf } from './order.ts';

/**
 * A person has answered what an order waits for with the text in plain characters: it is agreed on anew, and asked
 * about once more only if that text went to the same number within the minute. Returns what came of it, no message
 * having left this reason where the text has no plainer form either, and how many are repeated.
 */
export async function answerPlainer(
  tx: Tx,
  settings: DeskSettings,
  orderId: string,
  reason: WaitingReason,
  now: number,
): Promise<AnsweredWaiting & { readonly repeated: number }> {
  const nothing = { count: 0, next: null, isHeld: false, repeated: 0 };
  const order = await lockOrder(tx, orderId);
  // What was found dear when it was made, and was not answered since, has never been tried.
  if (!order || order.waiting_for !== reason || !waitsOf(order).includes('price')) return nothing;
  const addressees = await addresseesOf(tx.db, orderId);
  const to = addressees[0]?.recipient ?? '';
  const plainer = plainerOf({ ...contentOf(order), to }, order, settings.wire);
  if (!plainer) return nothing;
  const { content, wire } = plainer;
  const messages = addressees.map(({ id, recipient, account }) => ({
    id,
    account,
    guardKey: guardKey(account, { destination: recipient, text: wire.text }),
  }));
  const keys = keysOf(settings, wire, messages);
  const repeated = Math.min(messages.length, await countRepeated(tx, keys, now));
  const pdus = wire.pdus.length;
  const terms = termsOf(content, wire);
  await rewordOrder(tx, { id: orderId, content, terms, pdus, messages }, now);
  const answered = await answerWaiting(tx, orderId, reason, now, repeated > 0 ? ['guard'] : []);
  // What went within the minute was the text as it was typed.
  return { ...answered, isHeld: false, repeated };
}
