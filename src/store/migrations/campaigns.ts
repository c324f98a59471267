import { type Kysely, sql } from 'kysely';

/** Numbers of the states in which a campaign may come to its end, when this was written: see coded.ts. */
const RUNNING = 2;
const CANCELLED = 4;

/**
 * Large orders get a state of their own, and a row for each account from which their messages are claimed. Those that there
 * are go on as they began. While a store is carried over to lean tables, the tables of before are there yet: those that take
 * their place are made with what this adds.
 */
export async function campaignsUp(db: Kysely<unknown>): Promise<void> {
  const names = (await db.introspection.getTables()).map(({ name }) => name);
  if (names.includes('carrying') && !names.includes('earlier_orders')) return;
  await addCampaigns(db);
}

/** Adds to lean tables what campaigns need. */
export async function addCampaigns(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('orders').addColumn('campaign', 'smallint').execute();
  await schema.alterTable('orders').addColumn('fresh_at', 'bigint').execute();
  await schema.alterTable('orders').addColumn('agreed_after', 'bigint').execute();
  await schema
    .createTable('campaigns')
    .addColumn('order_number', 'bigint', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('next', 'bigint', (c) => c.notNull())
    .addColumn('turn', 'bigint', (c) => c.notNull())
    .addColumn('left', 'bigint', (c) => c.notNull())
    .addColumn('running', 'smallint')
    .addPrimaryKeyConstraint('campaigns_pk', ['order_number', 'account'])
    .execute();
  await sql`create index campaigns_running on campaigns (account, turn, order_number) where running is not null`.execute(
    db,
  );
  await sql`
    create index orders_under_way on orders (number)
    where campaign in (${sql.lit(RUNNING)}, ${sql.lit(CANCELLED)})
  `.execute(db);
}
