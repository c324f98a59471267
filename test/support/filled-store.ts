import { type RawBuilder, sql } from 'kysely';
import { LANES } from '../../src/messages/lanes.ts';
import { CAMPAIGN, CHANNEL, ORDER_CLASS, OUTCOME, RECEIPT_STATE, STATE, VIA } from '../../src/store/coded.ts';
import type { Reader, Store, StoreKind } from '../../src/store/database.ts';
import { messageId, POSITIONS } from '../../src/store/message-id.ts';
import { recount } from './recount.ts';

/*
 * A store of some weeks' work, written by the database itself, so that it takes no time. What goes with message i has its
 * id; it is ten minutes older than message i + 1. The first half are one bulk order's. Of each
 * hundred a few are in every state that is not over, as FATES has it.
 */

/** When all of it is looked at (ms). */
export const NOW = Date.UTC(2026, 1, 1);
/** Nearly all of a store is one account's, and one chat's. */
export const ACCOUNT = 'demo';
export const CHAT = 101;
/** An account that is in the settings no more. */
export const GONE = 'gone';

/** The numbers of its messages. */
export const FIRST = 1_000_000;
export const LAST = FIRST + 999;

/** What is left of i divided by 100, of messages that were not delivered. */
export const FATES = {
  queued: 1,
  accepted: 2,
  /** May still be repeated. */
  doubtful: 3,
  submitting: 4,
  waiting: 5,
  undelivered: 6,
  /** In doubt, and a person is asked. */
  asked: 7,
  /** Its receipt names no attempt. */
  orphaned: 8,
  /** A code, to be wiped. */
  code: 9,
} as const;

const APART_MS = 600_000;
/** The id of the way of nearly all attempts. */
const DEMO_WAY = 11;

