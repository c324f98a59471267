import type { Kysely } from 'kysely';

/** All that the first version kept. */
export async function firstUp({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('updates')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('bot_id', 'bigint', (c) => c.notNull())
    .addColumn('update_id', 'bigint', (c) => c.notNull())
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull().defaultTo(0))
    .addUniqueConstraint('updates_once', ['bot_id', 'update_id'])
    .execute();
  await schema.createIndex('updates_by_state').on('updates').columns(['state', 'id']).execute();
  await schema.createIndex('updates_by_age').on('updates').column('received_at').execute();
  await schema
    .createTable('people')
    .addColumn('id', 'bigint', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('role', 'text')
    .addColumn('language', 'text')
    .addColumn('granted_by', 'bigint')
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('chats')
    .addColumn('id', 'bigint', (c) => c.primaryKey())
    .addColumn('language', 'text')
    .execute();
  await schema
    .createTable('inboxes')
    .addColumn('chat_id', 'bigint', (c) => c.notNull())
    .addColumn('thread_id', 'bigint', (c) => c.notNull())
    .addColumn('turned_on_by', 'bigint', (c) => c.notNull())
    .addColumn('turned_on_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('inboxes_pk', ['chat_id', 'thread_id'])
    .execute();
  await schema
    .createTable('cards')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('chat_id', 'bigint', (c) => c.notNull())
    .addColumn('thread_id', 'bigint')
    .addColumn('reply_to', 'bigint')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('person_id', 'bigint')
    .addColumn('telegram_id', 'bigint')
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('shown_revision', 'integer', (c) => c.notNull())
    .addColumn('shown', 'text')
    .addColumn('due_at', 'bigint')
    .addColumn('moved_at', 'bigint')
    .addColumn('unknown_sends', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('failure', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('cards_due').on('cards').column('due_at').execute();
  await schema.createIndex('cards_by_telegram_id').on('cards').columns(['chat_id', 'telegram_id']).execute();
  await schema
    .createTable('messages')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('card_id', 'text', (c) => c.notNull().references('cards.id'))
    .addColumn('origin', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('request', 'text', (c) => c.notNull())
    .addColumn('reference', 'integer', (c) => c.notNull())
    .addColumn('parts', 'integer', (c) => c.notNull())
    .addColumn('pdus', 'integer', (c) => c.notNull())
    .addColumn('guard_key', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('waiting_for', 'text')
    .addColumn('bulk', 'integer', (c) => c.notNull())
    .addColumn('ready_at', 'bigint')
    .addColumn('fresh_at', 'bigint', (c) => c.notNull())
    .addColumn('command_status', 'bigint')
    .addColumn('error', 'integer')
    .addColumn('cost', 'bigint')
    .addColumn('lookup', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('accepted_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('overdue_at', 'bigint')
    .addUniqueConstraint('messages_once', ['origin', 'position'])
    .execute();
  await schema.createIndex('messages_by_card').on('messages').columns(['card_id', 'state']).execute();
  await schema
    .createIndex('messages_ready')
    .on('messages')
    .columns(['account', 'bulk', 'ready_at'])
    .execute();
  await schema.createIndex('messages_overdue').on('messages').column('overdue_at').execute();
  await schema
    .createTable('attempts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('message_id', 'text', (c) => c.notNull().references('messages.id'))
    .addColumn('part', 'integer', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('host', 'text', (c) => c.notNull())
    .addColumn('bind', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('committed_at', 'bigint', (c) => c.notNull())
    .addColumn('answered_at', 'bigint')
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('command_status', 'bigint')
    .addColumn('provider_id', 'text')
    .addColumn('open_at', 'bigint')
    .execute();
  await schema.createIndex('attempts_by_message').on('attempts').column('message_id').execute();
  await schema
    .createIndex('attempts_by_provider_id')
    .on('attempts')
    .columns(['provider_id', 'account'])
    .execute();
  await schema.createIndex('attempts_open').on('attempts').columns(['account', 'open_at']).execute();
  await schema
    .createTable('receipts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('provider_id', 'text')
    .addColumn('attempt_id', 'text')
    .addColumn('via', 'text', (c) => c.notNull())
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addColumn('state', 'text')
    .addColumn('error', 'integer')
    .addColumn('cost', 'bigint')
    .addColumn('parsed', 'text', (c) => c.notNull())
    .addColumn('raw', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createIndex('receipts_by_provider_id')
    .on('receipts')
    .columns(['provider_id', 'account'])
    .execute();
  await schema.createIndex('receipts_by_attempt').on('receipts').column('attempt_id').execute();
  await schema
    .createTable('incoming')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('sender', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addColumn('unseen_at', 'bigint')
    .execute();
  await schema.createIndex('incoming_unseen').on('incoming').column('unseen_at').execute();
  await schema
    .createTable('incoming_parts')
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('sender', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('reference', 'integer', (c) => c.notNull())
    .addColumn('part', 'integer', (c) => c.notNull())
    .addColumn('parts', 'integer', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('incoming_parts_pk', ['account', 'sender', 'recipient', 'reference', 'part'])
    .execute();
  await schema
    .createTable('queries')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('message_id', 'text', (c) => c.notNull().references('messages.id'))
    .addColumn('card_id', 'text', (c) => c.references('cards.id'))
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addColumn('open_at', 'bigint')
    .addColumn('answer', 'text')
    .execute();
  await schema.createIndex('queries_open').on('queries').columns(['account', 'open_at']).execute();
  await schema.createIndex('queries_by_message').on('queries').column('message_id').execute();
  await schema
    .createTable('binds')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('report', 'text', (c) => c.notNull())
    .addColumn('reported_at', 'bigint', (c) => c.notNull())
    .execute();
}
