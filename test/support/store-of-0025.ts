import { Kysely } from 'kysely';
import { LANES } from '../../src/messages/lanes.ts';
import { migrate } from '../../src/store/engine/migrate.ts';
import { connectionOptions, postgresDialect } from '../../src/store/engine/postgres.ts';
import { sqliteConnection } from '../../src/store/engine/sqlite.ts';

/*
 * A store as the last version left it that named rows by words, with a row of every kind that this one keeps in another way.
 * The older an order, the lower its number.
 */

type Row = Record<string, string | number | null>;

/** Its orders by what is special about them, oldest first. */
export const ORDERS = [
  'bulk',
  'front gone',
  'code wiped',
  'forgotten',
  'look-up',
  'refused',
  'left',
  'in parts',
  'asked',
  'doubtful',
  'open',
  'waiting',
  'held',
  'queued',
  'again',
] as const;
type Name = (typeof ORDERS)[number];

/** Messages of the bulk. */
export const MANY = 90;
/** From this one on they are queued yet. */
export const QUEUED = 80;
export const ACCOUNT = 'demo';
export const CHAT = 101;

const uuid = (kind: number, n: number): string =>
  `0199${n.toString(16).padStart(4, '0')}-0000-7000-8000-00000000000${kind}`;
const place = (name: Name): number => (ORDERS.indexOf(name) + 1) * 0x200;
/** Ids that rows had. */
export const orderOf = (name: Name): string => uuid(1, place(name));
export const messageOf = (name: Name, position = 0): string => uuid(2, place(name) + position);
const attemptOf = (name: Name, position = 0, more = 0): string => uuid(3, place(name) + position * 2 + more);
/** Cards are found by Telegram's ids of their messages. */
export const SHOWN = {
  history: 9_001,
  gone: 9_002,
  emptied: 9_003,
  answer: 9_004,
  answerToGone: 9_005,
  list: 9_006,
} as const;

export const recipientOf = (name: Name, position = 0): string =>
  String(79_000_000_000 + place(name) + position);
export const providerIdOf = (name: Name, position = 0): string => String(500_000 + place(name) + position);
/** A digest of before: 64 hexadecimal digits. */
export const digestOf = (name: Name, position = 0): string =>
  (place(name) + position).toString(16).padStart(64, 'd');

const ENDS = ['delivered', 'undelivered', 'expired', 'rejected', 'deleted', 'unknown'];

/** Fills a new database, to be opened by this version; it was last written at `now` (ms). */
export async function fillStoreOf0025(url: string, now: number): Promise<void> {
  const dialect = url.startsWith('file:')
    ? sqliteConnection(url.slice('file:'.length)).dialect
    : postgresDialect(connectionOptions(url));
  const db = new Kysely<Record<string, Row>>({ dialect });
  try {
    await migrate(db as unknown as Kysely<never>, '0025-card-looks');
    await db.transaction().execute(async (trx) => {
      for (const [table, rows] of rowsOf(now)) {
        for (const row of rows) await trx.insertInto(table).values(row).execute();
      }
    });
  } finally {
    await db.destroy();
  }
}

