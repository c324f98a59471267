import type { Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { MessageRequest } from '../messages/request.ts';
import { type MessageState, TRANSITIONS, type WaitingReason } from '../messages/status.ts';
import { touchCards } from './cards.ts';
import type { Reader, Tx } from './database.ts';
import { giveUp } from './doubts.ts';
import type { MessagesTable } from './schema.ts';
import { chunks } from './update-each.ts';

export type Message = Selectable<MessagesTable>;

export interface NewMessage {
  readonly request: MessageRequest;
  readonly account: string;
  /** 0..65535, random: joins the parts of a long message on the wire. */
  readonly reference: number;
  readonly parts: number;
  readonly pdus: number;
  readonly guardKey: string;
}

export interface Enqueue {
  readonly cardId: string;
  /** What they were written for: unique together with the position, so that a redelivery adds nothing. */
  readonly origin: string;
  readonly messages: readonly NewMessage[];
  /** Null: they may go at once. */
  readonly waitingFor: WaitingReason | null;
  /** ms: from when their age counts. */
  readonly freshAt: number;
  readonly now: number;
}

/** Writes the messages of one card. More than one recipient is bulk: single messages overtake it. */
export async function enqueue(tx: Tx, order: Enqueue): Promise<void> {
  const state = order.waitingFor ? 'waiting' : 'queued';
  const rows = order.messages.map((message, position) => ({
    id: uuid(),
    card_id: order.cardId,
    origin: order.origin,
    position,
    account: message.account,
    channel: message.request.channel,
    recipient: message.request.to,
    request: JSON.stringify(message.request),
    reference: message.reference,
    parts: message.parts,
    pdus: message.pdus,
    guard_key: message.guardKey,
    state: state satisfies MessageState,
    waiting_for: order.waitingFor,
    bulk: order.messages.length > 1 ? (1 as const) : (0 as const),
    ready_at: state === 'queued' ? order.now : null,
    fresh_at: order.freshAt,
    created_at: order.now,
  }));
  for (const some of chunks(rows)) {
    await tx.db
      .insertInto('messages')
      .values(some as never)
      .onConflict((conflict) => conflict.columns(['origin', 'position']).doNothing())
      .execute();
  }
  tx.changed('outbox');
}

/**
 * What a person's word does to all messages of a card that it can do it to. Nobody is asked, and nobody can decide,
 * about a message in doubt while the program may still repeat it. Returns how many were moved.
 */
export async function moveCardMessages(
  tx: Tx,
  cardId: string,
  event: 'send' | 'cancel' | 'repeat' | 'leave',
  now: number,
): Promise<number> {
  const { from, to } = TRANSITIONS[event];
  const queued = to === 'queued';
  if (event === 'repeat') {
    const doubtful = await tx.db
      .selectFrom('messages')
      .select('id')
      .where('card_id', '=', cardId)
      .where('state', '=', 'in_doubt')
      .where('doubt_until', 'is', null)
      .execute();
    await giveUp(
      tx,
      doubtful.map(({ id }) => id),
    );
  }
  const left = event === 'cancel' ? await withdraw(tx, cardId, now) : 0;
  const moved = await tx.db
    .updateTable('messages')
    .set({
      state: to,
      waiting_for: null,
      ready_at: queued ? now : null,
      ...(queued ? { fresh_at: now } : {}),
      ...(to === 'cancelled' || to === 'left' ? { ended_at: now } : {}),
    })
    .where('card_id', '=', cardId)
    .where('state', 'in', [...from])
    .where('doubt_until', 'is', null)
    .executeTakeFirst();
  const count = left + Number(moved.numUpdatedRows);
  if (count > 0) {
    await touchCards(tx, [cardId], now);
    tx.changed('outbox');
  }
  return count;
}

/** Leaves those of a card's messages of which an earlier try may have been taken: they were perhaps sent. */
async function withdraw(tx: Tx, cardId: string, now: number): Promise<number> {
  const { from, to } = TRANSITIONS.withdraw;
  const moved = await tx.db
    .updateTable('messages')
    .set({ state: to, waiting_for: null, ready_at: null, ended_at: now })
    .where('card_id', '=', cardId)
    .where('state', 'in', [...from])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('attempts')
          .select('attempts.id')
          .whereRef('attempts.message_id', '=', 'messages.id')
          .where('attempts.outcome', 'in', ['given_up', 'accepted']),
      ),
    )
    .executeTakeFirst();
  return Number(moved.numUpdatedRows);
}

