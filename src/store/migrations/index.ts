import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { apiUp } from './api.ts';
import { approvalsUp, openApprovalsUp } from './approvals.ts';
import { bookUp } from './book.ts';
import { bulkUp } from './bulk.ts';
import { cachedLookupsUp } from './cached-lookups.ts';
import { campaignsUp } from './campaigns.ts';
import { canaryUp } from './canary.ts';
import { chainsUp } from './chains.ts';
import { firstUp } from './first.ts';
import { hooksUp } from './hooks.ts';
import { incomingUp } from './incoming.ts';
import { incomingPartsUp } from './incoming-parts.ts';
import { jobsUp } from './jobs.ts';
import { leanUp } from './lean.ts';
import { ordersUp } from './orders.ts';
import { providerQuestionsUp } from './provider-questions.ts';
import { quotasUp } from './quotas.ts';
import { readUp } from './read.ts';
import { receiptIdsUp } from './receipt-ids.ts';
import { retentionUp } from './retention.ts';
import { roomsUp } from './rooms.ts';
import { schedulesUp } from './schedules.ts';
import { signalsUp } from './signals.ts';
import { statsUp } from './stats.ts';
import { stopListUp, stopListWordsUp } from './stop-list.ts';
import { stoppedWhyUp } from './stopped-why.ts';
import { threadsUp } from './threads.ts';
import { turnsUp } from './turns.ts';
import { watchUp } from './watch.ts';

