import { type Kysely, sql } from 'kysely';

/** Numbers that are not written to, and what was not sent to them for that. */
export async function stopListUp({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('stop_list')
    .addColumn('digest', 'text', (c) => c.primaryKey())
    .addColumn('number', 'text')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('made_by', 'bigint')
    .addColumn('why', 'text')
    .addColumn('incoming_id', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('stop_list_by_age').on('stop_list').columns(['at', 'digest']).execute();
  await schema
    .createTable('stop_rules')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('confirms', 'integer', (c) => c.notNull())
    .execute();
  await schema
    .createTable('stopped_messages')
    .addColumn('message_id', 'bigint', (c) => c.primaryKey())
    .execute();
}

/** What was said of a number that is not written to is found by its age, to be forgotten. */
export async function stopListWordsUp(db: Kysely<unknown>): Promise<void> {
  await sql`create index stop_list_with_words on stop_list (at, digest) where why is not null`.execute(db);
}
