import type { Reader } from '../../../store/engine/database.ts';
import { findIncoming, incomingUpTo, type StoredIncoming } from '../../../store/talks/incoming.ts';
import type { IncomingBody } from './body.ts';

/** Messages that a card has the words of, the newest. */
const WORDED = 5;

/**
 * What came from a person since they were last answered, oldest first, and how much that is.
 * @param limit of the newest; as many as a card has the words of when left out
 */
export async function shownMessages(
  db: Reader,
  { incomingId, talk }: IncomingBody,
  limit = WORDED,
): Promise<{ readonly messages: readonly StoredIncoming[]; readonly count: number }> {
  const last = await findIncoming(db, incomingId);
  if (!last) return { messages: [], count: 0 };
  if (!talk) return { messages: [last], count: 1 };
  return incomingUpTo(db, last, { since: talk.since, limit });
}
