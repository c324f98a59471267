import { type Kysely, SqliteAdapter, sql } from 'kysely';

/**
 * What chats watch, what has happened of that, and what they were told. An event waits for the message that tells of it
 * (`untold_to`) without a place in an order of commits: one that is committed late is told late, and not passed over.
 */
export async function watchUp(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  const growing = (name: string) => {
    const table = schema.createTable(name);
    return db.getExecutor().adapter instanceof SqliteAdapter
      ? table.addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
      : table.addColumn('id', 'bigint', (c) => c.primaryKey().generatedByDefaultAsIdentity());
  };
  await growing('watches')
    .addColumn('chat_id', 'bigint', (c) => c.notNull())
    .addColumn('thread_id', 'bigint', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('terms', 'text', (c) => c.notNull())
    .addColumn('made_by', 'bigint', (c) => c.notNull())
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .addColumn('muted_until', 'bigint')
    .addColumn('suspended_at', 'bigint')
    .addColumn('suspended_why', 'text')
    .addUniqueConstraint('watches_once', ['chat_id', 'thread_id', 'kind'])
    .execute();
  await growing('events')
    .addColumn('watch_id', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('sender', 'text')
    .addColumn('operator', 'text')
    .addColumn('state', 'smallint', (c) => c.notNull())
    .addColumn('error', 'integer')
    .addColumn('command_status', 'bigint')
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('messages', 'text', (c) => c.notNull())
    .addColumn('untold_to', 'bigint')
    .addColumn('alert_id', 'text')
    .execute();
  await schema
    .createTable('alerts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('watch_id', 'bigint', (c) => c.notNull())
    .addColumn('chat_id', 'bigint', (c) => c.notNull())
    .addColumn('thread_id', 'bigint', (c) => c.notNull())
    .addColumn('cause', 'text', (c) => c.notNull())
    .addColumn('facts', 'text')
    .addColumn('began_at', 'bigint', (c) => c.notNull())
    .addColumn('last_at', 'bigint', (c) => c.notNull())
    .addColumn('told_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('acked_by', 'bigint')
    .addColumn('acked_at', 'bigint')
    .addColumn('card_id', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('outcomes')
    .addColumn('watch_id', 'bigint', (c) => c.notNull())
    .addColumn('minute', 'bigint', (c) => c.notNull())
    .addColumn('state', 'smallint', (c) => c.notNull())
    .addColumn('error', 'integer', (c) => c.notNull())
    .addColumn('command_status', 'bigint', (c) => c.notNull())
    .addColumn('operator', 'text', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('outcomes_pk', [
      'watch_id',
      'minute',
      'state',
      'error',
      'command_status',
      'operator',
    ])
    .execute();
  const indexes = [
    sql`create index events_untold on events (untold_to, id) where untold_to is not null`,
    sql`create index events_told on events (alert_id) where alert_id is not null`,
    sql`create index events_by_age on events (at)`,
    sql`create index alerts_open on alerts (watch_id, cause, told_at) where ended_at is null`,
    sql`create index alerts_of_watch on alerts (watch_id, cause, told_at)`,
    sql`create index alerts_by_chat on alerts (chat_id, told_at)`,
    sql`create index outcomes_by_age on outcomes (minute)`,
    sql`create index alerts_on_card on alerts (card_id)`,
    sql`create index alerts_by_age on alerts (last_at)`,
  ];
  for (const index of indexes) await index.execute(db);
}
