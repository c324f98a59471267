import { type Kysely, SqliteAdapter, sql } from 'kysely';

/** Figures of a histogram of delivery times, when this was written: see delivery-time.ts. */
const FIGURES = 14;

/**
 * Messages are counted by the hour, and know their number's operator. Those that there are by now are counted by a job:
 * which they are is put down once the store is opened. While it is carried over to lean tables, the tables of before are
 * there yet: those that take their place are made with what this adds.
 */
export async function statsUp(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  let hours = schema
    .createTable('hours')
    .addColumn('hour', 'integer', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('channel', 'smallint', (c) => c.notNull())
    .addColumn('sender', 'text', (c) => c.notNull())
    .addColumn('operator', 'text', (c) => c.notNull())
    .addColumn('maker', 'text', (c) => c.notNull())
    .addColumn('state', 'smallint', (c) => c.notNull())
    .addColumn('error', 'integer', (c) => c.notNull())
    .addColumn('command_status', 'bigint', (c) => c.notNull())
    .addColumn('messages', 'bigint', (c) => c.notNull())
    .addColumn('parts', 'bigint', (c) => c.notNull())
    .addColumn('cost', 'bigint', (c) => c.notNull());
  for (let index = 0; index < FIGURES; index++) {
    hours = hours.addColumn(`took_${index}` as 'took', 'bigint', (c) => c.notNull());
  }
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  await hours
    .addPrimaryKeyConstraint('hours_pk', [
      'hour',
      'account',
      'channel',
      'sender',
      'operator',
      'maker',
      'state',
      'error',
      'command_status',
    ])
    .$call((table) => (isSqlite ? table.modifyEnd(sql`without rowid`) : table))
    .execute();
  await schema
    .createTable('uncounted')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('last', 'bigint')
    .addColumn('counted', 'bigint', (c) => c.notNull())
    .execute();
  const names = (await db.introspection.getTables()).map(({ name }) => name);
  const isCarried = names.includes('carrying');
  const { rows } = await sql`select 1 from messages limit 1`.execute(db);
  if (isCarried || rows.length > 0) {
    await sql`insert into uncounted (id, counted) values (1, 0)`.execute(db);
  }
  if (isCarried && !names.includes('earlier_orders')) return;
  await addStatistics(db);
}

/** Adds to lean tables what is known of operators, and the order in which people did things. */
export async function addStatistics(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('messages').addColumn('operator', 'text').execute();
  await sql`create index messages_looked_up on messages (recipient, id) where lookup is not null`.execute(db);
  await db.schema.createIndex('actions_at').on('actions').columns(['at', 'id']).execute();
}
