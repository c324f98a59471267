import { type Selectable, sql } from 'kysely';
import { LANES, type Lane, TIMED } from '../messages/lanes.ts';
import type { MessageContent, MessageRequest } from '../messages/request.ts';
import type { Offer, Terms } from '../messages/terms.ts';
import type { WaitingReason } from '../messages/waiting.ts';
import type { Reader, Snapshot, Tx } from './database.ts';
import { contentOf } from './documents.ts';
import type { MessagesTable } from './schema.ts';

/** A message with what its order says of it. */
export interface Message extends Omit<Selectable<MessagesTable>, 'waiting_for'> {
  /** The card that shows it, if one does. */
  readonly card_id: string | null;
  /** Where it was asked for; null where no chat was named. */
  readonly chat_id: number | null;
  readonly request: MessageRequest;
  /** When its text was wiped, which was a code; null: it is whole. */
  readonly wiped_at: number | null;
  /** When its words were forgotten; null: they are there. */
  readonly forgotten_at: number | null;
  readonly agreed: Terms;
  /** While it waits for other terms: how it would go; null when it cannot. */
  readonly offered: Offer | null;
  /** What it waits for: a person's word, or queued, until the same text may go to the same number again. */
  readonly waiting_for: WaitingReason | null;
}

/** Every read of messages as a whole begins with this join by the orders' primary key; `messagesFrom` reads its rows. */
export const ordered = (db: Snapshot) =>
  db
    .selectFrom('messages')
    .innerJoin('orders', 'orders.id', 'messages.order_id')
    .selectAll('messages')
    .select([
      'orders.card_id',
      'orders.chat_id',
      'orders.request',
      'orders.sender',
      'orders.alphabet',
      'orders.parts',
    ])
    .select(['orders.wiped_at', 'orders.forgotten_at'])
    .select(['orders.offered_alphabet', 'orders.offered_parts'])
    .select('orders.waiting_for as asked');

type Row = Awaited<ReturnType<ReturnType<typeof ordered>['execute']>>[number];

/** Messages as they are read; what an order asked for is parsed once. */
export function messagesFrom(rows: readonly Row[]): Message[] {
  const contents = new Map<string, MessageContent>();
  return rows.map((row) => {
    const { request, sender, alphabet, parts, offered_alphabet, offered_parts, asked, ...message } = row;
    const content = contents.get(row.order_id) ?? contentOf({ request });
    contents.set(row.order_id, content);
    return {
      ...message,
      request: { ...content, to: row.recipient },
      agreed: { sender, alphabet, parts },
      offered:
        offered_alphabet === null || offered_parts === null
          ? null
          : { alphabet: offered_alphabet, parts: offered_parts },
      waiting_for: row.state === 'waiting' ? asked : row.waiting_for,
    };
  });
}

const ALL_LANES = Object.values(LANES);

/** Stretches of the index in which all that may go by `now` stands together, first to last. */
const READ_TOGETHER = [
  (now: number) => sql`lane = ${sql.lit(LANES.repeat)} and turn <= ${now}`,
  () => sql`lane = ${sql.lit(LANES.single)}`,
  (now: number) => sql`lane = ${sql.lit(LANES.retry)} and turn <= ${now}`,
  () => sql`lane >= ${sql.lit(LANES.list)}`,
] as const;

/**
 * Messages that may go now, in the order in which they should: by their lanes, and in each by their turns. They are
 * read in the order of the one index that holds what is queued and nothing else: of a million a few are looked at. On
 * PostgreSQL nobody else moves them before this transaction ends.
 */
export async function readyMessages(tx: Tx, account: string, limit: number, now: number): Promise<Message[]> {
  // The query builder would take longer to put this together than the store to answer it.
  const lanes = READ_TOGETHER.map(
    (range) => sql`select * from (
      select id, lane, turn from messages
      where account = ${account} and ${range(now)} and ready_at is not null order by lane, turn, id limit ${limit}
    ) as stretch`,
  );
  const next = sql<{ id: string; lane: Lane; turn: number }>`(
    select * from (${sql.join(lanes, sql` union all `)}) as lanes order by lane, turn, id limit ${limit}
  )`.as<'next'>(sql.ref('next'));
  const rows = await ordered(tx.db)
    .innerJoin(next, 'next.id', 'messages.id')
    // Said so, it is no reason for PostgreSQL with stale statistics to read all that is queued by the index on it.
    .where(sql<boolean>`messages.ready_at + 0 is not null`)
    .orderBy('next.lane')
    .orderBy('next.turn')
    .orderBy('next.id')
    .$if(tx.kind === 'postgres', (query) => query.forUpdate('messages'))
    .execute();
  return messagesFrom(rows);
}

