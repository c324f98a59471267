import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sweeps } from '../../../src/jobs/sweeps.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { RECEIPT_STATE } from '../../../src/store/tables/coded.ts';
import { ITS_ORDER } from '../../../src/store/tables/message-id.ts';
import { startWork, until } from '../../support/jobs.ts';
import { HEX, plantEverywhere, settle, WORD } from '../../support/planted-words.ts';
import { DAY_MS, retentionIn } from '../../support/retention.ts';
import { onEachStore } from '../../support/stores.ts';

/* A planted word is looked for in every column, and on SQLite in the bytes of the file, once what holds it is old. */

const WORDS = new RegExp(`${WORD}|${HEX}`);
const NOW = Date.parse('2026-11-23T09:00:00Z');

/** Columns that can hold what a customer was written, or wrote, or what was typed for it. */
const HOLD_WORDS = [
  'actions.arg',
  'approvals.words',
  'cards.body',
  'file_chunks.bytes',
  'guards.guard_key',
  'heard.cut',
  'incoming.body',
  'incoming_parts.octets',
  'messages.guard_key',
  'messages.own_text',
  'orders.request',
  'receipts.parsed',
  'receipts.raw',
  'stop_list.why',
  'updates.body',
];

/**
 * Columns of text or bytes that hold ids, names of this program's own, states, numbers or digests; and the team's own
 * names, templates and stop list, which stay until somebody removes them; and what other programs say of themselves.
 */
const HOLD_NONE = [
  'accounts.account',
  'actions.actor_id',
  'actions.actor_kind',
  'actions.card_id',
  'actions.id',
  'actions.order_id',
  'actions.origin',
  'actions.what',
  'alerts.card_id',
  'alerts.cause',
  'alerts.facts',
  'alerts.id',
  'approvals.cards',
  'approvals.outcome',
  'approvals.reason',
  'attempts.octets',
  'attempts.provider_id',
  'attempts.unanswered_to',
  'binds.account',
  'binds.id',
  'binds.report',
  'cached_lookups.card_id',
  'campaigns.account',
  'cards.failure',
  'cards.id',
  'cards.kind',
  'cards.language',
  'cards.shown',
  'chats.title',
  'contact_groups.key',
  'contact_groups.name',
  'contacts.fields',
  'contacts.key',
  'contacts.name',
  'contacts.number',
  'events.account',
  'events.alert_id',
  'events.kind',
  'events.messages',
  'events.operator',
  'events.sender',
  'file_chunks.file_id',
  'files.id',
  'files.name',
  'files.of',
  'heard.answers',
  'heard.card_id',
  'heard.digest',
  'heard.outcome',
  'hour_readings.account',
  'hour_readings.maker',
  'hour_readings.operator',
  'hour_readings.sender',
  'hours.account',
  'hours.maker',
  'hours.operator',
  'hours.sender',
  'idempotency_keys.digest',
  'idempotency_keys.key',
  'idempotency_keys.order_id',
  'idempotency_keys.token',
  'inboxes.suspended_why',
  'hook_events.card_id',
  'hook_events.kind',
  'hook_events.subject',
  'hooks.events',
  'hooks.failed_why',
  'hooks.secret_digest',
  'hooks.suspended_why',
  'hooks.url',
  'incoming.account',
  'incoming.id',
  'incoming.provider_id',
  'incoming.provider_time',
  'incoming.recipient',
  'incoming.sender',
  'incoming.via',
  'incoming_cards.card_id',
  'incoming_cards.incoming_id',
  'incoming_parts.account',
  'incoming_parts.default_alphabet',
  'incoming_parts.recipient',
  'incoming_parts.sender',
  'incoming_parts.series',
  'incoming_parts.set_id',
  'invitations.card_id',
  'invitations.id',
  'invitations.role',
  'invitations.token_hash',
  'jobs.body',
  'jobs.cursor',
  'jobs.ended',
  'jobs.holder',
  'jobs.id',
  'jobs.key',
  'jobs.kind',
  'jobs.last_error',
  'leases.holder',
  'leases.name',
  'messages.account',
  'messages.lookup',
  'messages.operator',
  'messages.own_alphabet',
  'messages.recipient',
  'orders.again_of',
  'orders.alphabet',
  'orders.card_id',
  'orders.fallback',
  'orders.id',
  'orders.maker',
  'orders.maker_id',
  'orders.offered_alphabet',
  'orders.origin',
  'orders.quiet',
  'orders.sender',
  'orders.table_digest',
  'orders.waiting_for',
  'orders.waiting_next',
  'orphans.account',
  'orphans.address',
  'orphans.other',
  'outcomes.operator',
  'people.name',
  'people.own_number',
  'people.role',
  'people.telegram_language',
  'provider_question_cards.card_id',
  'provider_question_cards.kind',
  'provider_question_cards.subject',
  'provider_questions.answer',
  'provider_questions.kind',
  'provider_questions.subject',
  'provider_questions.why',
  'charges.day',
  'charges.month',
  'queries.account',
  'queries.answer',
  'queries.card_id',
  'queries.id',
  'quota_uses.period',
  'quotas.subject',
  'receipts.account',
  'receipts.provider_id',
  'rooms.settings',
  'signals.body',
  'signals.key',
  'stop_list.digest',
  'stop_list.incoming_id',
  'stop_list.number',
  'stop_list.source',
  'stop_rules.key',
  'stop_rules.words',
  'stopped_messages.why',
  'queues.card_id',
  'talk_places.card_id',
  'talks.account',
  'talks.number',
  'talks.own',
  'talks.remind_card',
  'templates.channel',
  'templates.key',
  'templates.kind',
  'templates.language',
  'templates.name',
  'templates.text',
  'token_uses.name',
  'tokens.digest',
  'tokens.id',
  'tokens.may',
  'tokens.name',
  'topics.name',
  'updates.id',
  'updates.state',
  'watches.kind',
  'watches.muted_causes',
  'watches.suspended_why',
  'watches.terms',
  'ways.account',
  'ways.bind',
  'ways.host',
  'ways.protocol',
  'ways.source',
];

