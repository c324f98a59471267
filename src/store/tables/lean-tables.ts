import { type Kysely, sql } from 'kysely';

/** The first state in which something is amiss, and the number of HTTP, when this was written: see coded.ts. */
const AMISS = 8;
const HTTP = 1;

/**
 * The tables with a row for each message, each order or each action, as they are from this version on, without what
 * {@link LATE_INDEXES} make.
 */
export async function createLeanTables(db: Kysely<unknown>, kind: 'sqlite' | 'postgres'): Promise<void> {
  const { schema } = db;
  const growing = (name: string) => {
    const table = schema.createTable(name);
    // A number that was used is used no more, though its row is gone: what names it would name another.
    return (column: string) =>
      kind === 'sqlite'
        ? table.addColumn(column, 'integer', (c) => c.primaryKey().autoIncrement())
        : table.addColumn(column, 'bigint', (c) => c.primaryKey().generatedByDefaultAsIdentity());
  };
  await growing('orders')('number')
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('origin', 'text', (c) => c.notNull().unique())
    .addColumn('maker', 'text', (c) => c.notNull())
    .addColumn('maker_id', 'text')
    .addColumn('chat_id', 'bigint')
    .addColumn('thread_id', 'bigint')
    .addColumn('card_id', 'text', (c) => c.unique().references('cards.id'))
    .addColumn('channel', 'smallint', (c) => c.notNull())
    .addColumn('class', 'smallint', (c) => c.notNull())
    .addColumn('total', 'integer', (c) => c.notNull())
    .addColumn('request', 'text', (c) => c.notNull())
    .addColumn('sender', 'text')
    .addColumn('alphabet', 'text')
    .addColumn('parts', 'integer', (c) => c.notNull())
    .addColumn('offered_alphabet', 'text')
    .addColumn('offered_parts', 'integer')
    .addColumn('waiting_for', 'text')
    .addColumn('waiting_next', 'text', (c) => c.notNull())
    .addColumn('wipe_at', 'bigint')
    .addColumn('wiped_at', 'bigint')
    .addColumn('forgotten_at', 'bigint')
    .addColumn('again_of', 'text')
    .addColumn('moved_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  // The widest columns first: PostgreSQL pads narrower ones that stand before them.
  await schema
    .createTable('messages')
    .addColumn('id', kind === 'sqlite' ? 'integer' : 'bigint', (c) => c.primaryKey())
    .addColumn('turn', 'bigint', (c) => c.notNull())
    .addColumn('ready_at', 'bigint')
    .addColumn('attempted_at', 'bigint')
    .addColumn('fresh_at', 'bigint', (c) => c.notNull())
    .addColumn('doubt_until', 'bigint')
    .addColumn('accepted_at', 'bigint')
    .addColumn('overdue_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('cost', 'bigint')
    .addColumn('command_status', 'bigint')
    .addColumn('reference', 'integer', (c) => c.notNull())
    .addColumn('pdus', 'integer', (c) => c.notNull())
    .addColumn('error', 'integer')
    .addColumn('state', 'smallint', (c) => c.notNull())
    .addColumn('held', 'smallint', (c) => c.notNull())
    .addColumn('lane', 'smallint', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('guard_key', 'text')
    .addColumn('lookup', 'text')
    .execute();
  await keyed(schema.createTable('guards'), kind)
    .addColumn('guard_key', 'text', (c) => c.notNull())
    .addColumn('message_id', 'bigint', (c) => c.notNull())
    .addColumn('tried_at', 'bigint')
    .addPrimaryKeyConstraint('guards_pk', ['guard_key', 'message_id'])
    .execute();
  await keyed(schema.createTable('tallies'), kind)
    .addColumn('order_number', 'bigint', (c) => c.notNull())
    .addColumn('state', 'smallint', (c) => c.notNull())
    .addColumn('error', 'integer', (c) => c.notNull())
    .addColumn('command_status', 'bigint', (c) => c.notNull())
    .addColumn('count', 'bigint', (c) => c.notNull())
    .addColumn('cost', 'bigint', (c) => c.notNull())
    .addColumn('priced', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .addPrimaryKeyConstraint('tallies_pk', ['order_number', 'state', 'error', 'command_status'])
    .execute();
  await growing('ways')('id')
    .addColumn('protocol', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('host', 'text', (c) => c.notNull())
    .addColumn('bind', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addUniqueConstraint('ways_once', ['protocol', 'account', 'host', 'bind', 'source'])
    .execute();
  await growing('attempts')('id')
    .addColumn('message_id', 'bigint', (c) => c.notNull())
    .addColumn('committed_at', 'bigint', (c) => c.notNull())
    .addColumn('answered_at', 'bigint')
    .addColumn('command_status', 'bigint')
    .addColumn('way', 'integer', (c) => c.notNull())
    .addColumn('part', 'smallint', (c) => c.notNull())
    .addColumn('outcome', 'smallint', (c) => c.notNull())
    .addColumn('open', 'smallint')
    .addColumn('provider_id', 'text')
    .addColumn('octets', 'text')
    .addColumn('unanswered_to', 'text')
    .execute();
  await growing('receipts')('id')
    .addColumn('attempt_id', 'bigint')
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addColumn('cost', 'bigint')
    .addColumn('quotes_at', 'bigint')
    .addColumn('error', 'integer')
    .addColumn('via', 'smallint', (c) => c.notNull())
    .addColumn('state', 'smallint')
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('provider_id', 'text')
    .addColumn('parsed', 'text')
    .addColumn('raw', 'text')
    .execute();
  await schema
    .createTable('orphans')
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('other', 'text')
    .addColumn('receipt_id', 'bigint', (c) => c.notNull())
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('orphans_pk', ['account', 'address', 'receipt_id'])
    .execute();
  await schema
    .createTable('queries')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('message_id', 'bigint', (c) => c.notNull())
    .addColumn('card_id', 'text', (c) => c.references('cards.id'))
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addColumn('open_at', 'bigint')
    .addColumn('answer', 'text')
    .execute();
  await schema
    .createTable('actions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('actor_kind', 'text', (c) => c.notNull())
    .addColumn('actor_id', 'text', (c) => c.notNull())
    .addColumn('chat_id', 'bigint')
    .addColumn('thread_id', 'bigint')
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('arg', 'text')
    .addColumn('order_id', 'text')
    .addColumn('card_id', 'text')
    .addColumn('message_id', 'bigint')
    .addColumn('origin', 'text', (c) => c.notNull().unique())
    .execute();
  await createLeanIndexes(db);
}

/** A table that is nothing but its key and a little more is kept in the key's own index, where a store can do that. */
function keyed<T extends { modifyEnd(modifier: ReturnType<typeof sql>): T }>(
  table: T,
  kind: 'sqlite' | 'postgres',
): T {
  return kind === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table;
}

/** Indexes hold what is looked for, and of a message in its ordinary life as little as possible. */
async function createLeanIndexes(db: Kysely<unknown>): Promise<void> {
  const indexes = [
    sql`create index orders_again on orders (again_of) where again_of is not null`,
    sql`create index orders_to_wipe on orders (wipe_at, id) where wipe_at is not null`,
    sql`create index orders_with_words on orders (created_at, id) where forgotten_at is null`,
    sql`create index orders_wordless on orders (created_at, id) where forgotten_at is not null`,
    sql`create index messages_ready on messages (account, lane, turn, id, ready_at) where ready_at is not null`,
    sql`create index messages_doubtful on messages (account, doubt_until) where doubt_until is not null`,
    sql`create index messages_overdue on messages (account, overdue_at) where overdue_at is not null`,
    sql`create index messages_amiss on messages (id, state) where state >= ${sql.lit(AMISS)}`,
    sql`create index guards_tried on guards (tried_at) where tried_at is not null`,
    sql`create index attempts_of_message on attempts (message_id)`,
    sql`create index attempts_open on attempts (open) where open is not null`,
    sql`create index attempts_unanswered on attempts (unanswered_to) where unanswered_to is not null`,
    sql`create index receipts_of_attempt on receipts (attempt_id) where attempt_id is not null`,
    sql`create index receipts_unmatched on receipts (provider_id, account) where attempt_id is null`,
    sql`create index receipts_by_call on receipts (provider_id, account) where via = ${sql.lit(HTTP)}`,
    sql`create index receipts_quoting on receipts (quotes_at, id) where quotes_at is not null`,
    sql`create index receipts_stray on receipts (received_at, id) where attempt_id is null`,
    sql`create index orphans_by_age on orphans (received_at)`,
    sql`create index orphans_of_receipt on orphans (receipt_id)`,
    sql`create index queries_open on queries (account, open_at) where open_at is not null`,
    sql`create index queries_by_message on queries (message_id)`,
    sql`create index actions_by_card on actions (card_id, what)`,
  ];
  for (const index of indexes) await index.execute(db);
}

/**
 * Indexes whose order is none that rows come in. Filled row by row, each of millions has a page of its own written: they are
 * made once the tables hold all that an earlier version had.
 */
export const LATE_INDEXES = [
  sql`create index messages_by_recipient on messages (recipient, id)`,
  sql`create index attempts_by_provider_id on attempts (lower(ltrim(provider_id, '0'))) where provider_id is not null`,
] as const;
