import type { WatchEvent } from '../../watch/wants.ts';
import type { Snapshot } from '../engine/database.ts';
import { cameInEvent } from '../stats/event-deltas.ts';

/** Of more the newest are looked at. */
const LOOKED_AT = 5_000;

/** Its first 48 bits are a time (RFC 9562, 5.7). */
const firstIdAt = (at: number): string => {
  const hex = at.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};

/** What came in since then (ms), the oldest first. */
export async function pastIncoming(
  db: Snapshot,
  since: number,
): Promise<{ readonly at: number; readonly event: WatchEvent }[]> {
  const rows = await db
    .selectFrom('incoming')
    .select(['sender', 'recipient', 'received_at'])
    .where('id', '>=', firstIdAt(since))
    .orderBy('id', 'desc')
    .limit(LOOKED_AT)
    .execute();
  return rows
    .map(({ received_at, ...one }) => ({ at: received_at, event: cameInEvent(one) }))
    .filter(({ at }) => at >= since)
    .toSorted((one, other) => one.at - other.at);
}