beforeEach(() => {
  vi.setSystemTime(NOW);
});
afterEach(() => {
  vi.useRealTimers();
});

/** Columns in which the word stands. */
async function columnsWithWord({ db }: Store): Promise<string[]> {
  const found: string[] = [];
  for (const { name, columns } of await db.introspection.getTables()) {
    const rows: Record<string, unknown>[] = await db
      .selectFrom(name as never)
      .selectAll()
      .execute();
    for (const column of columns) {
      const values = rows.map((row) => row[column.name]);
      const texts = values.map((value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString() : value,
      );
      if (texts.some((text) => typeof text === 'string' && WORDS.test(text)))
        found.push(`${name}.${column.name}`);
    }
  }
  return found.toSorted();
}

onEachStore(({ open, migratedUrl }) => {
  test('every column of text or bytes is known to hold what customers wrote, or not to', async () => {
    const store = await open();
    const tables = await store.db.introspection.getTables();
    const columns = tables.flatMap(({ name, columns }) =>
      columns.flatMap((column) =>
        /text|char|bytea|blob/i.test(column.dataType) ? [`${name}.${column.name}`] : [],
      ),
    );
    expect(columns.toSorted()).toEqual([...HOLD_WORDS, ...HOLD_NONE].toSorted());
    await plantEverywhere(store);
    expect(await columnsWithWord(store)).toEqual(HOLD_WORDS);
    await store.close();
  });

  test('what customers wrote is in no column, nor in the file, once it is old; what became of it stays', async () => {
    vi.setSystemTime(NOW - 366 * DAY_MS);
    const url = await migratedUrl();
    const store = await open(url);
    await plantEverywhere(store);
    await settle(store);
    const facts = () =>
      store.db
        .selectFrom('messages')
        .innerJoin('orders', (join) => join.on(ITS_ORDER))
        .select(['messages.id', 'recipient', 'state', 'cost', 'sender', 'orders.parts', 'ended_at'])
        .orderBy('messages.id')
        .execute();
    const before = await facts();

    vi.setSystemTime(NOW);
    const retention = retentionIn(store);
    const worker = startWork(store, ...sweeps, retention.work);
    await until(async () => (await worker.pieces('done')) > sweeps.length);
    await worker.stop();

    expect(await columnsWithWord(store)).toEqual([]);
    expect(await facts()).toEqual(before);
    const told = await store.db.selectFrom('receipts').select(['state', 'raw', 'provider_id']).execute();
    expect(told).toEqual([
      { state: RECEIPT_STATE.of.delivered, raw: null, provider_id: '7' },
      { state: RECEIPT_STATE.of.delivered, raw: null, provider_id: 'nobody' },
    ]);
    const { db } = store;
    const at = NOW - 366 * DAY_MS;
    expect(await db.selectFrom('stop_list').select(['number', 'source', 'made_by', 'at']).execute()).toEqual([
      { number: '79995556677', source: 'person', made_by: 101, at },
    ]);
    expect(await db.selectFrom('actions').select(['what', 'arg']).execute()).toEqual([
      { what: 'command stoplist', arg: 'remove 7999***6677' },
    ]);
    if (store.kind === 'sqlite') {
      await sql`pragma wal_checkpoint(truncate)`.execute(store.db);
      const bytes = readFileSync(url.slice('file:'.length));
      expect(bytes.includes('855469') || bytes.includes('79991234567')).toBe(true);
      expect([bytes.includes(WORD), bytes.includes(HEX)]).toEqual([false, false]);
    }
    await store.close();
  });
});
