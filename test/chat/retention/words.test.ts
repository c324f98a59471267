import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rooms } from '../../../src/chat/cards/index.ts';
import { sweeps } from '../../../src/jobs/sweeps.ts';
import { recordAction } from '../../../src/store/actions.ts';
import { askApproval, settleApproval } from '../../../src/store/approvals.ts';
import { createCard } from '../../../src/store/cards.ts';
import { RECEIPT_STATE } from '../../../src/store/coded.ts';
import type { Store } from '../../../src/store/database.ts';
import { addChunk, createFile } from '../../../src/store/files.ts';
import { keepHeard } from '../../../src/store/heard.ts';
import { joinUnfinished, storeIncoming, unseenIncoming } from '../../../src/store/incoming.ts';
import { markSeen } from '../../../src/store/incoming-cards.ts';
import { ITS_ORDER } from '../../../src/store/message-id.ts';
import { orderOfCard } from '../../../src/store/orders.ts';
import { addToStopList } from '../../../src/store/stop-list.ts';
import { finishUpdate, keepUpdate, takeUpdate } from '../../../src/store/updates.ts';
import { accepted, receipt, submit } from '../../support/fates.ts';
import { startWork, until } from '../../support/jobs.ts';
import { decide, order, sms } from '../../support/outbox.ts';
import { longPart } from '../../support/parts.ts';
import { DAY_MS, retentionIn } from '../../support/retention.ts';
import { onEachStore } from '../../support/stores.ts';

/* A planted word is looked for in every column, and on SQLite in the bytes of the file, once what holds it is old. */

const WORD = 'Подснежник';
/** As octets of UCS-2 are kept. */
const HEX = Buffer.from(WORD, 'utf16le').swap16().toString('hex');
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

/** Bodies of every kind of card that keeps what was typed, by the kind. */
const TYPED: Readonly<Record<string, object>> = {
  send: {
    duplicates: [WORD],
    bad: [{ typed: WORD, reason: 'not-a-number' }],
    beside: [WORD],
    callsOnly: [],
    repeated: 0,
    resent: false,
    looked: {},
    lacks: [],
  },
  lookup: { duplicates: [], bad: [{ typed: WORD, reason: 'not-a-number' }], looked: {}, lacks: [] },
  notice: { lines: [{ id: 'status-unknown-id', args: { id: WORD } }] },
  question: {
    command: 'sms',
    rest: WORD,
    missing: 'recipient',
    kept: WORD,
    to: [],
    unread: WORD,
    wants: ['phone'],
  },
  problem: {
    command: 'sms',
    problem: { kind: 'text-not-taken', text: WORD },
    reading: WORD,
    corrections: [WORD],
    usage: [],
  },
  table: {
    source: {
      document: { fileId: 'f', name: WORD, size: 1 },
      content: { channel: 'sms', text: WORD },
      column: null,
      encoding: null,
      writtenAt: 1,
      lacks: [],
    },
    origin: 'o',
    state: { is: 'cancelled' },
  },
  unsent: { name: WORD, file: 'f', rows: 1 },
  number: { numbers: ['79991234567'], isFull: false, done: [] },
  aside: { questionId: 'q', words: WORD, isOver: false },
  'time-behind': { command: 'sms', typed: '+2h', timed: WORD, whole: WORD, isOver: false },
  'time-meant': {
    command: 'sms',
    typed: WORD,
    why: 'two',
    meant: [{ at: '+2h', rest: WORD }],
    isOver: false,
  },
  continuation: { firstId: 'f', command: 'sms', rest: WORD, mayGoOn: false, isOver: false },
  statuses: { to: null, lines: [{ unknown: WORD }, { message: 1 }], more: 0 },
};

const card = (store: Store, kind: string, body: object) =>
  store.write(async (tx) => {
    const place = { chatId: 101, threadId: null, replyTo: null, language: 'en', personId: 101 };
    const id = await createCard(tx, { ...place, kind, body, now: Date.now() });
    await tx.db.updateTable('cards').set({ due_at: null }).where('id', '=', id).execute();
    return id;
  });

/** Puts the word wherever one of a customer's can be. */
async function plantEverywhere(store: Store): Promise<void> {
  const now = Date.now();
  const sent = await order(store, [sms('79991234567', `${WORD} one`)]);
  await submit(store, sent, [accepted('7')]);
  await receipt(store, `id:7 stat:DELIVRD err:000 text:${WORD}`);
  await receipt(store, `id:nobody stat:DELIVRD err:000 text:${WORD}`);
  const failed = await order(store, [
    { channel: 'email', to: 'a@b.example', subject: WORD, text: WORD, comment: WORD },
    { channel: 'email', to: 'c@d.example', subject: WORD, text: WORD, comment: WORD },
  ]);
  await store.write((tx) => decide(tx, failed, 'cancel', now));
  await store.write(async (tx) => {
    const of = await orderOfCard(tx.db, failed);
    await askApproval(tx, of?.number ?? 0, now);
    await settleApproval(tx, of?.number ?? 0, { outcome: 'rejected', by: 101, words: WORD }, now);
  });
  const ownText = JSON.stringify(WORD);
  await store.write((tx) =>
    tx.db.updateTable('messages').set({ own_text: ownText }).where('recipient', '=', 'a@b.example').execute(),
  );
  for (const [kind, body] of Object.entries(TYPED)) {
    await card(store, kind, { v: rooms.find((room) => room.kind.name === kind)?.kind.version, ...body });
  }
  const takenOff = await card(store, 'notice', { lines: [{ id: 'stop-list-taken-off' }] });
  await store.write(async (tx) => {
    const reason = { source: 'person', madeBy: 101, why: WORD, incomingId: null } as const;
    await addToStopList(tx, ['79995556677'], reason, now);
    await recordAction(tx, {
      ...{ at: now, actor_kind: 'person', actor_id: '101', chat_id: 101, thread_id: null },
      ...{ what: 'command stoplist', arg: `remove 7999***6677 (${WORD})`, order_id: null },
      ...{ card_id: takenOff, message_id: null, origin: 'update 6' },
    });
  });
  await store.write(async (tx) => {
    const from = { sender: '79991112233', recipient: '79000000' };
    await storeIncoming(
      tx,
      'demo',
      { ...from, text: WORD, unread: [{ dataCoding: 0xf5, octets: HEX }], concatenation: null },
      now,
    );
    await storeIncoming(tx, 'demo', longPart(WORD, 1, 2), now);
    await keepUpdate(tx, { botId: 1, updateId: 5, body: JSON.stringify({ text: WORD }) }, now);
    await keepHeard(tx, {
      chat_id: 101,
      message_id: 1,
      thread_id: null,
      person_id: 101,
      digest: '',
      outcome: 'done',
      card_id: null,
      answers: null,
      cut: WORD,
      at: now,
    });
    const file = await createFile(tx, { name: 'sms.csv', of: sent, now });
    await addChunk(tx, file, 0, Buffer.from(WORD));
  });
  await store.write((tx) => tx.db.updateTable('cards').set({ due_at: null }).execute());
}

/** What came is whole and stands in chats, and what was heard was handled. */
async function settle(store: Store): Promise<void> {
  await store.write((tx) => joinUnfinished(tx, Date.now() + 1, Date.now()));
  for (const { id } of await unseenIncoming(store.db, 10)) {
    await store.write((tx) => markSeen(tx, { cardId: '', incomingId: id }));
  }
  const waiting = await store.write(takeUpdate);
  if (waiting) await store.write((tx) => finishUpdate(tx, waiting.id, 'done'));
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
