import { type RawBuilder, sql } from 'kysely';
import { LANES } from '../../src/messages/lanes.ts';
import type { Reader, Store, StoreKind } from '../../src/store/engine/database.ts';
import {
  CAMPAIGN,
  CHANNEL,
  ORDER_CLASS,
  OUTCOME,
  RECEIPT_STATE,
  STATE,
  VIA,
} from '../../src/store/tables/coded.ts';
import { messageId, POSITIONS } from '../../src/store/tables/message-id.ts';
import {
  ACCOUNT,
  APART_MS,
  BULK,
  BULK_END,
  CHAT,
  FATES,
  FIRST,
  GONE,
  idOf,
  LAST,
  NOW,
  single,
} from './filled-ids.ts';
import { type Insert, writeRest } from './filled-rest.ts';
import { recount } from './recount.ts';

/*
 * A store of some weeks' work, written by the database itself, so that it takes no time. What goes with message i has its
 * id; it is ten minutes older than message i + 1. The first half are one bulk order's. Of each
 * hundred a few are in every state that is not over, as FATES has it.
 */

/** The id of the way of nearly all attempts. */
const DEMO_WAY = 11;

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

  const insert: Insert = async (table, values, where = sql`i > 0`) => {
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
  await writeRest({ insert, kind, id, at, recipient, message, order, isOrder, few, when });
  if (kind === 'postgres') {
    for (const [table, column] of [
      ['orders', 'number'],
      ...['attempts', 'receipts', 'talks', 'ways'].map((name) => [name, 'id']),
    ]) {
      await sql`select setval(pg_get_serial_sequence(${table}, ${column}), ${LAST})`.execute(db);
    }
  }
}
