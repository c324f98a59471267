import { type Kysely, SqliteAdapter, sql } from 'kysely';

/**
 * Conversations, where they are shown, lists of those that wait, and who is away. One card may show several incoming
 * messages.
 */
export async function threadsUp(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  const talks = schema.createTable('talks');
  const growing =
    db.getExecutor().adapter instanceof SqliteAdapter
      ? talks.addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
      : talks.addColumn('id', 'bigint', (c) => c.primaryKey().generatedByDefaultAsIdentity());
  await growing
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('number', 'text', (c) => c.notNull())
    .addColumn('own', 'text', (c) => c.notNull())
    .addColumn('last_in_at', 'bigint', (c) => c.notNull())
    .addColumn('waiting_since', 'bigint')
    .addColumn('last_out', 'bigint')
    .addColumn('taken_by', 'bigint')
    .addColumn('taken_at', 'bigint')
    .addColumn('ended_by', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('remind_at', 'bigint')
    .addColumn('remind_by', 'bigint')
    .addColumn('remind_card', 'text')
    .addUniqueConstraint('talks_once', ['number', 'own', 'account'])
    .execute();
  await schema.createIndex('talks_waiting').on('talks').columns(['waiting_since', 'id']).execute();
  await schema.createIndex('talks_by_taker').on('talks').columns(['taken_by', 'id']).execute();
  await schema.createIndex('talks_to_remind').on('talks').columns(['remind_at', 'id']).execute();
  await schema
    .createTable('talk_places')
    .addColumn('talk_id', 'bigint', (c) => c.notNull())
    .addColumn('chat_id', 'bigint', (c) => c.notNull())
    .addColumn('thread_id', 'bigint', (c) => c.notNull())
    .addColumn('card_id', 'text')
    .addColumn('held_at', 'bigint')
    .addColumn('told_at', 'bigint')
    .addPrimaryKeyConstraint('talk_places_pk', ['talk_id', 'chat_id', 'thread_id'])
    .execute();
  await schema.createIndex('talk_places_by_chat').on('talk_places').columns(['chat_id', 'talk_id']).execute();
  await schema.createIndex('talk_places_held').on('talk_places').columns(['held_at', 'talk_id']).execute();
  await schema
    .createTable('queues')
    .addColumn('chat_id', 'bigint', (c) => c.notNull())
    .addColumn('thread_id', 'bigint', (c) => c.notNull())
    .addColumn('card_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('queues_pk', ['chat_id', 'thread_id'])
    .execute();
  await schema
    .createTable('away')
    .addColumn('person_id', 'bigint', (c) => c.primaryKey())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .execute();
  await severalOnACard(db);
}

async function severalOnACard(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('incoming_cards_of_several')
    .addColumn('card_id', 'text', (c) => c.notNull().references('cards.id'))
    .addColumn('incoming_id', 'text', (c) => c.notNull().references('incoming.id'))
    .addColumn('thread_id', 'bigint', (c) => c.notNull())
    .addColumn('unshown_at', 'bigint')
    .addPrimaryKeyConstraint('incoming_cards_pk', ['card_id', 'incoming_id'])
    .execute();
  await sql`
    insert into incoming_cards_of_several (card_id, incoming_id, thread_id, unshown_at)
    select card_id, incoming_id, thread_id, unshown_at from incoming_cards
  `.execute(db);
  await schema.dropTable('incoming_cards').execute();
  await schema.alterTable('incoming_cards_of_several').renameTo('incoming_cards').execute();
  await schema.createIndex('incoming_cards_by_message').on('incoming_cards').column('incoming_id').execute();
}
