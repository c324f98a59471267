import type { Reader } from './database.ts';
import { hasId } from './named-attempts.ts';

/** The logins that a store has messages of: one look into the index for each, where its messages are a million. */
export async function loginsOf(db: Reader): Promise<string[]> {
  const found: string[] = [];
  for (let last = ''; ; ) {
    const { account } = await db
      .selectFrom('messages')
      .select((eb) => eb.fn.min<string | null>('account').as('account'))
      .where('account', '>', last)
      .executeTakeFirstOrThrow();
    if (account === null) return found;
    found.push(account);
    last = account;
  }
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
    .select('account')
    .where(hasId([providerId]))
    .where('provider_id', '=', providerId)
    .where('account', 'in', accounts)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.account ?? null;
}