/** Of message i, and of all that goes with it. */
export const idOf = (i: number): string => {
  const time = (NOW - (LAST + 1 - i) * APART_MS).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${100_000_000_000 + i}`;
};

/** Behind the last message of the bulk order. */
const BULK_END = FIRST + 500;

/** The number of that order; those of the others go on from there. */
const BULK = 1;

/** The id of message i; its attempt and its receipt have i itself. */
export const messageOf = (i: number): number =>
  i < BULK_END ? messageId(BULK, i - FIRST) : messageId(BULK + 1 + i - BULK_END, 0);

/** The last message of this fate, an order of its own. */
export const single = (fate: keyof typeof FATES): number => LAST - 99 + FATES[fate];

/** The provider's id of a message that was accepted: it counts them, and begins anew after 10,000. */
export const providerIdOf = (i: number): string => String(i % 10_000);
/** The id of the receipt that came for one in doubt, and is of nobody yet. */
export const unmatchedIdOf = (i: number): string => String(9_000_000 + i);

export const recipientOf = (i: number): string => String(79_990_000_000 + i);

/** Writes messages, and all that goes with them, without asking PostgreSQL whether each of them is referred to rightly. */
export const fill = ({ db, kind }: Store): Promise<void> =>
  db.transaction().execute(async (trx) => {
    if (kind === 'postgres') await sql`set local session_replication_role = replica`.execute(trx);
    await write(trx, kind);
  });

async function write(db: Reader, kind: StoreKind): Promise<void> {
  const at = sql`(${sql.lit(NOW)} - (${sql.lit(LAST + 1)} - i) * ${sql.lit(APART_MS)})`;
  const hex = kind === 'sqlite' ? sql`printf('%012x', ${at})` : sql`lpad(to_hex(${at}), 12, '0')`;
  const id = sql`substr(${hex}, 1, 8) || '-' || substr(${hex}, 9) || '-7000-8000-' || (100000000000 + i)`;
  const order = sql`case when i < ${sql.lit(BULK_END)} then ${sql.lit(idOf(FIRST))} else ${id} end`;
  const isOrder = sql`(i = ${sql.lit(FIRST)} or i >= ${sql.lit(BULK_END)})`;
  const ofBulk = (bulk: number, other: RawBuilder<unknown>) =>
    sql`case when i < ${sql.lit(BULK_END)} then ${sql.lit(bulk)} else ${other} end`;
  const number = ofBulk(BULK, sql`${sql.lit(BULK + 1)} + i - ${sql.lit(BULK_END)}`);
  const message = sql`(${number}) * ${sql.lit(POSITIONS)}
    + case when i < ${sql.lit(BULK_END)} then i - ${sql.lit(FIRST)} else 0 end`;
  const recipient = sql`cast(79990000000 + i as text)`;
  const isRecent = sql`(i between ${sql.lit(FIRST)} and ${sql.lit(FIRST + 99)} or i >= ${sql.lit(LAST - 99)})`;
  const fate = (...names: (keyof typeof FATES)[]) =>
    sql`(${isRecent} and i % 100 in (${sql.join(names.map((name) => sql.lit(FATES[name])))}))`;
  const isInCampaign = sql`(i < ${sql.lit(BULK_END)} and ${fate('queued')})`;
  const isStray = sql`i % 10 = ${sql.lit(FATES.orphaned)}`;
  const isUnmatched = sql`(${isStray} or ${fate('doubtful', 'asked')})`;
  /** Two of the recent ones. */
  const few = (n: number) => sql`(i >= ${sql.lit(FIRST)} and i % 500 = ${sql.lit(n)})`;
  const coded = <Name extends string>(
    of: Readonly<Record<Name, number>>,
    cases: readonly [RawBuilder<unknown>, Name][],
    other: Name,
  ) =>
    sql`case ${sql.join(
      cases.map(([condition, name]) => sql`when ${condition} then ${sql.lit(of[name])}`),
      sql` `,
    )} else ${sql.lit(of[other])} end`;
  const when = (condition: RawBuilder<unknown>, value: RawBuilder<unknown>) =>
    sql`case when ${condition} then ${value} end`;
  const isGone = sql`i % 500 < 10`;
  const account = sql`case when ${isGone} then ${sql.lit(GONE)} else ${sql.lit(ACCOUNT)} end`;
  const receiptId = sql`cast(case when ${fate('doubtful', 'asked')} then 9000000 + i else i % 10000 end as text)`;
  const text = sql`case when ${fate('code', 'waiting')} then 'Your code: 1234' else 'hello' end`;

  const insert = async (table: string, values: Record<string, unknown>, where = sql`i > 0`) => {
    const columns = Object.keys(values).map((column) => sql.ref(column));
    const given = Object.values(values).map((value) =>
      value instanceof Object ? (value as RawBuilder<unknown>) : sql.lit(value),
    );
    await sql`
      insert into ${sql.table(table)} (${sql.join(columns)})
      with recursive numbers (i) as (
        select cast(${sql.lit(FIRST)} as bigint) union all select i + 1 from numbers where i < ${sql.lit(LAST)}
      )
      select ${sql.join(given)} from numbers where ${where}`.execute(db);
  };

  /** Some of those behind the bulk order go on with messages of it. */
  const wentOn = sql`i >= ${sql.lit(BULK_END)} and i % 50 = 20`;

  await insert(
    'cards',
    {
      id,
      chat_id: sql`case when i % 10 = 0 then -1000 - i % 50 else ${sql.lit(CHAT)} end`,
      kind: sql`case when i % 50 = 8 then 'question' else 'send' end`,
      body: '{"line":"1234"}',
      language: 'en',
      person_id: CHAT,
      telegram_id: when(sql`not ${few(1)}`, sql`i`),
      revision: 1,
      shown_revision: 1,
      shown: 'digest rests',
      due_at: when(sql`${few(1)} or ${few(2)}`, at),
      failure: when(few(3), sql`'not-started'`),
      created_at: at,
    },
    isOrder,
  );
  await insert(
    'orders',
    {
      number,
      id,
      origin: id,
      maker: 'person',
      maker_id: String(CHAT),
      chat_id: CHAT,
      card_id: id,
      channel: CHANNEL.of.sms,
      class: ofBulk(ORDER_CLASS.of.bulk, sql.lit(ORDER_CLASS.of.single)),
      total: ofBulk(BULK_END - FIRST, sql`1`),
      campaign: when(sql`i in (${sql.lit(FIRST)}, ${sql.lit(LAST)})`, sql`${sql.lit(CAMPAIGN.of.running)}`),
      fresh_at: when(sql`i = ${sql.lit(FIRST)}`, at),
      request: sql`'{"v":1,"content":{"channel":"sms","text":"' || ${text} || '"}}'`,
      sender: 'SHOP',
      alphabet: 'gsm',
      parts: 1,
      waiting_for: when(fate('waiting'), sql`'terms'`),
      offered_alphabet: when(fate('waiting'), sql`'ucs2'`),
      offered_parts: when(fate('waiting'), sql`1`),
      waiting_next: '[]',
      wipe_at: when(fate('code', 'waiting', 'undelivered'), at),
      forgotten_at: when(sql`i % 50 = 10`, at),
      again_of: when(few(6), sql.lit(idOf(single('undelivered')))),
      fallback: when(sql`i = ${sql.lit(FIRST)}`, sql`'{"v":1,"steps":[{"channel":"call"}]}'`),
      chain: when(wentOn, sql.lit(BULK)),
      follows: when(wentOn, sql`i - ${sql.lit(BULK_END - messageId(BULK, 0))}`),
      moved_at: when(sql`i = ${sql.lit(FIRST)}`, at),
      created_at: at,
    },
    isOrder,
  );
  await insert('messages', {
    id: message,
    account,
    recipient,
    reference: 7,
    pdus: 1,
    guard_key: sql`'guard ' || i`,
    state: coded(
      STATE.of,
      [
        [fate('queued'), 'queued'],
        [fate('accepted', 'orphaned'), 'accepted'],
        [fate('doubtful', 'asked'), 'in_doubt'],
        [fate('submitting'), 'submitting'],
        [fate('waiting'), 'waiting'],
        [fate('undelivered'), 'undelivered'],
      ],
      'delivered',
    ),
    held: 0,
    lane: sql`case when ${fate('doubtful')} then ${sql.lit(LANES.repeat)}
      when i < ${sql.lit(BULK_END)} then ${sql.lit(LANES.bulk)} else ${sql.lit(LANES.single)} end`,
    turn: sql`case when ${fate('doubtful')} then ${at} else i end`,
    ready_at: when(sql`${fate('queued', 'doubtful')} and not ${isInCampaign}`, at),
    attempted_at: when(sql`not ${fate('queued', 'waiting')}`, at),
    doubt_until: when(fate('doubtful'), sql`${at} + 3600000`),
    fresh_at: at,
    error: when(fate('undelivered'), sql`6`),
    cost: when(sql`not ${fate('queued', 'submitting')}`, sql`20500`),
    accepted_at: when(fate('accepted', 'orphaned'), at),
    ended_at: when(sql`i % 100 > ${sql.lit(FATES.code)}`, at),
    overdue_at: when(fate('accepted', 'orphaned'), at),
  });
  // What runs, and what has run, of each account.
  await insert(
    'campaigns',
    {
      ...{ order_number: number, account, next: message, turn: 0, left: 10 },
      running: when(sql`i < ${sql.lit(BULK_END)}`, sql`1`),
    },
    sql`(${isOrder} or i = ${sql.lit(FIRST + 10)})`,
  );
  await insert('guards', {
    guard_key: sql`'guard ' || i`,
    message_id: message,
    tried_at: when(sql`not ${fate('queued', 'waiting')}`, at),
  });
  await recount(db);
  // Of other bulks.
  await insert('tallies', {
    ...{ order_number: sql`i`, state: STATE.of.delivered, error: 0, command_status: 0 },
    ...{ count: 100, cost: 0, priced: 0 },
  });
  await insert(
    'ways',
    {
      id: sql`1 + i - ${sql.lit(FIRST)}`,
      ...{ protocol: 'smpp', account, host: 'smsc:2775', bind: sql`${account} || '/1'`, source: 'SHOP' },
    },
    sql`i in (${sql.lit(FIRST)}, ${sql.lit(FIRST + DEMO_WAY - 1)})`,
  );
  await insert(
    'attempts',
    {
      id: sql`i`,
      message_id: message,
      part: 1,
      way: sql`case when ${isGone} then 1 else ${sql.lit(DEMO_WAY)} end`,
      committed_at: at,
      outcome: coded(
        OUTCOME.of,
        [
          [fate('doubtful', 'asked'), 'no_answer'],
          [fate('submitting'), 'open'],
          [fate('queued'), 'given_up'],
        ],
        'accepted',
      ),
      provider_id: when(
        sql`not ${fate('doubtful', 'asked', 'submitting', 'queued')}`,
        sql`cast(i % 10000 as text)`,
      ),
      open: when(fate('submitting'), sql`1`),
      octets: when(fate('doubtful', 'submitting'), sql`'digest'`),
      unanswered_to: when(fate('doubtful', 'asked'), recipient),
    },
    sql`not ${fate('waiting')}`,
  );
  await insert(
    'receipts',
    {
      id: sql`i`,
      account: ACCOUNT,
      provider_id: receiptId,
      attempt_id: when(sql`not ${isUnmatched}`, sql`i`),
      via: coded(VIA.of, [[sql`i % 10 = 0`, 'http']], 'smpp'),
      received_at: at,
      state: RECEIPT_STATE.of.delivered,
      parsed: when(isUnmatched, sql`'{"id":"' || ${receiptId} || '"}'`),
      raw: sql`case when i % 10 = 0 then '{"phone":"1","status":"1"}' when ${isUnmatched} then '00' end`,
      quotes_at: when(sql`(i % 10 = 0 or ${isUnmatched}) and not i % 50 in (7, 8)`, at),
    },
    sql`not ${fate('queued', 'waiting', 'submitting', 'accepted')}`,
  );
  await insert(
    'orphans',
    {
      account: ACCOUNT,
      address: recipient,
      other: 'SHOP',
      receipt_id: sql`i`,
      received_at: at,
    },
    isUnmatched,
  );
  await insert('incoming', {
    id,
    account: ACCOUNT,
    sender: recipient,
    recipient: '79000000',
    body: '{"text":"yes","missing":[]}',
    received_at: at,
    unseen_at: when(few(1), at),
    unplaced_at: when(few(1), at),
    via: 'smpp',
    forgotten_at: when(sql`i % 50 = 7`, at),
  });
  await insert(
    'incoming_cards',
    { card_id: id, incoming_id: id, thread_id: 0, unshown_at: when(sql`not ${few(1)}`, at) },
    sql`${isOrder} and not ${few(2)}`,
  );
  await insert('talks', {
    id: sql`i`,
    account: ACCOUNT,
    number: recipient,
    own: '79000000',
    last_in_at: at,
    waiting_since: when(few(1), at),
    taken_by: when(few(2), sql`i`),
    remind_at: when(few(3), at),
  });
  await insert('talk_places', {
    talk_id: sql`i`,
    chat_id: CHAT,
    thread_id: 0,
    card_id: id,
    held_at: when(few(1), at),
  });
  await insert('events', {
    watch_id: sql`1 + i % 5`,
    at,
    kind: 'failed',
    account: ACCOUNT,
    sender: 'SHOP',
    state: STATE.of.undelivered,
    error: 6,
    count: 1,
    messages: sql`'[' || ${message} || ']'`,
    untold_to: when(few(1), sql`1 + i % 5`),
    alert_id: when(sql`not ${few(1)}`, id),
  });
  await insert('cached_lookups', { card_id: id, message_id: message });
  await insert('provider_questions', {
    kind: 'facts',
    subject: sql`'' || (79990000000 + i)`,
    due_at: when(few(1), at),
    asked_at: at,
    tries: 0,
    answered_at: at,
  });
  await insert('provider_question_cards', {
    kind: 'facts',
    subject: sql`'' || (79990000000 + i)`,
    card_id: id,
  });
  await insert('outcomes', {
    watch_id: sql`1 + i % 5`,
    minute: sql`${at} / 60000`,
    state: STATE.of.undelivered,
    error: 6,
    command_status: -1,
    operator: '',
    count: 1,
  });
  await insert('alerts', {
    id,
    watch_id: sql`1 + i % 5`,
    chat_id: sql`-1000 - i % 5`,
    thread_id: 0,
    cause: 'events',
    began_at: at,
    last_at: at,
    told_at: at,
    ended_at: when(sql`not ${few(1)}`, at),
    card_id: id,
  });
  await insert('incoming_parts', {
    set_id: id,
    account: ACCOUNT,
    sender: recipient,
    recipient: '79000000',
    series: 'udh8',
    reference: 7,
    part: 1,
    parts: 2,
    octets: '0061',
    data_coding: 8,
    default_alphabet: 'gsm',
    doubtful: 0,
    received_at: at,
    closed_at: when(sql`not ${few(1)}`, at),
  });
  await insert('queries', {
    id,
    message_id: message,
    card_id: when(isOrder, id),
    account: ACCOUNT,
    asked_at: at,
    open_at: when(few(1), at),
    answer: when(sql`not ${few(1)}`, sql`'[]'`),
  });
  await insert('actions', {
    id,
    at,
    actor_kind: 'person',
    actor_id: String(CHAT),
    what: 'press send',
    card_id: id,
    order_id: order,
    origin: id,
  });
  await insert('heard', {
    chat_id: CHAT,
    message_id: sql`i`,
    person_id: CHAT,
    digest: 'd',
    outcome: sql`case when ${few(1)} then 'refused' else 'done' end`,
    card_id: id,
    answers: when(few(1), id),
    at,
  });
  await insert('approvals', { order_number: sql`i`, asked_at: at, expires_at: at, cards: '[]' });
  await insert('quota_uses', {
    person_id: sql`i % 100`,
    period: sql`'2027-' || i`,
    messages: 1,
    money: 0,
  });
  await insert('charges', {
    order_number: sql`i`,
    person_id: CHAT,
    day: '2026-01-31',
    month: '2026-01',
    messages: 1,
    money: 0,
  });
  await insert('idempotency_keys', {
    token: 'shop',
    key: sql`cast(i as text)`,
    digest: 'd',
    order_id: id,
    at,
  });
  await insert('hook_events', {
    hook_id: sql`i % 5`,
    kind: 'failed',
    subject: sql`cast(i as text)`,
    at,
    tries: 0,
    due_at: at,
  });
  await insert('updates', {
    id,
    bot_id: 1,
    update_id: sql`i`,
    received_at: at,
    body: '',
    state: sql`case when ${few(1)} then 'waiting' else 'done' end`,
  });
  const named = {
    id: sql`i`,
    owner_id: sql`case when i % 2 = 0 then 0 else i end`,
    key: sql`'n' || i`,
    name: sql`'N' || i`,
    made_by: CHAT,
    made_at: at,
  };
  await insert('contacts', { ...named, number: recipient, fields: '{}' });
  await insert('contact_groups', named);
  await insert('contact_group_members', { group_id: sql`i % 100`, contact_id: sql`i` });
  await insert('templates', { ...named, channel: 'sms', language: '', text: 'hi' });
  await insert('stop_list', {
    digest: sql`'d' || i`,
    number: recipient,
    source: 'person',
    made_by: CHAT,
    at,
  });
  await insert('stop_rules', { id: 1, key: 'k', words: '[]', confirms: 1 }, sql`i = ${sql.lit(FIRST)}`);
  await insert('readings', { message_id: message, read_at: at }, sql`i % 3 = 0`);
  await insert('hour_readings', {
    hour: sql`${sql.lit(Math.floor(NOW / 3_600_000) - LAST)} + i`,
    account: ACCOUNT,
    channel: CHANNEL.of.viber,
    sender: 'SHOP',
    operator: '',
    maker: 'person:101',
    read: 1,
    clicked: 0,
  });
  await insert('stopped_messages', { message_id: message }, sql`i % 10 = 0`);
  await insert('jobs', {
    id,
    kind: 'report',
    body: '{}',
    key: when(few(1), id),
    due_at: when(few(1), at),
    fence: 1,
    tries: 1,
    ended: when(sql`not ${few(1)}`, sql`'done'`),
    ended_at: when(sql`not ${few(1)}`, at),
    created_at: at,
  });
  await insert('files', { id, name: 'a.csv', chunks: 1, of: when(sql`i % 50 = 7`, id), created_at: at });
  await insert('file_chunks', {
    file_id: id,
    position: 0,
    bytes: kind === 'sqlite' ? sql`x'00'` : sql`'\\x00'::bytea`,
  });
  if (kind === 'postgres') {
    for (const [table, column] of [
      ['orders', 'number'],
      ...['attempts', 'receipts', 'talks', 'ways'].map((name) => [name, 'id']),
    ]) {
      await sql`select setval(pg_get_serial_sequence(${table}, ${column}), ${LAST})`.execute(db);
    }
  }
}
