import type { Selectable } from 'kysely';
import { type CampaignState, stateWithin } from '../../messages/campaign.ts';
import type { ChainStep } from '../../messages/chain.ts';
import { type Quiet, readQuiet } from '../../messages/quiet.ts';
import type { Channel, MessageContent, MessageRequest } from '../../messages/request.ts';
import type { MessageState } from '../../messages/status.ts';
import type { Holding, Offer } from '../../messages/terms.ts';
import type { WaitingReason } from '../../messages/waiting.ts';
import type { Counted, Counting } from '../campaigns/tally-deltas.ts';
import type { Reader, Snapshot, Tx } from '../engine/database.ts';
import type { Prepare } from '../engine/statements.ts';
import { messageOn, OF_ORDER, type OrderRow, orderOn } from '../hot/messages.ts';
import { contentOf, fallbackOf, inOwnWords } from '../orders/documents.ts';
import { CAMPAIGN, CHANNEL, type Coded, HELD, type OrderClass, STATE } from '../tables/coded.ts';
import { ITS_ORDER, idsOf, messageId, orderNumberOf, positionOf } from '../tables/message-id.ts';
import type { MessagesTable } from '../tables/message-schema.ts';

/** A message with what its order says of it. */
export interface Message
  extends Omit<
    Selectable<MessagesTable>,
    'state' | 'held' | 'operator' | 'own_text' | 'own_alphabet' | 'own_parts'
  > {
  /** By which buttons, cards and files name its order. */
  readonly order_id: string;
  readonly order_class: Coded<OrderClass>;
  /** Its place in the order, from 0. */
  readonly position: number;
  readonly channel: Channel;
  /** Where the campaign that it is of is; null: it is of none. */
  readonly campaign: CampaignState | null;
  /** By itself, and by what was said to its campaign. */
  readonly state: MessageState;
  /** Attempts up to this one were for other terms, if it was queued anew since; null: for these. */
  readonly agreed_after: number | null;
  /** The number of the order that its chain of channels began with; null: it is of none. */
  readonly chain: number | null;
  /** The channels by which it goes on if it fails, the next one first. */
  readonly fallback: readonly ChainStep[];
  /** The card that shows it, if one does. */
  readonly card_id: string | null;
  /** Where it was asked for; null where no chat was named. */
  readonly chat_id: number | null;
  readonly request: MessageRequest;
  /** Its text is its own, and what its order asked for has places for it. */
  readonly isWorded: boolean;
  /** When its order was written. */
  readonly created_at: number;
  /** When its text was wiped, which was a code; null: it is whole. */
  readonly wiped_at: number | null;
  /** When its words were forgotten; null: they are there. */
  readonly forgotten_at: number | null;
  readonly agreed: Holding;
  /** While it waits for other terms: how it would go; null when it cannot. */
  readonly offered: Offer | null;
  /** What it waits for: a person's word, or queued, until the same text may go to the same number again. */
  readonly waiting_for: WaitingReason | null;
  /** Queued, and kept back by itself since its recipient is left alone. */
  readonly isLeftAlone: boolean;
  /** When nothing goes to its recipient; null: it goes at any time. */
  readonly quiet: Quiet | null;
  /** When it was last seen that whoever has it sent may (ms). */
  readonly vouched_at: number | null;
}

/** Every read of messages as a whole begins with this join by the orders' primary key; `messagesFrom` reads its rows. */
export const ordered = (db: Snapshot) =>
  db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .selectAll('messages')
    .select(OF_ORDER);

/** Where a message is counted. */
export const countingOf = ({ id, order_class }: Pick<Message, 'id' | 'order_class'>): Counting => ({
  number: orderNumberOf(id),
  class: order_class,
});

/** What it is counted as. */
export const countedAs = ({ state, error, command_status, ended_at, cost }: Message): Counted => ({
  state: STATE.of[state],
  error,
  command_status,
  ended_at,
  cost,
});

type Row = Awaited<ReturnType<ReturnType<typeof ordered>['execute']>>[number];

/** What the messages of an order have in common. */
interface Common
  extends Pick<
      Message,
      'order_id' | 'order_class' | 'channel' | 'campaign' | 'agreed_after' | 'chain' | 'fallback'
    >,
    Pick<Message, 'card_id' | 'chat_id' | 'created_at' | 'wiped_at' | 'forgotten_at' | 'agreed' | 'offered'>,
    Pick<Message, 'quiet' | 'vouched_at'> {
  readonly content: MessageContent;
  readonly asked: WaitingReason | null;
  readonly freshAt: number | null;
}

function commonOf(row: OrderRow, orderNumber: number): Common {
  const { campaign, offered_alphabet: alphabet, offered_parts: parts } = row;
  return {
    order_id: row.order_id,
    order_class: row.order_class,
    channel: CHANNEL.name(row.channel),
    campaign: campaign === null ? null : CAMPAIGN.name(campaign),
    agreed_after: row.agreed_after,
    chain: row.chain ?? (row.fallback === null ? null : orderNumber),
    fallback: fallbackOf(row),
    card_id: row.card_id,
    chat_id: row.chat_id,
    created_at: row.created_at,
    wiped_at: row.wiped_at,
    forgotten_at: row.forgotten_at,
    agreed: { sender: row.sender, alphabet: row.alphabet, parts: row.parts },
    offered: alphabet === null || parts === null ? null : { alphabet, parts },
    content: contentOf(row),
    quiet: row.quiet === null ? null : readQuiet(row.quiet),
    vouched_at: row.vouched_at,
    asked: row.asked,
    freshAt: row.order_fresh_at,
  };
}

