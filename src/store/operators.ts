import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** The operators of numbers, as the last look-up of each has it. */
export async function operatorsOf(
  db: Pick<Kysely<Schema>, 'selectFrom'>,
  recipients: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('messages')
    .select(['recipient', 'operator'])
    .where('recipient', 'in', recipients)
    // To the letter: it is the condition of the index.
    .where('lookup', 'is not', null)
    .where('operator', 'is not', null)
    .orderBy('id')
    .execute();
  return new Map(rows.map(({ recipient, operator }) => [recipient, operator ?? '']));
}
