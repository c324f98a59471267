import { lockCharge, moveCharge } from '../store/attempts/charges.ts';
import type { Tx } from '../store/engine/database.ts';
import type { Order } from '../store/orders/orders.ts';
import { lockUses } from '../store/people/quotas.ts';
import { isOfMoney, limitsOf, periodsAt, QuotaExceeded, type QuotaSettings, standingsOf } from './quota.ts';

interface Going {
  /** Whose it is from now on; left out: who it was charged to stays. */
  readonly by?: number;
  /** It has waited for a time, and counts for the day and the month of that; left out: for those of its order. */
  readonly at?: number;
}

/**
 * Asks the quota, as it is set by now, about an order that goes later than it was placed. Returns how it is exceeded, which
 * changes nothing; null: it is not. What goes on with what was begun is never refused.
 */
export async function withinAgain(
  tx: Tx,
  { ownerIds, quotaZone }: QuotaSettings,
  { number, follows, chat_id: chatId }: Order,
  { by, at }: Going,
): Promise<QuotaExceeded | null> {
  const charged = follows === null ? await lockCharge(tx, number) : undefined;
  if (!charged) return null;
  const personId = by ?? charged.person_id;
  const periods = at === undefined ? charged : periodsAt(at, quotaZone);
  const uses = await lockUses(tx, personId, [periods.day, periods.month]);
  const counted = personId === charged.person_id ? [charged.day, charged.month] : [];
  const others = uses.map((use) =>
    counted.includes(use.period)
      ? { ...use, messages: use.messages - charged.messages, money: use.money - charged.money }
      : use,
  );
  const limits = await limitsOf(tx.db, { ownerIds }, { personId, chatId });
  for (const standing of limits === null ? [] : standingsOf(limits, others, periods)) {
    const wanted = isOfMoney(standing.limit) ? charged.money : charged.messages;
    if (standing.used + wanted > standing.most) return new QuotaExceeded(personId, standing, wanted);
  }
  await moveCharge(tx, charged, { person_id: personId, day: periods.day, month: periods.month });
  return null;
}
