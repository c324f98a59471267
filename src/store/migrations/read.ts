import { type Kysely, SqliteAdapter, sql } from 'kysely';

/**
 * Which messages were read, and of which a link was followed; and how many, by the hour. Nothing is told of those before:
 * their receipts say no more than that they were delivered.
 */
export async function readUp(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('readings')
    .addColumn('message_id', 'bigint', (c) => c.primaryKey())
    .addColumn('read_at', 'bigint', (c) => c.notNull())
    .addColumn('clicked_at', 'bigint')
    .execute();
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  await schema
    .createTable('hour_readings')
    .addColumn('hour', 'integer', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('channel', 'smallint', (c) => c.notNull())
    .addColumn('sender', 'text', (c) => c.notNull())
    .addColumn('operator', 'text', (c) => c.notNull())
    .addColumn('maker', 'text', (c) => c.notNull())
    .addColumn('read', 'bigint', (c) => c.notNull())
    .addColumn('clicked', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('hour_readings_pk', [
      'hour',
      'account',
      'channel',
      'sender',
      'operator',
      'maker',
    ])
    .$call((table) => (isSqlite ? table.modifyEnd(sql`without rowid`) : table))
    .execute();
}
