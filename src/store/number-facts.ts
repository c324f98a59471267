import { type NumberFacts, readFacts } from '../messages/number-facts.ts';
import type { Reader, Tx } from './database.ts';
import { askedOf, askProvider, awaitAnswer, type Question } from './provider-questions.ts';

/** What is known of a number stands for so long (ms): operators get new ones, and people take theirs along. */
const STANDS_MS = 30 * 24 * 3_600_000;

const factsOf = (number: string): Question => ({ kind: 'facts', subject: number });

/** Null: nothing is known. */
export async function knownFacts(db: Reader, number: string): Promise<NumberFacts | null> {
  const asked = await askedOf(db, factsOf(number));
  return asked?.answer ? readFacts(asked.answer) : null;
}

/** Has those of these numbers asked about of which nothing is known, or not any more; the card is looked at again then. */
export async function askFacts(
  tx: Tx,
  numbers: readonly string[],
  { cardId, now }: { readonly cardId: string | null; readonly now: number },
): Promise<void> {
  for (const number of numbers) {
    const asked = await askedOf(tx.db, factsOf(number));
    const isKnown = asked !== undefined && now - (asked.asked_at ?? 0) < STANDS_MS;
    if (asked?.due_at != null) {
      if (cardId !== null) await awaitAnswer(tx, asked, cardId);
    } else if (!isKnown) await askProvider(tx, factsOf(number), { cardId, dueAt: now });
  }
}

/** Minutes by which the clocks are ahead of UTC where a number is at home; null: not known. */
export const zoneOf = async (db: Reader, number: string): Promise<number | null> =>
  (await knownFacts(db, number))?.tz ?? null;
