import { type Kysely, SqliteAdapter } from 'kysely';

/** Addresses that are told what happens, and what each is still to be told, without anybody's words or numbers. */
export async function hooksUp(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  const growing = (name: string) => {
    const table = schema.createTable(name);
    return db.getExecutor().adapter instanceof SqliteAdapter
      ? table.addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
      : table.addColumn('id', 'bigint', (c) => c.primaryKey().generatedByDefaultAsIdentity());
  };
  await growing('hooks')
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('events', 'text', (c) => c.notNull())
    .addColumn('secret_digest', 'text', (c) => c.notNull())
    .addColumn('made_by', 'bigint', (c) => c.notNull())
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .addColumn('succeeded_at', 'bigint')
    .addColumn('failed_at', 'bigint')
    .addColumn('failed_why', 'text')
    .addColumn('failing_since', 'bigint')
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('suspended_at', 'bigint')
    .addColumn('suspended_why', 'text')
    .execute();
  await growing('hook_events')
    .addColumn('hook_id', 'bigint', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('state', 'smallint')
    .addColumn('error', 'integer')
    .addColumn('command_status', 'bigint')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('card_id', 'text')
    .execute();
  await schema
    .createIndex('hook_events_due')
    .on('hook_events')
    .columns(['hook_id', 'due_at', 'id'])
    .execute();
  await schema
    .createIndex('hook_events_in_order')
    .on('hook_events')
    .columns(['hook_id', 'subject', 'id'])
    .execute();
  await schema.createIndex('hook_events_by_age').on('hook_events').column('at').execute();
}
