import { type Kysely, sql } from 'kysely';
import { isFinal, MESSAGE_STATES } from '../../messages/status.ts';
import { NONE } from '../campaigns/tally-deltas.ts';
import { ORDER_CLASS, STATE } from '../tables/coded.ts';
import { messageId, orderNumberOf, POSITIONS, positionOf } from '../tables/message-id.ts';
import { earlier } from './aside.ts';
import { coded } from './code.ts';
import { numbered } from './orders.ts';
import type { Carried, Piece } from './piece.ts';
import { attemptColumns, receiptColumns } from './rows.ts';

/** By any provider's guard an identical request may be refused within this time (ms). */
const GUARDED_MS = 3600 * 1000;
/** What may be sent yet, or was tried lately. By the texts of others nobody is held back. */
const OPEN = sql.join(MESSAGE_STATES.filter((state) => !isFinal(state)).map((state) => sql.lit(state)));
const isGuarded = () => sql`m.state in (${OPEN}) or m.attempted_at > ${sql.lit(Date.now() - GUARDED_MS)}`;
/** Orders of which a piece may hold all messages. */
const ORDERS = 10_000;

/** Orders from one to another, and of a single one the positions from one to another. */
interface Stretch {
  readonly orders: readonly [first: number, last: number];
  readonly positions: readonly [first: number, last: number];
}

/** Messages go over in the order of their new ids, each with its attempts and their receipts. */
export async function carryMessages({ db, kind, after, limit }: Piece): Promise<Carried> {
  const stretch = await nextStretch(db, after === '' ? null : Number(after), limit);
  if (!stretch) return { after: null };
  // Nothing is known of how many rows the tables have now: a plan that reads all of one is none.
  if (kind === 'postgres') {
    await sql`set local enable_hashjoin = off`.execute(db);
    await sql`set local enable_mergejoin = off`.execute(db);
    await sql`set local enable_seqscan = off`.execute(db);
  }
  const first = messageId(stretch.orders[0], stretch.positions[0]);
  const last = messageId(stretch.orders[1], stretch.positions[1]);
  const carried = await copyMessages(db, stretch);
  await copyAttempts(db, kind, stretch);
  await copyReceipts(db, kind, stretch);
  await writeGuards(db, [first, last]);
  await writeTallies(db, [first, last]);
  if (kind === 'sqlite') await deleteEarlier(db, stretch, [first, last]);
  return { after: String(last), carried };
}

async function nextStretch(
  db: Kysely<unknown>,
  after: number | null,
  limit: number,
): Promise<Stretch | null> {
  const from = after === null ? 0 : orderNumberOf(after);
  const begun = after !== null && positionOf(after) < POSITIONS - 1 ? positionOf(after) + 1 : null;
  const { rows } = await sql<{ number: number; weight: number }>`
    select number, (total + 1) * parts as weight from orders
    where number >= ${begun === null ? from + 1 : from} order by number limit ${sql.lit(Math.min(limit, ORDERS))}
  `.execute(db);
  const [next] = rows;
  if (!next) return null;
  if (begun !== null || next.weight > limit) return slice(db, next.number, begun ?? 0, limit);
  let sum = 0;
  const whole = rows.filter(({ weight }) => {
    sum += weight;
    return sum <= limit;
  });
  return { orders: [next.number, whole.at(-1)?.number ?? next.number], positions: [0, POSITIONS - 1] };
}

/** The next messages of an order with more than fit into a piece. */
async function slice(db: Kysely<unknown>, order: number, begun: number, limit: number): Promise<Stretch> {
  const { rows } = await sql<{ parts: number }>`select parts from orders where number = ${order}`.execute(db);
  const few = Math.max(1, Math.floor(limit / Math.max(1, rows[0]?.parts ?? 1)));
  const { rows: ends } = await sql<{ position: number }>`
    select position from ${earlier('messages')}
    where order_id = (select id from orders where number = ${order}) and position >= ${begun}
    order by position limit 1 offset ${sql.lit(few - 1)}
  `.execute(db);
  return { orders: [order, order], positions: [begun, ends[0]?.position ?? POSITIONS - 1] };
}

/** Where the rows of a stretch are; SQLite reads tables in the order in which `cross join` names them. */
const ofStretch = ({ orders, positions }: Stretch, joins = sql``, where = sql``) => sql`
  from orders as o
    cross join ${earlier('messages')} as m
    ${joins}
  where o.number between ${sql.lit(orders[0])} and ${sql.lit(orders[1])} and m.order_id = o.id
    and m.position between ${sql.lit(positions[0])} and ${sql.lit(positions[1])} ${where}`;

const newId = sql`(o.number * ${sql.lit(POSITIONS)} + m.position)`;

