import { sql } from 'kysely';
import { LANES, type Lane, TIMED } from '../../messages/lanes.ts';
import { leftToClaim } from '../campaigns/campaigns.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { readyOn } from '../hot/messages.ts';
import { nextReadyOn } from '../hot/waits.ts';
import { type Message, messagesFrom, messagesOn, ordered } from './outbox.ts';

const ALL_LANES = Object.values(LANES);

/** Stretches of the index in which all that may go by `now` stands together, first to last. */
const READ_TOGETHER = [
  (now: number) => sql`lane = ${sql.lit(LANES.repeat)} and turn <= ${now}`,
  () => sql`lane = ${sql.lit(LANES.single)}`,
  (now: number) => sql`lane = ${sql.lit(LANES.retry)} and turn <= ${now}`,
  () => sql`lane >= ${sql.lit(LANES.list)}`,
] as const;

/**
 * Messages that may go now each by itself, in the order in which they should: by their lanes, and in each by their turns;
 * what else is left of campaigns comes after them, and campaigns may have stopped meanwhile: see campaigns.ts. They are
 * read in the order of the one index that holds what is queued and nothing else: of a million a few are looked at. On
 * PostgreSQL nobody else moves them before this transaction ends.
 */
export async function readyMessages(tx: Tx, account: string, limit: number, now: number): Promise<Message[]> {
  if (tx.prepare) return messagesOn(tx.prepare, readyOn(tx.prepare, account, limit, now));
  // The query builder would take longer to put this together than the store to answer it.
  const lanes = READ_TOGETHER.map(
    (range) => sql`select * from (
      select id, lane, turn from messages
      where account = ${account} and ${range(now)} and ready_at is not null order by lane, turn, id limit ${limit}
    ) as stretch`,
  );
  const next = sql<{ id: number; lane: Lane; turn: number }>`(
    select * from (${sql.join(lanes, sql` union all `)}) as lanes order by lane, turn, id limit ${limit}
  )`.as<'next'>(sql.ref('next'));
  const rows = await ordered(tx.db)
    .innerJoin(next, 'next.id', 'messages.id')
    // Said so, it is no reason for PostgreSQL with stale statistics to read all that is queued by the index on it.
    .where(sql<boolean>`messages.ready_at + 0 is not null`)
    .orderBy('next.lane')
    .orderBy('next.turn')
    .orderBy('next.id')
    .forUpdate('messages')
    .execute();
  return messagesFrom(rows);
}

/**
 * When the next message that waits for its time may go (ms), or null when there is none. What else is queued may go at
 * once.
 */
export async function nextReadyAt(
  { db, prepare }: Pick<Tx, 'db' | 'prepare'>,
  account: string,
): Promise<number | null> {
  if (prepare) return nextReadyOn(prepare, account);
  const firsts = TIMED.map(
    (lane) => sql`select * from (
      select turn from messages where account = ${account} and lane = ${sql.lit(lane)} and ready_at is not null
      order by turn limit 1
    ) as lane`,
  );
  const { rows } = await sql<{ at: number | null }>`
    select min(turn) as at from (${sql.join(firsts, sql` union all `)}) as firsts
  `.execute(db);
  return rows[0]?.at ?? null;
}

/** What waits to be sent. */
interface Depth {
  readonly queued: number;
  /** Since when the first of those may go that have a time of their own, not those of campaigns (ms). */
  readonly readyAt: number | null;
  /** Submits that were not answered yet. */
  readonly open: number;
}

/** Queued and unanswered messages of accounts, for /health and metrics. */
export async function outboxDepth(db: Reader, accounts: readonly string[]): Promise<Depth> {
  const queued = await db
    .selectFrom('messages')
    .select(({ fn }) => [fn.countAll<number>().as('n'), fn.min<number | null>('ready_at').as('readyAt')])
    .where('account', 'in', accounts)
    .where('lane', 'in', ALL_LANES)
    .where('ready_at', 'is not', null)
    .executeTakeFirstOrThrow();
  const open = await db
    .selectFrom('attempts')
    .innerJoin('ways', 'ways.id', 'attempts.way')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('ways.account', 'in', accounts)
    .where('attempts.open', 'is not', null)
    .executeTakeFirstOrThrow();
  const { n, readyAt } = queued;
  return { queued: n + (await leftToClaim(db, accounts)), readyAt, open: open.n };
}
