import { type Kysely, sql } from 'kysely';

/** The lanes as they were then: see messages/lanes.ts. */
const [REPEAT, SINGLE, RETRY, LIST, BULK] = [0, 1, 2, 3, 4];
const FEW = 50;

/**
 * What is queued gets a lane and its turn there, in place of a mark for bulks, and an index that holds it alone. When an
 * account was last able to send is on record: so far its last attempt tells.
 */
export async function turnsUp(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.dropIndex('messages_ready').execute();
  await schema.alterTable('messages').renameColumn('bulk', 'lane').execute();
  await schema
    .alterTable('messages')
    .addColumn('turn', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
  await placeQueued(db);
  await schema
    .createIndex('messages_ready')
    .on('messages')
    .columns(['account', 'lane', 'turn', 'id', 'ready_at'])
    .where(sql.ref('ready_at'), 'is not', null)
    .execute();
  await schema
    .createTable('accounts')
    .addColumn('account', 'text', (c) => c.primaryKey())
    .addColumn('able_at', 'bigint', (c) => c.notNull())
    .execute();
  await sql`
    insert into accounts (account, able_at)
    select account, max(attempted_at) from messages where attempted_at is not null group by account
  `.execute(db);
}

async function placeQueued(db: Kysely<unknown>): Promise<void> {
  const { rows: orders } = await sql<{ order_id: string; n: number }>`
    select order_id, count(*) as n from messages where state = 'queued' group by order_id
  `.execute(db);
  for (const { order_id, n } of orders) {
    await sql`
      update messages set lane = ${n === 1 ? SINGLE : n <= FEW ? LIST : BULK}, turn = position
      where order_id = ${order_id} and state = 'queued'
    `.execute(db);
  }
  await sql`
    update messages set lane = ${RETRY}, turn = ready_at
    where state = 'queued' and ready_at is not null and (attempted_at is not null or waiting_for = 'guard')
  `.execute(db);
  await sql`
    update messages set lane = ${REPEAT}, turn = ready_at where state = 'in_doubt' and ready_at is not null
  `.execute(db);
}
