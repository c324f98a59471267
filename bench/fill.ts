import { setImmediate } from 'node:timers/promises';
import type { StoreKind } from '../src/store/database.ts';
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
    await database.run(...statements(database.kind, first, last, chats, at, isLate));
  }
  await database.settle();
}

function statements(
  kind: StoreKind,
  first: number,
  last: number,
  chats: readonly number[],
  at: string,
  isLate: string,
): string[] {
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
  const message = id(2);
  const attempt = id(3);
  const update = id(5);
  const order = id(6);
  const chat = `(${Math.min(...chats)} + n % ${chats.length})`;
  const recipient = `'79' || (100000000 + n * 7919 % 900000000)`;
  const text = `'Your order ' || n || ' is ready: it waits for you until eight'`;
  const provider = `cast(2000000000 + n as text)`;
  const lost = 'n % 50 = 0';
  const state = `case when ${lost} then 'undelivered' else 'delivered' end`;
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
    insert('orders', {
      id: order,
      origin: update,
      maker: `'person'`,
      maker_id: `cast(${chat} as text)`,
      chat_id: chat,
      card_id: card,
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
      order_id: order,
      position: 0,
      account: `'demo'`,
      channel: `'sms'`,
      recipient,
      reference: 'n % 65536',
      pdus: 1,
      guard_key: random,
      state,
      lane: 1,
      fresh_at: at,
      error,
      cost: 25_000,
      created_at: at,
      accepted_at: `${at} + 50`,
      ended_at: `${at} + 4000`,
      attempted_at: `${at} + 20`,
    }),
    insert('attempts', {
      id: attempt,
      message_id: message,
      part: 1,
      account: `'demo'`,
      host: `'smpp.example.org:3700'`,
      bind: `'demo/1'`,
      source: `'SHOP'`,
      committed_at: `${at} + 20`,
      answered_at: `${at} + 50`,
      outcome: `'accepted'`,
      command_status: 0,
      provider_id: provider,
      octets: `substr(${random}, 1, 27)`,
    }),
    insert('receipts', {
      id: id(4),
      account: `'demo'`,
      provider_id: provider,
      attempt_id: attempt,
      via: `'smpp'`,
      received_at: `${at} + 4000`,
      state,
      error,
      cost: 25_000,
      parsed: `'{"id":"' || ${provider} || '","textId":"' || ${provider} || '","state":"' || ${state} || '","error":' || ${error} || ',"cost":25000,"parts":1,"flags":{"type":"sms","secondBalance":false,"template":null},"networkError":{"type":3,"code":0},"lookup":null,"submittedAt":' || ${at} || ',"doneAt":' || ${at} || ',"submitted":1,"delivered":1,"text":"Your order ","other":"0","unread":null}'`,
      raw: `'{"source":"' || ${recipient} || '","destination":"SHOP","esmClass":4,"dataCoding":0,"shortMessage":"' || ${random} || ${random} || ${random} || ${random} || '","tlvs":{"0x1e":"38353534363900","0x427":"02","0x423":"030000","0x2000":"322e3530303000","0x2001":"0000","0x2002":"0001","0x2003":"3000"}}'`,
    }),
    insert(
      'updates',
      { id: update, bot_id: 0, update_id: 'n', received_at: at, body: `''`, state: `'done'` },
      isLate,
    ),
  ];
}

const hexDigits = (value: number): string => value.toString(16).padStart(3, '0');
