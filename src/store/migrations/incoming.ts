import type { Kysely } from 'kysely';

/** The columns, as they were, that rows are read by on the way. */
interface Before {
  cards: { id: string; kind: string; body: string; thread_id: number | null } & {
    telegram_id: number | null;
    due_at: number | null;
  };
  incoming: { id: string; received_at: number; unseen_at: number | null; unplaced_at: number | null };
  incoming_cards: { card_id: string; incoming_id: string; thread_id: number; unshown_at: number | null };
  inboxes: { turned_on_by: number; confirmed_by: number | null };
}

/**
 * Incoming messages are unseen until a card of theirs stands in a chat, and the places that show them can be suspended;
 * chats and topics have names, people the language of
 * their Telegram; the last message to a number is found.
 */
export async function incomingUp(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('incoming_cards')
    .addColumn('card_id', 'text', (c) => c.primaryKey().references('cards.id'))
    .addColumn('incoming_id', 'text', (c) => c.notNull().references('incoming.id'))
    .addColumn('thread_id', 'bigint', (c) => c.notNull())
    .addColumn('unshown_at', 'bigint')
    .execute();
  await schema.createIndex('incoming_cards_by_message').on('incoming_cards').column('incoming_id').execute();
  await schema.alterTable('incoming').addColumn('unplaced_at', 'bigint').execute();
  await schema.createIndex('incoming_unplaced').on('incoming').columns(['unplaced_at', 'id']).execute();
  await schema.alterTable('inboxes').addColumn('confirmed_by', 'bigint').execute();
  await schema.alterTable('inboxes').addColumn('suspended_at', 'bigint').execute();
  await schema.alterTable('inboxes').addColumn('suspended_why', 'text').execute();
  await schema.alterTable('people').addColumn('telegram_language', 'text').execute();
  await schema.alterTable('chats').addColumn('title', 'text').execute();
  await schema
    .createTable('topics')
    .addColumn('chat_id', 'bigint', (c) => c.notNull())
    .addColumn('thread_id', 'bigint', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('topics_pk', ['chat_id', 'thread_id'])
    .execute();
  await schema.createIndex('messages_by_recipient').on('messages').columns(['recipient', 'id']).execute();
  await keepUnderWay(db as Kysely<Before>);
}

/** Messages that wait for their cards, and those whose cards have not been sent yet. */
async function keepUnderWay(db: Kysely<Before>): Promise<void> {
  await db
    .updateTable('inboxes')
    .set((eb) => ({ confirmed_by: eb.ref('turned_on_by') }))
    .execute();
  await db
    .updateTable('incoming')
    .set((eb) => ({ unplaced_at: eb.ref('unseen_at') }))
    .where('unseen_at', 'is not', null)
    .execute();
  const unsent = await db
    .selectFrom('cards')
    .select(['id', 'body', 'thread_id'])
    .where('due_at', 'is not', null)
    .where('kind', '=', 'incoming')
    .where('telegram_id', 'is', null)
    .execute();
  for (const { id: card_id, body, thread_id } of unsent) {
    const { incomingId: incoming_id } = JSON.parse(body) as { incomingId: string };
    await db
      .insertInto('incoming_cards')
      .values({ card_id, incoming_id, thread_id: thread_id ?? 0, unshown_at: null })
      .execute();
    await db
      .updateTable('incoming')
      .set((eb) => ({ unseen_at: eb.ref('received_at') }))
      .where('id', '=', incoming_id)
      .execute();
  }
}
