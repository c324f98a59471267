import { setImmediate as nextTurn } from 'node:timers/promises';
import { guardKey } from '../messages/guard-key.ts';
import { isLookup } from '../messages/request.ts';
import { afterLeaving, type WaitingReason } from '../messages/waiting.ts';
import { identityOf } from '../messages/wire.ts';
import { isBeingPrepared } from '../store/campaigns/campaign-decisions.ts';
import type { Tx } from '../store/engine/database.ts';
import { lockLettingGo } from '../store/engine/locks.ts';
import { type AnsweredWaiting, answerWaiting, lockOrder } from '../store/orders/decisions.ts';
import { waitsOf } from '../store/orders/documents.ts';
import { type Besides, countRepeated, countRepeatedOf } from '../store/orders/guard.ts';
import { keyOfOne } from '../store/orders/guard-keys.ts';
import { messagesOfOrder } from '../store/orders/order-messages.ts';
import type { Order } from '../store/orders/orders.ts';
import { CHANNEL } from '../store/tables/coded.ts';
import type { DeskSettings } from './settings.ts';

type Accounts = Pick<DeskSettings, 'accounts'>;

/**
 * A person has answered the reason that an order waits for. What would go by that, and says the same as what went to the
 * same number, or is to go, since its card was shown, is asked about once more, as it is where that is known as it is
 * typed. Returns what came of it, and how many are repeated; 0: nothing is asked.
 */
export async function answerAsked(
  tx: Tx,
  settings: Accounts,
  orderId: string,
  reason: WaitingReason,
  now: number,
): Promise<AnsweredWaiting & { readonly repeated: number }> {
  const order = await lockOrder(tx, orderId);
  const repeated = order?.waiting_for === reason ? await repeatedSince(tx, settings, order, reason, now) : 0;
  const answered = await answerWaiting(tx, orderId, reason, now, repeated > 0 ? ['guard'] : []);
  return { ...answered, repeated };
}

/** How many of an order, which would go by that answer, repeat what nobody was told of. */
async function repeatedSince(
  tx: Tx,
  settings: Accounts,
  order: Order,
  reason: WaitingReason,
  now: number,
): Promise<number> {
  const waits = waitsOf(order);
  // Where a program had it made, nobody is told as it is asked for either, and perhaps no chat shows it.
  if (order.maker !== 'person') return 0;
  // Whoever says that it is to go all the same was told by this question.
  const goes = reason !== 'guard' && afterLeaving(waits, reason).length === 0;
  const hasGuard = tx.rules.guard.heldMs > 0 && !isLookup(CHANNEL.name(order.channel));
  if (!goes || !hasGuard || isBeingPrepared(order)) return 0;
  await lockLettingGo(tx);
  const toldAt = waits.includes('guard') ? order.created_at : null;
  return countOf(tx, settings, order, { orderNumber: order.number, toldAt }, now);
}

/** All are looked at: of a list that lost a few rows and won others only those are repeated that stand in both. */
async function countOf(
  tx: Tx,
  settings: Accounts,
  order: Order,
  besides: Besides,
  now: number,
): Promise<number> {
  if (order.total === 1) {
    const keys = await keysOfOne(tx, settings, order);
    return Math.min(1, await countRepeated(tx, keys, now, besides));
  }
  let repeated = 0;
  for (let from = 0; from < order.total; from += TOGETHER) {
    // What comes by links is answered in between.
    if (from > 0) await nextTurn();
    repeated += await countRepeatedOf(tx, besides, { from, count: TOGETHER }, now);
  }
  return repeated;
}

/** Messages looked at by one statement: some 40 ms on SQLite. */
const TOGETHER = 10_000;

/** Of a single message those of the other accounts as well: the phone rings all the same. */
async function keysOfOne(tx: Tx, { accounts }: Accounts, order: Order): Promise<string[]> {
  const own = await keyOfOne(tx.db, order);
  if (!own) return [];
  const others = accounts.filter((account) => account !== own.account);
  if (others.length === 0) return [own.guard_key];
  const [message] = await messagesOfOrder(tx.db, order);
  if (!message) return [];
  return [own.guard_key, ...others.map((account) => guardKey(account, identityOf(message.request)))];
}
