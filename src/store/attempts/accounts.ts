import type { Reader } from '../engine/database.ts';
import { hasId } from '../receipts/named-attempts.ts';

/** The logins for which something waits: to be sent, answered, or told of. */
export async function loginsOf(db: Reader): Promise<string[]> {
  const answered = await db
    .selectFrom('attempts')
    .innerJoin('ways', 'ways.id', 'attempts.way')
    .select('ways.account')
    .distinct()
    .where('attempts.open', 'is not', null)
    .execute();
  const campaigns = await db
    .selectFrom('campaigns')
    .select('account')
    .distinct()
    .where('running', 'is not', null)
    .execute();
  const found = new Set([...answered, ...campaigns].map(({ account }) => account));
  for (const waits of ['ready_at', 'doubt_until'] as const) {
    // One look into the index for each, where its messages are a million.
    for (let last = ''; ; ) {
      const { account } = await db
        .selectFrom('messages')
        .select((eb) => eb.fn.min<string | null>('account').as('account'))
        .where('account', '>', last)
        .where(waits, 'is not', null)
        .executeTakeFirstOrThrow();
      if (account === null) break;
      found.add(account);
      last = account;
    }
  }
  return [...found].toSorted();
}

/** Which of these accounts sent the message with this id of the provider's; null: none that is known. */
export async function accountOf(
  db: Reader,
  accounts: readonly string[],
  providerId: string | null,
): Promise<string | null> {
  if (providerId === null) return null;
  const row = await db
    .selectFrom('attempts')
    .innerJoin('ways', 'ways.id', 'attempts.way')
    .select('ways.account')
    .where(hasId([providerId]))
    .where('attempts.provider_id', '=', providerId)
    .where('ways.account', 'in', accounts)
    .orderBy('attempts.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.account ?? null;
}
