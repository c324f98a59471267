import type { Reader } from '../engine/database.ts';
import { VIA } from '../tables/coded.ts';

/** Messages that the provider took and has not told the fate of: how many, and since when (ms) the first of them. */
export async function awaitingStatus(
  db: Reader,
  accounts: readonly string[],
): Promise<{ count: number; oldestAt: number | null }> {
  return db
    .selectFrom('messages')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.min<number | null>('accepted_at').as('oldestAt'),
    ])
    .where('account', 'in', accounts)
    .where('overdue_at', 'is not', null)
    .executeTakeFirstOrThrow();
}

/** So many of the newest receipts are looked through: accounts that have none must not have the store read through. */
const LATE_RECEIPTS = 10_000;

/**
 * When the provider last told of a message (ms), or null when none of the newest 10,000 receipts does so: by itself, or,
 * with `isAsked`, on being asked too, where that is how it tells.
 */
export async function lastReceiptAt(
  db: Reader,
  accounts: readonly string[],
  isAsked: boolean,
): Promise<number | null> {
  const row = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('receipts')
        .select(['id', 'account', 'via', 'received_at'])
        .orderBy('id', 'desc')
        .limit(LATE_RECEIPTS)
        .as('newest'),
    )
    .select('received_at')
    .where('account', 'in', accounts)
    .$if(!isAsked, (query) => query.where('via', '!=', VIA.of.query))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.received_at ?? null;
}

/** Unanswered messages that are counted; there may be more. */
const COUNTED = 1_000;

/** Messages that the provider took after `since` and before `before` (ms) and has not told the fate of: how many, up to 1,000, and when the first was. */
export async function unansweredSince(
  db: Reader,
  account: string,
  { since, before }: { readonly since: number; readonly before: number },
): Promise<{ count: number; firstAt: number | null }> {
  return db
    .selectFrom((eb) =>
      eb
        .selectFrom('messages')
        .select('accepted_at')
        .where('account', '=', account)
        .where('overdue_at', 'is not', null)
        .where('accepted_at', '>', since)
        .where('accepted_at', '<=', before)
        .limit(COUNTED)
        .as('unanswered'),
    )
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.min<number | null>('accepted_at').as('firstAt'),
    ])
    .executeTakeFirstOrThrow();
}

/** How many receipts since then (ms) name no message that is known. */
export async function unmatchedReceipts(
  db: Reader,
  accounts: readonly string[],
  since: number,
): Promise<number> {
  const { count } = await db
    .selectFrom('orphans')
    .select((eb) => eb.fn.count<number>('receipt_id').distinct().as('count'))
    .where('account', 'in', accounts)
    .where('received_at', '>', since)
    .executeTakeFirstOrThrow();
  return count;
}
