import { setImmediate } from 'node:timers/promises';
import type { StoreKind } from '../src/store/engine/database.ts';
import { CHANNEL, ORDER_CLASS, OUTCOME, RECEIPT_STATE, STATE, VIA } from '../src/store/tables/coded.ts';
import { POSITIONS } from '../src/store/tables/message-id.ts';
import type { Database } from './databases.ts';

/** The provider's id of the nth message stored; the simulated one counts from far below. */
export const providerId = (n: number): string => String(2_000_000_000 + n);

interface Fill {
  /** Messages that are there already, and that are to be there. */
  readonly from: number;
  readonly to: number;
  /** Their cards are in these chats, which are as many people's. */
  readonly chats: readonly number[];
  /** ms since 1970: when the last of these was sent; the first was half a year before. */
  readonly until: number;
}

const HALF_A_YEAR_MS = 182 * 24 * 3600 * 1000;
/** Telegram's updates are remembered for so long. */
const UPDATES_MS = 48 * 3600 * 1000;
/** Messages a transaction. */
const GROUP = 100_000;
/** The bot numbers its own orders behind those of a fill: the next fill's begin so many times as far on. */
const APART = 100;

/** Columns whose numbers go on behind those that are written here; SQLite sees to that by itself. */
const GROWING = { orders: 'number', attempts: 'id', receipts: 'id' } as const;

/**
 * Stores finished messages by SQL alone, each with what a message that was typed leaves: its card, the order, who did it, the
 * message, an attempt, a receipt, and for the last two days the update. One in 50 was not delivered.
 */
export async function fill(database: Database, { from, to, chats, until }: Fill): Promise<void> {
  const at = `(${until - HALF_A_YEAR_MS} + (n - ${from}) * ${Math.floor(HALF_A_YEAR_MS / (to - from))})`;
  const isLate = `${at} > ${until - UPDATES_MS}`;
  for (let first = from + 1; first <= to; first += GROUP) {
    const last = Math.min(to, first + GROUP - 1);
    // SQLite's work leaves no time for a signal to be heard.
    await setImmediate();
    const number = `(${from * APART} + n)`;
    await database.run(...statements(database.kind, { first, last, chats, at, isLate, number }));
  }
  if (database.kind === 'postgres') {
    const goOn = Object.entries(GROWING).map(
      ([table, column]) =>
        `select setval(pg_get_serial_sequence('${table}', '${column}'), max(${column})) from ${table}`,
    );
    await database.run(...goOn);
  }
  await database.settle();
}

interface Group {
  readonly first: number;
  readonly last: number;
  readonly chats: readonly number[];
  /** SQL, of the nth message: when it was sent, whether its update is there, and the number of its order. */
  readonly at: string;
  readonly isLate: string;
  readonly number: string;
}

function statements(kind: StoreKind, { first, last, chats, at, isLate, number }: Group): string[] {
  const sqlite = kind === 'sqlite';
  const hex = (value: string, digits: number): string =>
    sqlite ? `printf('%0${digits}x', ${value})` : `lpad(to_hex(${value}), ${digits}, '0')`;
  const random = sqlite ? 'lower(hex(randomblob(32)))' : 'md5(random()::text) || md5(random()::text)';
  const id = (table: number): string =>
    `${hex(`${at} / 65536`, 8)} || '-' || ${hex(`${at} % 65536`, 4)} || '-7000-8${hexDigits(table)}-' || ${hex('n', 12)}`;
  const series = `with recursive series(n) as
    (select cast(${first} as bigint) union all select n + 1 from series where n < ${last})`;
  const insert = (table: string, values: Readonly<Record<string, string | number>>, where = 'true'): string =>
    `insert into ${table} (${Object.keys(values).join(', ')}) ${series}
     select ${Object.values(values).join(', ')} from series where ${where}`;

  const card = id(1);
  const message = `${number} * ${POSITIONS}`;
  const way = `(select max(id) from ways where bind = 'demo/0')`;
  const update = id(5);
  const order = id(6);
  const chat = `(${Math.min(...chats)} + n % ${chats.length})`;
  const recipient = `'79' || (100000000 + n * 7919 % 900000000)`;
  const text = `'Your order ' || n || ' is ready: it waits for you until eight'`;
  const provider = `cast(2000000000 + n as text)`;
  const lost = 'n % 50 = 0';
  const ended = (of: { readonly delivered: number; readonly undelivered: number }): string =>
    `case when ${lost} then ${of.undelivered} else ${of.delivered} end`;
  const error = `case when ${lost} then 21 else 0 end`;
  return [
    insert('cards', {
      id: card,
      chat_id: chat,
      kind: `'send'`,
      body: `'{"duplicates":[],"bad":[],"repeated":0}'`,
      language: `'en'`,
      person_id: chat,
      telegram_id: '1000000 + n',
      revision: 2,
      shown_revision: 2,
      shown: `substr(${random}, 1, 44)`,
      created_at: at,
    }),
    `insert into ways (protocol, account, host, bind, source)
     values ('smpp', 'demo', 'smpp.example.org:3700', 'demo/0', 'SHOP') on conflict do nothing`,
    insert('orders', {
      number,
      id: order,
      origin: update,
      maker: `'person'`,
      maker_id: `cast(${chat} as text)`,
      chat_id: chat,
      card_id: card,
      channel: CHANNEL.of.sms,
      class: ORDER_CLASS.of.single,
      total: 1,
      request: `'{"v":1,"content":{"channel":"sms","text":"' || ${text} || '"}}'`,
      sender: `'SHOP'`,
      alphabet: `'gsm'`,
      parts: 1,
      waiting_next: `'[]'`,
      created_at: at,
    }),
    insert('actions', {
      id: id(7),
      at,
      actor_kind: `'person'`,
      actor_id: `cast(${chat} as text)`,
      chat_id: chat,
      what: `'command sms'`,
      order_id: order,
      card_id: card,
      origin: update,
    }),
    insert('messages', {
      id: message,
      account: `'demo'`,
      recipient,
      reference: 'n % 65536',
      pdus: 1,
      guard_key: `substr(${random}, 1, 22)`,
      state: ended(STATE.of),
      held: 0,
      lane: 1,
      turn: 0,
      fresh_at: at,
      error,
      cost: 25_000,
      accepted_at: `${at} + 50`,
      ended_at: `${at} + 4000`,
      attempted_at: `${at} + 20`,
    }),
    insert('attempts', {
      id: number,
      message_id: message,
      part: 1,
      way,
      committed_at: `${at} + 20`,
      answered_at: `${at} + 50`,
      outcome: OUTCOME.of.accepted,
      command_status: 0,
      provider_id: provider,
    }),
    insert('receipts', {
      id: number,
      account: `'demo'`,
      provider_id: provider,
      attempt_id: number,
      via: VIA.of.smpp,
      received_at: `${at} + 4000`,
      state: ended(RECEIPT_STATE.of),
      error,
      cost: 25_000,
    }),
    insert(
      'updates',
      { id: update, bot_id: 0, update_id: 'n', received_at: at, body: `''`, state: `'done'` },
      isLate,
    ),
  ];
}

const hexDigits = (value: number): string => value.toString(16).padStart(3, '0');