function rowsOf(now: number): [table: string, rows: Row[]][] {
  const days = (count: number) => now - count * 86_400_000;
  const card = (n: number, kind: string, body: object, telegram: number): Row => ({
    ...{ id: uuid(6, n), chat_id: CHAT, kind, body: JSON.stringify(body), language: 'en', person_id: CHAT },
    ...{ telegram_id: telegram, revision: 1, shown_revision: 1, created_at: days(3) },
  });
  const cards = [
    ...ORDERS.map((name) => card(place(name), 'send', { duplicates: [], bad: [], repeated: 0 }, place(name))),
    card(1, 'history', { v: 1, messageId: messageOf('in parts', 0) }, SHOWN.history),
    card(2, 'history', { messageId: uuid(2, 1) }, SHOWN.gone),
    { ...card(3, 'history', {}, SHOWN.emptied), forgotten_at: days(1) },
    card(4, 'incoming', { v: 2, incomingId: 'i', answers: messageOf('in parts', 0) }, SHOWN.answer),
    card(5, 'incoming', { v: 2, incomingId: 'i', answers: uuid(2, 1) }, SHOWN.answerToGone),
    card(
      6,
      'statuses',
      {
        v: 1,
        to: null,
        lines: [{ message: messageOf('in parts', 0) }, { unknown: '\u0000' }, { message: 'gone' }],
        more: 1,
      },
      SHOWN.list,
    ),
  ];

  const order = (name: Name, more: Row = {}): Row => ({
    ...{
      id: orderOf(name),
      origin: `update ${name}`,
      maker: 'person',
      maker_id: String(CHAT),
      chat_id: CHAT,
    },
    ...{ card_id: uuid(6, place(name)), sender: 'SHOP', alphabet: 'gsm', parts: 1, waiting_next: '[]' },
    request: JSON.stringify({ v: 1, content: { channel: 'sms', text: `say "channel":"email" ${name}` } }),
    created_at: days(3) + place(name),
    ...more,
  });
  const orders = [
    order('bulk', { moved_at: days(2) }),
    order('front gone'),
    order('code wiped', { wiped_at: days(2) }),
    order('forgotten', { forgotten_at: days(1) }),
    order('look-up', { request: '{"v":1,"content":{"channel":"hlr"}}' }),
    order('refused'),
    order('left'),
    order('in parts', { parts: 2 }),
    order('asked'),
    order('doubtful'),
    order('open'),
    order('waiting', {
      waiting_for: 'terms',
      waiting_next: '["age"]',
      offered_alphabet: 'ucs2',
      offered_parts: 3,
    }),
    order('held'),
    order('queued', { wipe_at: now + 60_000 }),
    order('again', { again_of: orderOf('bulk'), card_id: null, thread_id: 7 }),
  ];

  const message = (name: Name, position: number, more: Row): Row => ({
    ...{ id: messageOf(name, position), order_id: orderOf(name), position, account: ACCOUNT, channel: 'sms' },
    ...{ recipient: recipientOf(name, position), reference: 7, pdus: 1, guard_key: digestOf(name, position) },
    ...{ lane: LANES.single, turn: position, fresh_at: days(3), created_at: days(3) },
    ...more,
  });
  const ended = (position: number): Row => ({
    state: ENDS[position % ENDS.length] ?? '',
    lane: LANES.bulk,
    error: position % ENDS.length === 0 ? null : position % 3,
    cost: position % 5 === 0 ? null : 25_000 + position,
    attempted_at: days(2),
    accepted_at: days(2) + 50,
    ended_at: days(2) + position,
  });
  const tried = { attempted_at: now - 30_000 };
  const messages = [
    ...Array.from({ length: MANY }, (_, position) =>
      message(
        'bulk',
        position,
        position < QUEUED ? ended(position) : { state: 'queued', lane: LANES.bulk, ready_at: now },
      ),
    ),
    ...[57, 58, 59].map((position) => message('front gone', position, ended(position))),
    message('code wiped', 0, { ...ended(0), guard_key: messageOf('code wiped') }),
    message('forgotten', 0, { ...ended(1), guard_key: messageOf('forgotten') }),
    message('look-up', 0, { ...ended(0), channel: 'hlr', lookup: '{"mcc":"250"}' }),
    message('refused', 0, { state: 'refused', command_status: 0x45, ended_at: now - 5_000, ...tried }),
    message('left', 0, { state: 'left', attempted_at: days(2), ended_at: days(1) }),
    message('in parts', 0, {
      state: 'accepted',
      pdus: 2,
      accepted_at: now - 29_000,
      overdue_at: now + 86_400_000,
      ...tried,
    }),
    message('asked', 0, { state: 'in_doubt', attempted_at: days(1) }),
    message('doubtful', 0, {
      ...{ state: 'in_doubt', lane: LANES.repeat, turn: now + 5_000, ready_at: now + 5_000 },
      ...{ doubt_until: now + 20_000, ...tried },
    }),
    message('open', 0, { state: 'submitting', ...tried }),
    message('waiting', 0, { state: 'waiting' }),
    message('held', 0, {
      ...{
        state: 'queued',
        waiting_for: 'guard',
        lane: LANES.retry,
        turn: now + 40_000,
        ready_at: now + 40_000,
      },
    }),
    message('queued', 0, { state: 'queued', turn: 12, ready_at: now }),
    message('again', 0, { state: 'cancelled', ended_at: days(1) }),
  ];

  const attempt = (name: Name, position: number, more: Row = {}): Row => ({
    ...{ id: attemptOf(name, position), message_id: messageOf(name, position), part: 1, account: ACCOUNT },
    ...{ host: 'smsc:2775', bind: `demo/${1 + (position % 2)}`, source: 'SHOP', committed_at: days(2) },
    ...{ answered_at: days(2) + 40, outcome: 'accepted', command_status: 0, octets: `digest ${name}` },
    provider_id: providerIdOf(name, position),
    ...more,
  });
  const none = { answered_at: null, command_status: null, provider_id: null };
  const second = (name: Name, more: Row): Row => attempt(name, 0, { id: attemptOf(name, 0, 1), ...more });
  const attempts = [
    ...Array.from({ length: QUEUED }, (_, position) => attempt('bulk', position)),
    ...[57, 58, 59].map((position) => attempt('front gone', position)),
    attempt('code wiped', 0, { octets: null }),
    attempt('forgotten', 0, { octets: null }),
    attempt('look-up', 0),
    attempt('refused', 0, { outcome: 'deferred', command_status: 0x14, provider_id: null }),
    second('refused', { outcome: 'refused', command_status: 0x45, provider_id: null }),
    attempt('left', 0, { outcome: 'given_up', ...none }),
    attempt('in parts', 0),
    second('in parts', { part: 2, source: 'OTHER', provider_id: `${providerIdOf('in parts')}9` }),
    attempt('asked', 0, { outcome: 'no_answer', unanswered_to: recipientOf('asked'), ...none }),
    attempt('doubtful', 0, {
      outcome: 'no_answer',
      unanswered_to: recipientOf('doubtful'),
      ...none,
      committed_at: now - 30_000,
    }),
    attempt('open', 0, { outcome: 'open', open_at: now - 30_000, ...none, committed_at: now - 30_000 }),
  ];

  const receipt = (n: number, more: Row): Row => ({
    ...{
      id: uuid(4, n),
      account: ACCOUNT,
      via: 'smpp',
      received_at: days(1) + n,
      state: 'delivered',
      error: 0,
    },
    ...{ cost: 25_000, raw: '{"shortMessage":"00"}', parsed: said({}) },
    ...more,
  });
  const said = (more: object) =>
    JSON.stringify({
      id: '1',
      state: 'delivered',
      flags: { type: 'sms' },
      lookup: null,
      text: null,
      unread: null,
      ...more,
    });
  const of = (name: Name, position = 0): Row => ({
    provider_id: providerIdOf(name, position),
    attempt_id: attemptOf(name, position),
  });
  const receipts = [
    // Not known at first of which message, and older than others: the order in which they came tells which counts.
    receipt(1, { provider_id: '0xFF', attempt_id: null, state: 'enroute', parsed: said({ text: 'say' }) }),
    ...Array.from({ length: QUEUED }, (_, position) => receipt(0x100 + position, of('bulk', position))),
    receipt(0x300, { ...of('bulk'), via: 'http', raw: '{"phone":"1","status":"1"}' }),
    receipt(0x301, { ...of('code wiped'), raw: '', parsed: '{}' }),
    receipt(0x302, { ...of('forgotten'), raw: '', forgotten_at: days(1) }),
    receipt(0x303, { ...of('look-up'), parsed: said({ lookup: { mcc: '250' } }) }),
    receipt(0x304, { ...of('in parts'), state: null, parsed: said({ unknownState: 'LOST', state: null }) }),
    receipt(0x305, {
      ...of('in parts'),
      state: 'enroute',
      via: 'query',
      parsed: said({ unread: 'odd words' }),
    }),
    receipt(0x306, {
      provider_id: null,
      attempt_id: null,
      state: 'unknown',
      parsed: said({ unread: 'all of it' }),
    }),
    receipt(0x307, {
      provider_id: '777',
      attempt_id: null,
      via: 'http',
      raw: '',
      forgotten_at: days(1),
      parsed: '{}',
    }),
    receipt(0x308, { provider_id: '778', attempt_id: uuid(3, 1), state: 'rejected' }),
  ];
  const orphan = (address: string, other: string | null): Row => ({
    ...{ account: ACCOUNT, address, other, receipt_id: uuid(4, 1), received_at: days(1) + 1 },
  });
  const query = (n: number, name: Name, more: Row): Row => ({
    ...{ id: uuid(5, n), message_id: messageOf(name), account: ACCOUNT, asked_at: days(1), ...more },
  });
  const action = (n: number, more: Row): Row => ({
    ...{ id: uuid(7, n), at: days(2) + n, actor_kind: 'person', actor_id: String(CHAT), what: 'press send' },
    ...{ card_id: uuid(6, place('bulk')), origin: `action ${n}`, ...more },
  });
  return [
    ['cards', cards],
    ['orders', orders],
    ['messages', messages],
    ['attempts', attempts],
    ['receipts', receipts],
    ['orphans', [orphan(recipientOf('asked'), 'SHOP'), orphan('SHOP', recipientOf('asked'))]],
    [
      'queries',
      [query(1, 'asked', { open_at: days(1) }), query(2, 'in parts', { card_id: uuid(6, 1), answer: '[]' })],
    ],
    [
      'actions',
      [
        action(1, { order_id: orderOf('bulk'), arg: 'all', chat_id: CHAT, thread_id: 3 }),
        action(2, { what: 'command status', message_id: messageOf('in parts') }),
        action(3, { what: 'command status', message_id: uuid(2, 1) }),
      ],
    ],
  ];
}
