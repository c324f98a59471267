import { type NumberFacts, readFacts } from '../../messages/number-facts.ts';
import { chunks } from '../engine/chunks.ts';
import type { Reader, Snapshot, Tx } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';
import { askAll, askedOf, awaitAnswer, type Question } from './provider-questions.ts';

/** What is known of a number stands for so long (ms): operators get new ones, and people take theirs along. */
const STANDS_MS = 30 * 24 * 3_600_000;

const factsOf = (number: string): Question => ({ kind: 'facts', subject: number });

/** Null: nothing is known. */
export async function knownFacts(db: Reader, number: string): Promise<NumberFacts | null> {
  const asked = await askedOf(db, factsOf(number));
  return asked?.answer ? readFacts(asked.answer) : null;
}

/**
 * Has those of these numbers asked about of which nothing is known by then, or not any more; the card is looked at again.
 * @param at when the first is asked (ms)
 * @param everyMs between one question and the next; left out: all of them at once
 */
export async function askFacts(
  tx: Tx,
  numbers: readonly string[],
  {
    cardId,
    at,
    everyMs = 0,
  }: { readonly cardId: string | null; readonly at: number; readonly everyMs?: number },
): Promise<void> {
  let dueAt = at;
  for (const some of chunks(numbers)) {
    const known = await tx.db
      .selectFrom('provider_questions')
      .select(['subject', 'due_at'])
      .where('kind', '=', 'facts')
      .where('subject', 'in', some)
      .where((eb) => eb.or([eb('due_at', 'is not', null), eb('asked_at', '>', dueAt - STANDS_MS)]))
      .execute();
    // What is to be asked in its turn is asked at once where somebody waits for it.
    const isSoon = ({ due_at }: (typeof known)[number]) => everyMs > 0 || due_at === null || due_at <= at;
    const standing = known.filter(isSoon);
    const stand = new Set(standing.map(({ subject }) => subject));
    const asked = some.filter((number) => !stand.has(number));
    await askAll(
      tx,
      asked.map((number, nth) => ({ ...factsOf(number), dueAt: dueAt + nth * everyMs })),
      cardId,
    );
    for (const { subject, due_at } of standing) {
      if (cardId !== null && due_at !== null) await awaitAnswer(tx, factsOf(subject), cardId);
    }
    dueAt += asked.length * everyMs;
  }
}

/** Minutes by which clocks are ahead of UTC where these numbers are at home, of those of which it is known. */
export async function clocksOf(
  db: Snapshot,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await findEach(numbers, (some) =>
    db
      .selectFrom('provider_questions')
      .select(['subject', 'answer'])
      .where('kind', '=', 'facts')
      .where('subject', 'in', some)
      .where('answer', 'is not', null)
      .execute(),
  );
  return new Map(
    rows.flatMap(({ subject, answer }): [string, number][] => {
      const { tz } = readFacts(answer ?? '');
      return tz === null ? [] : [[subject, tz]];
    }),
  );
}