/** What is too old waits for a person's word, with all that is queued of its card. */
export async function holdStale(tx: Tx, cardIds: readonly string[], now: number): Promise<void> {
  if (cardIds.length === 0) return;
  const { from, to } = TRANSITIONS.hold;
  const held = await tx.db
    .updateTable('messages')
    .set({ state: to, waiting_for: 'stale', ready_at: null })
    .where('card_id', 'in', cardIds)
    .where('state', 'in', [...from])
    .where('doubt_until', 'is', null)
    .returning('card_id')
    .execute();
  if (held.length === 0) return;
  await touchCards(tx, [...new Set(held.map(({ card_id }) => card_id))], now);
  tx.changed('outbox');
}

/** A message that may go now, with when its card last moved. */
export type ReadyMessage = Message & { moved_at: number | null };

/** Singles and bulk, each in an order of its own in the index: nearly all that a store holds is ready no more. */
const BULK = [0, 1] as const;

/**
 * Messages that may go now, in the order in which they should: singles first, then by age. On PostgreSQL nobody else
 * moves them before this transaction ends.
 */
export async function readyMessages(
  tx: Tx,
  account: string,
  limit: number,
  now: number,
): Promise<ReadyMessage[]> {
  const ready: ReadyMessage[] = [];
  for (const bulk of BULK) {
    if (ready.length === limit) break;
    const some = await tx.db
      .selectFrom('messages')
      .innerJoin('cards', 'cards.id', 'messages.card_id')
      .selectAll('messages')
      .select('cards.moved_at')
      .where('messages.account', '=', account)
      .where('messages.bulk', '=', bulk)
      .where('messages.ready_at', '<=', now)
      .orderBy('messages.ready_at')
      .orderBy('messages.id')
      .limit(limit - ready.length)
      .$if(tx.kind === 'postgres', (query) => query.forUpdate('messages'))
      .execute();
    ready.push(...some);
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

/** The messages of a card, in the order in which they were typed. */
export function messagesOfCard(db: Reader, cardId: string, limit: number): Promise<Message[]> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('card_id', '=', cardId)
    .orderBy('position')
    .limit(limit)
    .execute();
}

/** How many of a card's messages are in each state, what they cost so far, and when the last one ended. */
export async function tallyOfCard(db: Reader, cardId: string) {
  const rows = await db
    .selectFrom('messages')
    .select(['state', 'error', 'command_status'])
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.sum<number | null>('cost').as('cost'),
      eb.fn.max<number | null>('ended_at').as('ended_at'),
    ])
    .where('card_id', '=', cardId)
    .groupBy(['state', 'error', 'command_status'])
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
            .select(['id', 'channel', 'cost', 'parts'])
            .orderBy('id', 'desc')
            .limit(PRICED_LATELY)
            .as('newest'),
        )
        .select(['cost', 'parts'])
        .where('channel', '=', channel)
        .where('cost', '>', 0)
        .orderBy('id', 'desc')
        .limit(100)
        .as('recent'),
    )
    .select((eb) => [
      eb.fn.sum<number | null>('cost').as('cost'),
      eb.fn.sum<number | null>('parts').as('parts'),
    ])
    .executeTakeFirst();
  return row?.cost && row.parts ? Math.round(row.cost / row.parts) : null;
}

/** Of a card's messages in these states, the first so many of each state and reason, as typed. */
export function firstOfEachEnd(
  db: Reader,
  cardId: string,
  states: readonly Message['state'][],
  limit: number,
) {
  return db
    .selectFrom((eb) =>
      eb
        .selectFrom('messages')
        .select(['recipient', 'position', 'state', 'error', 'command_status'])
        .select(({ fn }) =>
          fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy(['state', 'error', 'command_status']).orderBy('position'))
            .as('place'),
        )
        .where('card_id', '=', cardId)
        .where('state', 'in', states)
        .as('ended'),
    )
    .select(['recipient', 'state', 'error', 'command_status'])
    .where('place', '<=', limit)
    .orderBy('position')
    .execute();
}