async function copyMessages(db: Kysely<unknown>, stretch: Stretch): Promise<number> {
  const kept = [
    ...[
      'turn',
      'ready_at',
      'attempted_at',
      'fresh_at',
      'doubt_until',
      'accepted_at',
      'overdue_at',
      'ended_at',
    ],
    ...['cost', 'command_status', 'reference', 'pdus', 'error', 'lane', 'account', 'recipient', 'lookup'],
  ];
  const { numAffectedRows } = await sql`
    insert into messages (id, state, held, guard_key, ${sql.join(kept.map((name) => sql.ref(name)))})
    select ${newId}, ${coded(sql.ref('m.state'), STATE)}, case when m.waiting_for = 'guard' then 1 else 0 end,
      case when m.guard_key <> m.id and (${isGuarded()}) then substr(m.guard_key, 1, 32) end,
      ${sql.join(kept.map((name) => sql.ref(`m.${name}`)))}
    ${ofStretch(stretch)}
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}

async function copyAttempts(db: Kysely<unknown>, kind: Piece['kind'], stretch: Stretch): Promise<void> {
  const attempts = sql`cross join ${earlier('attempts')} as a`;
  const ofMessage = sql`and a.message_id = m.id`;
  await sql`
    insert into ways (protocol, account, host, bind, source)
    select distinct 'smpp', a.account, a.host, a.bind, a.source ${ofStretch(stretch, attempts, ofMessage)}
    on conflict do nothing
  `.execute(db);
  const { number, join } = numbered(kind, 'attempts', 'a');
  const { columns, values } = attemptColumns('a');
  await sql`
    insert into attempts (id, message_id, way, ${columns})
    select ${number}, ${newId}, (
      select w.id from ways as w
      where w.protocol = 'smpp' and w.account = a.account and w.host = a.host and w.bind = a.bind
        and w.source = a.source
    ), ${values}
    ${ofStretch(stretch, sql`${attempts} ${join}`, ofMessage)}
  `.execute(db);
}

async function copyReceipts(db: Kysely<unknown>, kind: Piece['kind'], stretch: Stretch): Promise<void> {
  const attempt = numbered(kind, 'attempts', 'a');
  const receipt = numbered(kind, 'receipts', 'r');
  const { columns, values } = receiptColumns('r', 'known');
  await sql`
    insert into receipts (id, attempt_id, ${columns})
    select ${receipt.number}, ${attempt.number}, ${values}
    ${ofStretch(
      stretch,
      sql`cross join ${earlier('attempts')} as a cross join ${earlier('receipts')} as r ${attempt.join} ${receipt.join}`,
      sql`and a.message_id = m.id and r.attempt_id = a.id`,
    )}
  `.execute(db);
}

type Ids = readonly [first: number, last: number];

const among = (column: string, [first, last]: Ids) =>
  sql`${sql.ref(column)} between ${sql.lit(first)} and ${sql.lit(last)}`;

async function writeGuards(db: Kysely<unknown>, ids: Ids): Promise<void> {
  await sql`
    insert into guards (guard_key, message_id, tried_at)
    select guard_key, id, attempted_at from messages where ${among('id', ids)} and guard_key is not null
  `.execute(db);
}

async function writeTallies(db: Kysely<unknown>, [first, last]: Ids): Promise<void> {
  const { rows } = await sql<{ number: number }>`
    select number from orders
    where number between ${sql.lit(orderNumberOf(first))} and ${sql.lit(orderNumberOf(last))}
      and class = ${sql.lit(ORDER_CLASS.of.bulk)}
    order by number
  `.execute(db);
  for (const { number } of rows) {
    const ids: Ids = [
      Math.max(first, messageId(number, 0)),
      Math.min(last, messageId(number, POSITIONS - 1)),
    ];
    await sql`
      insert into tallies (order_number, state, error, command_status, count, cost, priced, ended_at)
      select ${sql.lit(number)}, state, coalesce(error, ${sql.lit(NONE)}), coalesce(command_status, ${sql.lit(NONE)}),
        count(*), coalesce(sum(cost), 0), count(cost), max(ended_at)
      from messages where ${among('id', ids)} group by 2, 3, 4
      on conflict (order_number, state, error, command_status) do update
      set count = tallies.count + excluded.count, cost = tallies.cost + excluded.cost,
        priced = tallies.priced + excluded.priced,
        ended_at = case when tallies.ended_at > excluded.ended_at or excluded.ended_at is null
          then tallies.ended_at else excluded.ended_at end
    `.execute(db);
  }
}

/** A file would grow by all that is carried over: what was goes at once, and leaves room for the next piece. */
async function deleteEarlier(db: Kysely<unknown>, stretch: Stretch, ids: Ids): Promise<void> {
  // Attempts and receipts have the numbers that their rows had.
  const attempts = sql`select id from attempts where ${among('message_id', ids)}`;
  await sql`
    delete from ${earlier('receipts')} where rowid in (select id from receipts where attempt_id in (${attempts}))
  `.execute(db);
  await sql`delete from ${earlier('attempts')} where rowid in (${attempts})`.execute(db);
  await sql`delete from ${earlier('messages')} where rowid in (select m.rowid ${ofStretch(stretch)})`.execute(
    db,
  );
}
