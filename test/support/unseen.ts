import type { Reader } from '../../src/store/engine/database.ts';
import { findIncoming, type StoredIncoming } from '../../src/store/talks/incoming.ts';

/** Messages that no chat shows yet, oldest first. */
export async function unseenIncoming(db: Reader, limit: number): Promise<StoredIncoming[]> {
  const unseen = await db
    .selectFrom('incoming')
    .select('id')
    .where('unseen_at', 'is not', null)
    .orderBy('unseen_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  const found = await Promise.all(unseen.map(({ id }) => findIncoming(db, id)));
  return found.flatMap((one) => one ?? []);
}