/** Messages as they are read; what an order says of all of its own is read once. */
export function messagesFrom(rows: readonly Row[]): Message[] {
  const orders = new Map<string, Common>();
  return rows.map((row) => {
    const order = orders.get(row.order_id) ?? commonOf(row, orderNumberOf(row.id));
    orders.set(row.order_id, order);
    return messageFrom(row, order);
  });
}

/** The same of rows of one order, which was read for all of them. */
export function messagesWithin(
  order: OrderRow & { readonly number: number },
  rows: readonly Selectable<MessagesTable>[],
): Message[] {
  const common = commonOf(order, order.number);
  return rows.map((row) => messageFrom(row, common));
}

function messageFrom(row: Selectable<MessagesTable>, order: Common): Message {
  const state = stateWithin(order.campaign, STATE.name(row.state));
  const isWorded = row.own_text !== null;
  // One by one: a row of so many columns is as much to spread as to read.
  return {
    id: row.id,
    account: row.account,
    recipient: row.recipient,
    reference: row.reference,
    pdus: row.pdus,
    guard_key: row.guard_key,
    lane: row.lane,
    turn: row.turn,
    ready_at: row.ready_at,
    attempted_at: row.attempted_at,
    doubt_until: row.doubt_until,
    command_status: row.command_status,
    error: row.error,
    cost: row.cost,
    lookup: row.lookup,
    accepted_at: row.accepted_at,
    ended_at: row.ended_at,
    overdue_at: row.overdue_at,
    order_id: order.order_id,
    order_class: order.order_class,
    channel: order.channel,
    campaign: order.campaign,
    agreed_after: order.agreed_after,
    chain: order.chain,
    fallback: order.fallback,
    card_id: order.card_id,
    chat_id: order.chat_id,
    created_at: order.created_at,
    wiped_at: order.wiped_at,
    forgotten_at: order.forgotten_at,
    agreed: isWorded ? { sender: order.agreed.sender, ...ownTerms(order, row) } : order.agreed,
    offered: order.offered,
    state,
    fresh_at: order.freshAt ?? row.fresh_at,
    position: positionOf(row.id),
    request: { ...inOwnWords(order.content, row), to: row.recipient },
    isWorded,
    waiting_for: state === 'waiting' ? order.asked : row.held === HELD.guard ? 'guard' : null,
    isLeftAlone: state === 'queued' && row.held === HELD.quiet && row.attempted_at === null,
    quiet: order.quiet,
    vouched_at: order.vouched_at,
  };
}

/** The same by SQLite's own statements: these messages, in this order, their orders read once. */
export function messagesOn(prepare: Prepare, ids: readonly number[]): Message[] {
  const orders = new Map<number, Common>();
  return ids.flatMap((id) => {
    const row = messageOn(prepare, id);
    if (!row) return [];
    const number = orderNumberOf(id);
    const order = orders.get(number) ?? commonOf(orderOn(prepare, number), number);
    orders.set(number, order);
    return messageFrom(row, order);
  });
}

/** Other terms are agreed on for a campaign at once: each message of it goes as it can. */
const ownTerms = (
  { agreed_after }: Common,
  { own_alphabet, own_parts }: Selectable<MessagesTable>,
): Omit<Holding, 'sender'> =>
  agreed_after === null ? { alphabet: own_alphabet, parts: own_parts } : { alphabet: null, parts: null };

/**
 * On PostgreSQL nobody else changes these messages before this transaction ends. What is read of them and their orders from here
 * on is as others have left it: of a join of which one row alone is locked PostgreSQL reads the other as it was before it waited.
 */
export async function lockRows(tx: Tx, ids: readonly number[]): Promise<void> {
  if (tx.kind === 'sqlite' || ids.length === 0) return;
  const rows = tx.db.selectFrom('messages').select('id').where('id', 'in', ids).orderBy('id').forUpdate();
  await tx.unawaited(rows.execute());
}

/**
 * These messages, in this order. On PostgreSQL nobody else moves them before this transaction ends; what is said of them by
 * their orders may have changed as they were waited for.
 */
export async function lockMessages(tx: Tx, ids: readonly number[]): Promise<Message[]> {
  if (ids.length === 0) return [];
  if (tx.prepare) return messagesOn(tx.prepare, ids);
  const rows = await ordered(tx.db)
    .where('messages.id', 'in', ids)
    .orderBy('messages.id')
    .forUpdate('messages')
    .execute();
  const found = new Map(messagesFrom(rows).map((message) => [message.id, message]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** The messages of the order that a card shows, in the order in which they were typed, from a position on. */
export async function messagesOfCard(
  db: Snapshot,
  cardId: string,
  limit: number,
  from = 0,
): Promise<Message[]> {
  const order = await db
    .selectFrom('orders')
    .select('number')
    .where('card_id', '=', cardId)
    .executeTakeFirst();
  if (!order) return [];
  const rows = await ordered(db)
    .where('messages.id', '>=', messageId(order.number, from))
    .where('messages.id', '<=', idsOf(order.number).last)
    .orderBy('messages.id')
    .limit(limit)
    .execute();
  return messagesFrom(rows);
}

/** Whether an order has more messages than so many. */
export async function isLongerThan(db: Reader, orderId: string, count: number): Promise<boolean> {
  const order = await db.selectFrom('orders').select('total').where('id', '=', orderId).executeTakeFirst();
  return order !== undefined && order.total > count;
}
