import type { Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { ChainStep } from '../../messages/chain.ts';
import { isCode } from '../../messages/codes.ts';
import { LANES } from '../../messages/lanes.ts';
import { type Quiet, writeQuiet } from '../../messages/quiet.ts';
import type { MessageContent } from '../../messages/request.ts';
import type { Terms } from '../../messages/terms.ts';
import type { Waits } from '../../messages/waiting.ts';
import { type Place, placeFor } from '../attempts/turns.ts';
import { leaveToClaim, QUEUED_TOGETHER, startCampaign } from '../campaigns/campaigns.ts';
import { watchCanary } from '../campaigns/canaries.ts';
import { countOf } from '../campaigns/tallies.ts';
import type { Counting } from '../campaigns/tally-deltas.ts';
import { chunks } from '../engine/chunks.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { type Untried, writeMessagesOn } from '../hot/new-messages.ts';
import { writeMessagesTogether } from '../hot/new-messages-together.ts';
import { markMovedOn, markMovedTogether } from '../hot/orders.ts';
import { operatorsOf } from '../provider/operators.ts';
import { CAMPAIGN, CHANNEL, HELD, ORDER_CLASS, SMALL, STATE } from '../tables/coded.ts';
import { messageId, POSITIONS } from '../tables/message-id.ts';
import type { MessagesTable, OrdersTable } from '../tables/message-schema.ts';
import { askApproval } from './approvals.ts';
import { codeKeptMs } from './codes.ts';
import { contentColumn, fallbackColumn, ownTextColumn, waitsColumns } from './documents.ts';
import { guardMessages } from './guard.ts';
import { awaitTime } from './schedules.ts';

export type Order = Selectable<OrdersTable>;

/** Who had an order made: somebody in a chat, a program by its token, or this one by itself. */
export type Maker =
  | { readonly kind: 'person'; readonly id: number }
  | { readonly kind: 'token'; readonly name: string }
  | { readonly kind: 'system' };

/** Who had it made. */
export function makerOf({ maker, maker_id: id }: Pick<Order, 'maker' | 'maker_id'>): Maker {
  switch (maker) {
    case 'person':
      return { kind: maker, id: Number(id) };
    case 'token':
      return { kind: maker, name: id ?? '' };
    case 'system':
      return { kind: maker };
  }
}

/** A message of an order. */
export interface NewMessage {
  readonly recipient: string;
  readonly account: string;
  /** 0..65535, random: joins the parts of a long message on the wire. */
  readonly reference: number;
  readonly pdus: number;
  readonly guardKey: string;
  /** What it says, and was agreed on, in place of its order's. */
  readonly own?: OwnWords | undefined;
}

/** What a message of a campaign says for itself. */
export interface OwnWords extends Pick<Terms, 'alphabet' | 'parts'> {
  readonly text: string;
}

/** A message that failed, and the number of the order that its chain began with. */
export interface Follows {
  readonly message: number;
  readonly chain: number;
}

export interface NewOrder {
  /** What it was written for: unique, so that a redelivery adds nothing. */
  readonly origin: string;
  readonly maker: Maker;
  readonly place: { readonly chatId: number; readonly threadId: number | null } | null;
  readonly content: MessageContent;
  readonly terms: Terms;
  /** The order of which it tries some messages once more. */
  readonly againOf?: string | undefined;
  /** The channels by which what fails of it goes on. */
  readonly fallback?: readonly ChainStep[] | undefined;
  /** It goes on with a message that failed, of a chain that began with the order of this number. */
  readonly follows?: Follows | undefined;
  readonly messages: readonly NewMessage[];
  /** Of the file that its recipients come from. */
  readonly tableDigest?: string | undefined;
  /** How many of a campaign go before the rest of it; all at once where none is said. */
  readonly canary?: number | null;
  /** What a part of its messages is expected to cost (money); none where nobody knows, or that is not looked at. */
  readonly price?: number | null;
  /** How many messages it will have, where a campaign gets more of them: see addMessages. */
  readonly total?: number;
  /** Empty: they may go at once. */
  readonly waits: Waits;
  /** The time that is set for it to go at (ms); it waits for that among others. */
  readonly sendAt?: number | null;
  /** When nothing goes to its recipients; null: it goes at any time. */
  readonly quiet?: Quiet | null;
  /** ms: from when their age counts. */
  readonly freshAt: number;
  readonly now: number;
}

const makerId = (maker: Maker): string | null => {
  switch (maker.kind) {
    case 'person':
      return String(maker.id);
    case 'token':
      return maker.name;
    case 'system':
      return null;
  }
};

const classOf = (messages: number): OrdersTable['class'] =>
  ORDER_CLASS.of[messages > SMALL ? 'bulk' : messages > 1 ? 'small' : 'single'];

/**
 * Writes an order with its messages, which are queued unless they wait. Returns its id, or null when it was written
 * before.
 * @throws RangeError for more messages than an order has positions
 */
export async function writeOrder(tx: Tx, order: NewOrder): Promise<string | null> {
  const id = uuid();
  const { maker, place, terms, messages, now } = order;
  const { total = messages.length } = order;
  if (total > POSITIONS) throw new RangeError(`an order of ${total} messages`);
  const isWhole = total === messages.length;
  // Terms of their own are given up all at once, as those of a campaign are.
  const hasOwn = messages.some(({ own }) => own);
  const isSmall = isWhole && !hasOwn && order.tableDigest === undefined;
  const orderClass = isSmall ? classOf(total) : ORDER_CLASS.of.bulk;
  const isCampaign = orderClass === ORDER_CLASS.of.bulk;
  const canary = isCampaign ? (order.canary ?? null) : null;
  const isWaiting = order.waits.length > 0;
  const isRunning = !isWaiting && isWhole;
  const waiting = isWhole ? 'preview' : 'preparing';
  const inserted = tx.db
    .insertInto('orders')
    .values({
      id,
      origin: order.origin,
      maker: maker.kind,
      maker_id: makerId(maker),
      chat_id: place?.chatId ?? null,
      thread_id: place?.threadId ?? null,
      card_id: null,
      channel: CHANNEL.of[order.content.channel],
      class: orderClass,
      total,
      campaign: isCampaign ? CAMPAIGN.of[isRunning ? 'running' : waiting] : null,
      fresh_at: isCampaign ? order.freshAt : null,
      agreed_after: null,
      canary,
      price: canary === null ? null : (order.price ?? null),
      ...contentColumn(order.content),
      sender: terms.sender,
      alphabet: terms.alphabet,
      parts: terms.parts,
      offered_alphabet: null,
      offered_parts: null,
      ...waitsColumns(order.waits),
      send_at: order.sendAt ?? null,
      quiet: order.quiet ? writeQuiet(order.quiet) : null,
      vouched_at: null,
      wipe_at: isCode(order.content) ? now + codeKeptMs(tx.rules) : null,
      wiped_at: null,
      forgotten_at: null,
      again_of: order.againOf ?? null,
      ...fallbackColumn(order.fallback ?? []),
      chain: order.follows?.chain ?? null,
      follows: order.follows?.message ?? null,
      table_digest: order.tableDigest ?? null,
      moved_at: null,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column('origin').doNothing())
    .returning('number')
    .executeTakeFirst();
  const [fresh, turns, operators] = isCampaign
    ? [await inserted]
    : await Promise.all([inserted, turnsOf(tx, messages, terms.parts), operatorsAmong(tx, messages)]);
  if (!fresh) return null;
  if (isWhole && order.waits[0] === 'approval') await askApproval(tx, fresh.number, now);
  if (isWhole && order.waits[0] === 'schedule') {
    await awaitTime(tx, { id, number: fresh.number, send_at: order.sendAt ?? null });
  }
  const made = { number: fresh.number, class: orderClass, fresh_at: order.freshAt };
  if (!turns || !operators) {
    await addMessages(tx, made, messages, 0);
    if (isRunning) {
      await startCampaign(tx, fresh.number);
      tx.happened({ kind: 'campaign', orderNumber: fresh.number });
      await watchCanary(tx, { id, number: fresh.number, canary }, now);
    }
    return id;
  }
  const stand = {
    state: STATE.of[isWaiting ? 'waiting' : 'queued'],
    ready_at: isWaiting ? null : now,
    held: HELD.not,
  } as const;
  await writeMessages(
    tx,
    made,
    messages.map((message, position) => ({ ...message, position, ...turns(message, position), ...stand })),
    operators,
  );
  if (!isWaiting) tx.changed('outbox');
  return id;
}

/** Writes messages of a campaign, from a position on. */
export async function addMessages(
  tx: Tx,
  order: Made,
  messages: readonly NewMessage[],
  from: number,
): Promise<void> {
  const stand = { state: STATE.of.queued, ...QUEUED_TOGETHER };
  const rows = messages.map((message, nth) => ({ ...message, position: from + nth, ...stand }));
  await leaveToClaim(tx, await writeMessages(tx, order, rows, await operatorsAmong(tx, messages)));
}

/** An order that is written. */
type Made = Counting & Pick<Order, 'fresh_at'>;

type Standing = Pick<MessagesTable, 'state' | 'held' | 'lane' | 'turn' | 'ready_at'>;

async function writeMessages(
  tx: Tx,
  order: Made,
  messages: readonly (NewMessage & Standing & { readonly position: number })[],
  operators: ReadonlyMap<string, string>,
) {
  const rows = messages.map(
    ({ position, guardKey, own, ...message }): Untried => ({
      ...message,
      own_text: own ? ownTextColumn(own.text).own_text : null,
      own_alphabet: own?.alphabet ?? null,
      own_parts: own?.parts ?? null,
      operator: operators.get(message.recipient) ?? null,
      id: messageId(order.number, position),
      guard_key: guardKey,
      fresh_at: order.fresh_at,
    }),
  );
  if (tx.prepare) writeMessagesOn(tx.prepare, rows);
  if (tx.ask) for (const some of chunks(rows)) await tx.unawaited(writeMessagesTogether(tx.ask, some));
  await guardMessages(tx, rows);
  const [first] = rows;
  if (first) tx.tally(order, countOf({ ...UNTRIED, state: first.state }, rows.length));
  return rows;
}

const operatorsAmong = (tx: Tx, messages: readonly NewMessage[]): Promise<Map<string, string>> =>
  operatorsOf(
    tx.db,
    messages.map(({ recipient }) => recipient),
  );

/** Where messages stand that are queued each by itself. */
async function turnsOf(tx: Tx, messages: readonly NewMessage[], parts: number) {
  const places = new Map<string, Place>();
  for (const [account, { length }] of Map.groupBy(messages, (message) => message.account)) {
    places.set(account, await placeFor(tx, account, length));
  }
  return ({ account }: NewMessage, position: number) => {
    const { lane = LANES.bulk, first = 0 } = places.get(account) ?? {};
    return { lane, turn: first + position * parts };
  };
}

const UNTRIED = { error: null, command_status: null, cost: null, ended_at: null };

/** From here on this card shows the order. */
export async function showOrder(tx: Tx, orderId: string, cardId: string): Promise<void> {
  await tx.unawaited(
    tx.db.updateTable('orders').set({ card_id: cardId }).where('id', '=', orderId).execute(),
  );
}

/** No card shows the order any more. */
export async function hideOrder(tx: Tx, orderId: string): Promise<void> {
  await tx.db.updateTable('orders').set({ card_id: null }).where('id', '=', orderId).execute();
}

export function findOrder(db: Reader, id: string): Promise<Order | undefined> {
  return db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirst();
}

export function orderByNumber(db: Reader, number: number): Promise<Order | undefined> {
  return db.selectFrom('orders').selectAll().where('number', '=', number).executeTakeFirst();
}

/** The order that a card shows. */
export function orderOfCard(db: Reader, cardId: string): Promise<Order | undefined> {
  return db.selectFrom('orders').selectAll().where('card_id', '=', cardId).executeTakeFirst();
}

/** Messages of these orders have just left, or did within the last second. */
export async function markMoved(tx: Tx, orderIds: readonly string[], now: number): Promise<void> {
  if (tx.prepare) return markMovedOn(tx.prepare, orderIds, now);
  if (tx.ask) await markMovedTogether(tx.ask, orderIds, now);
}
