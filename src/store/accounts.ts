import type { Reader } from './database.ts';
import { hasId } from './named-attempts.ts';

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
