import type { Selectable } from 'kysely';
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
  /** When a message of its order last left (ms). */
  readonly moved_at: number | null;
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
    .select(['orders.offered_alphabet', 'orders.offered_parts', 'orders.moved_at'])
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

/** Singles and bulk, each in an order of its own in the index: nearly all that a store holds is ready no more. */
export const BULK = [0, 1] as const;

/**
 * Messages that may go now, in the order in which they should: singles first, then by age. On PostgreSQL nobody else
 * moves them before this transaction ends.
 */
export async function readyMessages(tx: Tx, account: string, limit: number, now: number): Promise<Message[]> {
  const ready: Message[] = [];
  for (const bulk of BULK) {
    if (ready.length === limit) break;
    const some = await ordered(tx.db)
      .where('messages.account', '=', account)
      .where('messages.bulk', '=', bulk)
      .where('messages.ready_at', '<=', now)
      .orderBy('messages.ready_at')
      .orderBy('messages.id')
      .limit(limit - ready.length)
      .$if(tx.kind === 'postgres', (query) => query.forUpdate('messages'))
      .execute();
    ready.push(...messagesFrom(some));
  }
  return ready;
}

/** When the next message of an account becomes ready (ms), or null when none is queued. */
export async function nextReadyAt(db: Reader, account: string): Promise<number | null> {
  const row = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.min<number | null>('ready_at').as('at'))
    .where('account', '=', account)
    .where('bulk', 'in', BULK)
    .where('ready_at', 'is not', null)
    .executeTakeFirst();
  return row?.at ?? null;
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
    .where('bulk', 'in', BULK)
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
