import type { Kysely } from 'kysely';

/**
 * Work that is done in pieces, and the files that it makes. SQLite gives a column that is said to be bytea no affinity
 * that would change bytes (Datatypes in SQLite, 3.1).
 */
export async function jobsUp({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('jobs')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('cursor', 'text')
    .addColumn('key', 'text', (c) => c.unique())
    .addColumn('due_at', 'bigint')
    .addColumn('holder', 'text')
    .addColumn('leased_until', 'bigint')
    .addColumn('fence', 'bigint', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('last_error', 'text')
    .addColumn('ended', 'text')
    .addColumn('ended_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('jobs_due').on('jobs').columns(['due_at', 'id']).execute();
  await schema.createIndex('jobs_ended').on('jobs').column('ended_at').execute();
  await schema
    .createTable('files')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('chunks', 'integer')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('files_by_age').on('files').column('created_at').execute();
  await schema
    .createTable('file_chunks')
    .addColumn('file_id', 'text', (c) => c.notNull().references('files.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('bytes', 'bytea', (c) => c.notNull())
    .addPrimaryKeyConstraint('file_chunks_pk', ['file_id', 'position'])
    .execute();
}
