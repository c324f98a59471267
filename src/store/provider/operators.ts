import type { Kysely } from 'kysely';
import { readFacts } from '../../messages/number-facts.ts';
import { idsOf } from '../tables/message-id.ts';
import type { Schema } from '../tables/schema.ts';

type Selecting = Pick<Kysely<Schema>, 'selectFrom'>;

/** The operators of numbers, as the last look-up of each has it, else as the provider knows without one. */
export async function operatorsOf(
  db: Selecting,
  recipients: readonly string[],
): Promise<Map<string, string>> {
  const lookedUp = db
    .selectFrom('messages')
    .select(['recipient', 'operator'])
    .where('recipient', 'in', recipients)
    // To the letter: it is the condition of the index.
    .where('lookup', 'is not', null)
    .where('operator', 'is not', null)
    .orderBy('id')
    .execute();
  // Most numbers were never looked up.
  const [known, rows] = await Promise.all([operatorsByFacts(db, recipients), lookedUp]);
  return new Map([...known, ...rows.map(({ recipient, operator }) => [recipient, operator ?? ''] as const)]);
}

/** How many of an order's messages go to each operator's numbers; '': not known. */
export async function operatorsOfOrder(db: Selecting, orderNumber: number): Promise<Map<string, number>> {
  const { first, last } = idsOf(orderNumber);
  const rows = await db
    .selectFrom('messages')
    .select(['operator', (eb) => eb.fn.countAll<number>().as('count')])
    .where('id', '>=', first)
    .where('id', '<=', last)
    .groupBy('operator')
    .execute();
  return new Map(rows.map(({ operator, count }) => [operator ?? '', Number(count)]));
}

async function operatorsByFacts(db: Selecting, numbers: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('provider_questions')
    .select(['subject', 'answer'])
    .where('kind', '=', 'facts')
    .where('subject', 'in', numbers)
    .where('answer', 'is not', null)
    .execute();
  return new Map(
    rows.flatMap(({ subject, answer }): [string, string][] => {
      const { operator } = readFacts(answer ?? '');
      return operator === null ? [] : [[subject, operator]];
    }),
  );
}
