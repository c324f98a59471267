import type { Kysely } from 'kysely';

/** Cards show what was found not long before, in place of asking and paying for it again. */
export async function cachedLookupsUp({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('cached_lookups')
    .addColumn('card_id', 'text', (c) => c.notNull())
    .addColumn('message_id', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('cached_lookups_pk', ['card_id', 'message_id'])
    .execute();
  await schema.createIndex('cached_lookups_by_message').on('cached_lookups').column('message_id').execute();
}
