import type { Kysely } from 'kysely';

/** What other programs have said last: alerts that fire, and that it lives. */
export async function signalsUp({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('signals')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('body', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
}