/*
 * Migrations, oldest first, as their names sort; one that has landed is never edited. An index on a column that is null
 * most of the time (ready_at, open_at, due_at) rather than a partial index on a state: PostgreSQL with stale statistics
 * lets such a partial index capture look-ups by id.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': { up: firstUp },
  // What the guard against identical requests tells: see in-doubt.ts.
  '0002-in-doubt': {
    async up({ schema }) {
      await schema.alterTable('messages').addColumn('attempted_at', 'bigint').execute();
      await schema.alterTable('messages').addColumn('doubt_until', 'bigint').execute();
      await schema
        .createIndex('messages_by_guard_key')
        .on('messages')
        .columns(['guard_key', 'attempted_at'])
        .execute();
      await schema
        .createIndex('messages_doubtful')
        .on('messages')
        .columns(['account', 'doubt_until'])
        .execute();
      await schema.alterTable('attempts').addColumn('octets', 'text').execute();
      await schema.alterTable('attempts').addColumn('unanswered_to', 'text').execute();
      await schema.createIndex('attempts_unanswered').on('attempts').column('unanswered_to').execute();
      await schema
        .createTable('orphans')
        .addColumn('account', 'text', (c) => c.notNull())
        .addColumn('address', 'text', (c) => c.notNull())
        .addColumn('other', 'text')
        .addColumn('receipt_id', 'text', (c) => c.notNull().references('receipts.id'))
        .addColumn('received_at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('orphans_pk', ['account', 'address', 'receipt_id'])
        .execute();
      await schema.createIndex('orphans_by_age').on('orphans').column('received_at').execute();
    },
  },
  '0003-leases': {
    async up({ schema }) {
      await schema
        .createTable('leases')
        .addColumn('name', 'text', (c) => c.primaryKey())
        .addColumn('holder', 'text', (c) => c.notNull())
        .addColumn('fence', 'bigint', (c) => c.notNull())
        .addColumn('expires_at', 'bigint', (c) => c.notNull())
        .execute();
    },
  },
  // What came by SMPP and by the HTTP callback is recognised.
  '0004-incoming-both-ways': {
    async up({ schema }) {
      await schema
        .alterTable('incoming')
        .addColumn('via', 'text', (c) => c.notNull().defaultTo('smpp'))
        .execute();
      await schema.alterTable('incoming').addColumn('provider_id', 'text').execute();
      await schema
        .createIndex('incoming_by_sender')
        .on('incoming')
        .columns(['account', 'sender', 'received_at'])
        .execute();
    },
  },
  '0005-invitations': {
    async up({ schema }) {
      await schema
        .createTable('invitations')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('token_hash', 'text', (c) => c.notNull().unique())
        .addColumn('role', 'text', (c) => c.notNull())
        .addColumn('made_by', 'bigint', (c) => c.notNull())
        .addColumn('made_at', 'bigint', (c) => c.notNull())
        .addColumn('expires_at', 'bigint', (c) => c.notNull())
        .addColumn('card_id', 'text', (c) => c.notNull().references('cards.id'))
        .addColumn('ended_at', 'bigint')
        .addColumn('used_by', 'bigint')
        .execute();
    },
  },
  '0006-look-ups': {
    async up({ schema }) {
      await schema
        .createIndex('messages_by_position')
        .on('messages')
        .columns(['card_id', 'position'])
        .execute();
      await schema.dropIndex('incoming_by_sender').execute();
      await schema
        .createIndex('incoming_by_way')
        .on('incoming')
        .columns(['account', 'sender', 'via', 'received_at'])
        .execute();
    },
  },
  // SQLite keeps no statistics: of two indexes it takes the one that more of the conditions are on, and an account
  // alone is nearly all of a store. A bulk becomes ready all at once: its order is its ids'.
  '0007-large-stores': {
    async up({ schema }) {
      await schema.dropIndex('messages_ready').execute();
      await schema
        .createIndex('messages_ready')
        .on('messages')
        .columns(['account', 'bulk', 'ready_at', 'id'])
        .execute();
      await schema.dropIndex('messages_overdue').execute();
      await schema
        .createIndex('messages_overdue')
        .on('messages')
        .columns(['account', 'overdue_at'])
        .execute();
      await schema.dropIndex('attempts_unanswered').execute();
      await schema
        .createIndex('attempts_unanswered')
        .on('attempts')
        .columns(['account', 'unanswered_to'])
        .execute();
      await schema.createIndex('cards_set_aside').on('cards').columns(['chat_id', 'failure']).execute();
    },
  },
  // Makes the fence a part of a key for PostgreSQL's row locks: see assertHeld in leases.ts.
  '0008-lease-fences': {
    async up({ schema }) {
      await schema.createIndex('leases_by_fence').on('leases').columns(['name', 'fence']).unique().execute();
    },
  },
  '0009-actions': {
    async up({ schema }) {
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
        .addColumn('message_id', 'text')
        .addColumn('origin', 'text', (c) => c.notNull().unique())
        .execute();
      await schema.createIndex('actions_by_card').on('actions').columns(['card_id', 'what']).execute();
    },
  },
  '0010-orders': { up: ordersUp },
  '0011-jobs': { up: jobsUp },
  // Each chat's cards are found without a look at those of the others. Most cards of a store are not due.
  '0012-cards-by-chat': {
    async up({ schema }) {
      await schema
        .createIndex('cards_due_in_chat')
        .on('cards')
        .columns(['chat_id', 'due_at', 'id'])
        .where('due_at', 'is not', null)
        .execute();
    },
  },
  // What was typed is known again when it is edited, or goes on in another message; so is what was last asked.
  '0013-heard': {
    async up({ schema }) {
      await schema
        .createTable('heard')
        .addColumn('chat_id', 'bigint', (c) => c.notNull())
        .addColumn('message_id', 'bigint', (c) => c.notNull())
        .addColumn('thread_id', 'bigint')
        .addColumn('person_id', 'bigint', (c) => c.notNull())
        .addColumn('digest', 'text', (c) => c.notNull())
        .addColumn('outcome', 'text', (c) => c.notNull())
        .addColumn('card_id', 'text')
        .addColumn('answers', 'text')
        .addColumn('cut', 'text')
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('heard_pk', ['chat_id', 'message_id'])
        .execute();
      await schema.createIndex('heard_by_card').on('heard').column('card_id').execute();
      await schema.createIndex('heard_by_question').on('heard').column('answers').execute();
      await schema.createIndex('heard_by_age').on('heard').column('at').execute();
      await schema.createIndex('cards_of_chat').on('cards').columns(['chat_id', 'id']).execute();
    },
  },
  '0014-again': {
    async up({ schema }) {
      await schema.alterTable('orders').addColumn('again_of', 'text').execute();
      await schema
        .createIndex('orders_again')
        .on('orders')
        .column('again_of')
        .where('again_of', 'is not', null)
        .execute();
    },
  },
  '0015-incoming-places': { up: incomingUp },
  // What was asked for so far is looked through once: see codes.ts. Look-ups have no text.
  '0016-codes': {
    async up(db) {
      const { schema } = db;
      await schema.alterTable('orders').addColumn('wipe_at', 'bigint').execute();
      await schema.alterTable('orders').addColumn('wiped_at', 'bigint').execute();
      await sql`
        update orders set wipe_at = created_at
        where request not like '%"channel":"hlr"%' and request not like '%"channel":"ping"%'
      `.execute(db);
      await schema
        .createIndex('orders_to_wipe')
        .on('orders')
        .columns(['wipe_at', 'id'])
        .where('wipe_at', 'is not', null)
        .execute();
    },
  },
  '0018-receipt-ids': { up: receiptIdsUp },
  '0019-incoming-parts': { up: incomingPartsUp },
  '0022-retention': { up: retentionUp },
  // By it a call of the HTTP callback that comes again under another id is recognised.
  '0023-callback-time': {
    async up({ schema }) {
      await schema.alterTable('incoming').addColumn('provider_time', 'text').execute();
    },
  },
  '0024-turns': { up: turnsUp },
  // A card that is due already is not written at each further change.
  '0025-card-looks': {
    async up({ schema }) {
      await schema.alterTable('cards').addColumn('looked_revision', 'bigint').execute();
    },
  },
  '0026-lean': { up: leanUp },
  '0027-campaigns': { up: campaignsUp },
  '0029-watch': { up: watchUp },
  '0031-bulk': { up: bulkUp },
  '0032-stats': { up: statsUp },
  // A summary that comes by the clock is told once for each of its times, whoever looks.
  '0034-summaries': {
    async up({ schema }) {
      await schema.alterTable('watches').addColumn('told_up_to', 'bigint').execute();
    },
  },
  '0035-canary': { up: canaryUp },
  '0036-book': { up: bookUp },
  '0037-cached-lookups': { up: cachedLookupsUp },
  '0038-api': { up: apiUp },
  '0040-signals': { up: signalsUp },
  '0041-hooks': { up: hooksUp },
  '0042-rooms': { up: roomsUp },
  '0043-schedules': { up: schedulesUp },
  '0044-approvals': { up: approvalsUp },
  '0044-quotas': { up: quotasUp },
  '0045-threads': { up: threadsUp },
  '0046-stop-list': { up: stopListUp },
  '0047-chains': { up: chainsUp },
  '0049-provider-questions': { up: providerQuestionsUp },
  '0051-read': { up: readUp },
  '0052-stopped-why': { up: stoppedWhyUp },
  '0055-open-approvals': { up: openApprovalsUp },
  '0055-stop-list-words': { up: stopListWordsUp },
  // One trouble of a watch is muted, and not all that it tells of.
  '0056-muted-causes': {
    async up({ schema }) {
      await schema.alterTable('watches').addColumn('muted_causes', 'text').execute();
    },
  },
};