/**
 * When the next message that waits for its time may go (ms), or null when there is none. What else is queued may go at
 * once.
 */
export async function nextReadyAt(db: Reader, account: string): Promise<number | null> {
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

/** Queued and unanswered messages of accounts, for /health and metrics. */
export async function outboxDepth(
  db: Reader,
  accounts: readonly string[],
): Promise<{ queued: number; open: number }> {
  const queued = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account', 'in', accounts)
    .where('lane', 'in', ALL_LANES)
    .where('ready_at', 'is not', null)
    .executeTakeFirstOrThrow();
  const open = await db
    .selectFrom('attempts')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account', 'in', accounts)
    .where('open_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return { queued: queued.n, open: open.n };
}

/** The messages of the order that a card shows, in the order in which they were typed, from a position on. */
export async function messagesOfCard(
  db: Snapshot,
  cardId: string,
  limit: number,
  from = 0,
): Promise<Message[]> {
  const rows = await ordered(db)
    .where('orders.card_id', '=', cardId)
    .where('messages.position', '>=', from)
    .orderBy('messages.position')
    .limit(limit)
    .execute();
  return messagesFrom(rows);
}

/** Whether an order has more messages than so many. */
export async function isLongerThan(db: Reader, orderId: string, count: number): Promise<boolean> {
  const one = await db
    .selectFrom('messages')
    .select('id')
    .where('order_id', '=', orderId)
    .where('position', '>=', count)
    .limit(1)
    .executeTakeFirst();
  return one !== undefined;
}

/** How many of a card's messages are in each state, what they cost so far, and when the last one ended. */
export async function tallyOfCard(db: Snapshot, cardId: string) {
  const rows = await db
    .selectFrom('orders')
    .innerJoin('messages', 'messages.order_id', 'orders.id')
    .select(['messages.state', 'messages.error', 'messages.command_status'])
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.sum<number | null>('messages.cost').as('cost'),
      eb.fn.max<number | null>('messages.ended_at').as('ended_at'),
    ])
    .where('orders.card_id', '=', cardId)
    .groupBy(['messages.state', 'messages.error', 'messages.command_status'])
    .execute();
  return rows;
}

/** Among so many of the newest messages a price is looked for: one that has none must not have the store read through. */
const PRICED_LATELY = 10_000;

/**
 * The average price of one part on a channel over its last priced messages (money), or null when none of the newest
 * 10,000 messages of all channels is one.
 */
export async function recentPrice(db: Reader, channel: Message['channel']): Promise<number | null> {
  const row = await db
    .selectFrom((eb) =>
      eb
        .selectFrom(
          eb
            .selectFrom('messages')
            .select(['id', 'order_id', 'channel', 'cost'])
            .orderBy('id', 'desc')
            .limit(PRICED_LATELY)
            .as('newest'),
        )
        .select(['order_id', 'cost'])
        .where('channel', '=', channel)
        .where('cost', '>', 0)
        .orderBy('id', 'desc')
        .limit(100)
        .as('recent'),
    )
    .innerJoin('orders', 'orders.id', 'recent.order_id')
    .select((eb) => [
      eb.fn.sum<number | null>('recent.cost').as('cost'),
      eb.fn.sum<number | null>('orders.parts').as('parts'),
    ])
    .executeTakeFirst();
  return row?.cost && row.parts ? Math.round(row.cost / row.parts) : null;
}

/** Of a card's messages in these states, the first so many of each state and reason, as typed. */
export function firstOfEachEnd(
  db: Snapshot,
  cardId: string,
  states: readonly Message['state'][],
  limit: number,
) {
  return db
    .selectFrom((eb) =>
      eb
        .selectFrom('orders')
        .innerJoin('messages', 'messages.order_id', 'orders.id')
        .select(['recipient', 'position', 'state', 'error', 'command_status'])
        .select(({ fn }) =>
          fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy(['state', 'error', 'command_status']).orderBy('position'))
            .as('place'),
        )
        .where('orders.card_id', '=', cardId)
        .where('state', 'in', states)
        .as('ended'),
    )
    .select(['recipient', 'state', 'error', 'command_status'])
    .where('place', '<=', limit)
    .orderBy('position')
    .execute();
}
