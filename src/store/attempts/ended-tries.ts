import type { EndedTry } from '../../messages/in-doubt.ts';
import { type Attempt, endOfReceipts } from '../../messages/standing.ts';
import type { ReceiptEnd } from '../../messages/status.ts';
import type { StoredReceipt } from '../receipts/stored-receipts.ts';
import { isNamed, type StoredAttempt } from './stored-attempts.ts';

/** An attempt of a message, and how it ended. */
interface StoredTry extends EndedTry, Attempt {
  readonly id: number;
}

/**
 * How the attempts of a message ended.
 * @param told what receipts say of the message, oldest first
 * @param now by which the attempts have their ages (ms since 1970)
 */
export function endedTries(
  tries: readonly StoredAttempt[],
  told: readonly StoredReceipt[],
  now: number,
): StoredTry[] {
  const ends = endsOf(tries, told);
  return tries.map(({ id, part, outcome, host, protocol, committed_at, provider_id }) => ({
    id,
    part,
    outcome,
    host,
    isNamed: isNamed({ protocol }),
    ageMs: now - committed_at,
    end: ends.get(provider_id)?.state ?? null,
    error: ends.get(provider_id)?.error ?? null,
  }));
}

/** The final state reported for each of the provider's ids. */
function endsOf(
  tries: readonly StoredAttempt[],
  told: readonly StoredReceipt[],
): Map<string | null, { state: ReceiptEnd; error: number | null }> {
  const ids = new Map(tries.map(({ id, provider_id }) => [id, provider_id]));
  const ends = new Map<string | null, { state: ReceiptEnd; error: number | null }>();
  for (const [id, said] of Map.groupBy(told, ({ attempt_id }) => ids.get(attempt_id ?? 0) ?? null)) {
    const end = id === null ? null : endOfReceipts(said);
    if (end) ends.set(id, end);
  }
  return ends;
}
