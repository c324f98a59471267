import { guardKey } from '../messages/guard-key.ts';
import { plainerOf, termsOf } from '../messages/terms.ts';
import { afterLeaving, type WaitingReason } from '../messages/waiting.ts';
import type { Wire } from '../messages/wire.ts';
import { isBeingPrepared, isCampaign, prepareAnew } from '../store/campaigns/campaign-decisions.ts';
import type { Tx } from '../store/engine/database.ts';
import { lockLettingGo } from '../store/engine/locks.ts';
import { type AnsweredWaiting, answerWaiting, lockOrder } from '../store/orders/decisions.ts';
import { contentOf, waitsOf } from '../store/orders/documents.ts';
import { countRepeated } from '../store/orders/guard.ts';
import type { Order } from '../store/orders/orders.ts';
import { addresseesOf, enqueueRewording, rewordMessages, rewordOrder } from '../store/orders/reword.ts';
import { keysOf } from './new-messages.ts';
import { AT_ONCE, wireOf } from './order.ts';
import type { DeskSettings } from './settings.ts';

/**
 * A person has answered what an order waits for with the text in plain characters: it is agreed on anew, and asked
 * about once more only if that text went to the same number within the minute. Returns what came of it, no message
 * having left this reason where the text has no plainer form either, and how many are repeated: of a long order, which is
 * prepared once more, that is known at the end.
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
  if (isBeingPrepared(order)) return nothing;
  const addressees = await addresseesOf(tx.db, order.number, 0, AT_ONCE);
  const to = addressees[0]?.recipient ?? '';
  const plainer = plainerOf({ ...contentOf(order), to }, order, settings.wire);
  if (!plainer) return nothing;
  const { content, wire } = plainer;
  await rewordOrder(tx, { id: orderId, content, terms: termsOf(content, wire) }, now);
  if (isCampaign(order) && order.total > AT_ONCE) {
    await prepareAnew(tx, order, afterLeaving(waitsOf(order), reason), now);
    await enqueueRewording(tx, orderId, now);
    return { ...nothing, count: order.total, isHeld: true };
  }
  await lockLettingGo(tx);
  const repeated = await rewordTo(tx, settings, wire, addressees, now);
  const answered = await answerWaiting(tx, orderId, reason, now, repeated > 0 ? ['guard'] : []);
  // What went within the minute was the text as it was typed.
  return { ...answered, isHeld: false, repeated };
}

/** Messages get the words of their order. Returns how many of them are repeated. */
async function rewordTo(
  tx: Tx,
  settings: DeskSettings,
  wire: Wire,
  addressees: Awaited<ReturnType<typeof addresseesOf>>,
  now: number,
): Promise<number> {
  const messages = addressees.map(({ id, recipient, account }) => ({
    id,
    account,
    guardKey: guardKey(account, { destination: recipient, text: wire.text }),
  }));
  const keys = keysOf(settings, wire, messages);
  const repeated = Math.min(messages.length, await countRepeated(tx, keys, now));
  await rewordMessages(tx, messages, wire.pdus.length);
  return repeated;
}

/** So many messages of a long order get its words, from a position on. Returns how many of them are repeated. */
export async function rewordMore(
  tx: Tx,
  settings: DeskSettings,
  order: Order,
  { from, count }: { readonly from: number; readonly count: number },
  now: number,
): Promise<number> {
  const addressees = await addresseesOf(tx.db, order.number, from, count);
  const wire = wireOf(settings, order, addressees[0]?.recipient ?? '');
  return rewordTo(tx, settings, wire, addressees, now);
}
