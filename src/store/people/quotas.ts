import type { Selectable } from 'kysely';
import type { Reader, Tx } from '../engine/database.ts';
import type { QuotasTable, QuotaUsesTable } from '../tables/quota-schema.ts';
import type { GrantableRole } from './people.ts';

export type Quota = Selectable<QuotasTable>;
export type QuotaUse = Selectable<QuotaUsesTable>;

/** What a quota sets bounds to, in the order in which it is told. */
export const LIMITS = ['day_messages', 'day_money', 'month_messages', 'month_money'] as const;
export type Limit = (typeof LIMITS)[number];
export type Limits = Pick<Quota, Limit>;

export const ofPerson = (id: number): string => `person:${id}`;
export const ofRole = (role: GrantableRole): string => `role:${role}`;

/** Quotas of these subjects, those that there are. */
export function quotasOf(db: Reader, subjects: readonly string[]): Promise<Quota[]> {
  return db.selectFrom('quotas').selectAll().where('subject', 'in', subjects).execute();
}

export const allQuotas = (db: Reader): Promise<Quota[]> =>
  db.selectFrom('quotas').selectAll().orderBy('subject').execute();

/** Sets some of what somebody may send; null takes it back. */
export async function setQuota(
  tx: Tx,
  subject: string,
  change: Partial<Limits>,
  { by, now }: { readonly by: number; readonly now: number },
): Promise<void> {
  const none = { day_messages: null, month_messages: null, day_money: null, month_money: null };
  const changed = { ...change, set_by: by, set_at: now };
  await tx.db
    .insertInto('quotas')
    .values({ subject, ...none, ...changed })
    .onConflict((conflict) => conflict.column('subject').doUpdateSet(changed))
    .execute();
}

/** What somebody has had sent in these periods. */
export function usesOf(db: Reader, personId: number, periods: readonly string[]): Promise<QuotaUse[]> {
  return db
    .selectFrom('quota_uses')
    .selectAll()
    .where('person_id', '=', personId)
    .where('period', 'in', periods)
    .execute();
}

/** The same, of which nobody has more sent before this transaction ends; locked in one order by everybody. */
export function lockUses(tx: Tx, personId: number, periods: readonly string[]): Promise<QuotaUse[]> {
  return tx.db
    .insertInto('quota_uses')
    .values(periods.toSorted().map((period) => ({ person_id: personId, period, messages: 0, money: 0 })))
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'period']).doUpdateSet((eb) => ({
        messages: eb.ref('quota_uses.messages'),
      })),
    )
    .returningAll()
    .execute();
}

/** So much more was sent, or less after all. */
export async function addUse(
  tx: Tx,
  personId: number,
  periods: readonly string[],
  { messages, money }: Pick<QuotaUse, 'messages' | 'money'>,
): Promise<void> {
  const added = tx.db
    .updateTable('quota_uses')
    .set((eb) => ({ messages: eb('messages', '+', messages), money: eb('money', '+', money) }))
    .where('person_id', '=', personId)
    .where('period', 'in', periods)
    .execute();
  await tx.unawaited(added);
}

/** What all people have had sent in this period. */
export const usesIn = (db: Reader, period: string): Promise<QuotaUse[]> =>
  db.selectFrom('quota_uses').selectAll().where('period', '=', period).execute();

/** Forgets what was sent in months before that of `before` (ms), and their days. Returns whether any may be left. */
export async function forgetUses(tx: Tx, before: number): Promise<boolean> {
  const month = new Date(before).toISOString().slice(0, 7);
  await tx.db.deleteFrom('quota_uses').where('period', '<', month).execute();
  return false;
}
