import { LEAVING, TRANSITIONS } from '../../messages/status.ts';
import type { Offer } from '../../messages/terms.ts';
import { afterLeaving, type WaitingReason, type Waits, waitsFor } from '../../messages/waiting.ts';
import { giveUp } from '../attempts/doubts.ts';
import { queueMessages } from '../attempts/turns.ts';
import {
  agreeAnew,
  cancelCampaign,
  freshenCampaign,
  holdCampaign,
  isBeingPrepared,
  isCampaign,
  pauseCampaign,
  resumeCampaign,
  runCampaign,
} from '../campaigns/campaign-decisions.ts';
import { lockCampaigns } from '../campaigns/campaigns.ts';
import { isAmiss, makeAlike } from '../campaigns/tallies.ts';
import { touchCards } from '../chats/cards.ts';
import type { Tx } from '../engine/database.ts';
import { countParts } from '../stats/hours.ts';
import { CAMPAIGN, HELD, OUTCOME, STATE } from '../tables/coded.ts';
import { idsOf } from '../tables/message-id.ts';
import { approvalOf, askApproval, cardsOf } from './approvals.ts';
import { cancelQueued } from './cancelling.ts';
import { decideDoubtful } from './deciding.ts';
import { NOTHING_FOLLOWS, waitsColumns, waitsOf } from './documents.ts';
import { findOrder, type Order } from './orders.ts';
import { awaitTime } from './schedules.ts';

const NO_OFFER = { offered_alphabet: null, offered_parts: null };

/** Rows of orders; on PostgreSQL nobody else decides about them before this transaction ends. */
export async function lockOrders(tx: Tx, orderIds: readonly string[]) {
  await lockCampaigns(tx, orderIds);
  return tx.db
    .selectFrom('orders')
    .selectAll()
    .where('id', 'in', orderIds)
    .orderBy('id')
    .$if(tx.kind === 'postgres', (query) => query.forUpdate())
    .execute();
}

/** The same of one order. */
export const lockOrder = async (tx: Tx, orderId: string): Promise<Order | undefined> =>
  (await lockOrders(tx, [orderId]))[0];

/** What came of a person's answer to the reason that an order waits for. */
export interface AnsweredWaiting {
  /** Messages that have left the reason: none when the order waits for another one by now, or for none. */
  readonly count: number;
  /** What is asked next; null: the messages are queued. */
  readonly next: WaitingReason | null;
  /**
   * They are queued, and the same text went to the same number when they were asked for, or nothing is left to pay them by:
   * they may be held back.
   */
  readonly isHeld: boolean;
}

/**
 * A person has answered the reason that an order waits for. What still holds is asked next, else its messages are
 * queued, and their age counts from now; for other terms, what was offered is agreed on.
 * @param also what holds only now, by the answer itself
 */
export async function answerWaiting(
  tx: Tx,
  orderId: string,
  reason: WaitingReason,
  now: number,
  also: Waits = [],
): Promise<AnsweredWaiting> {
  const order = await lockOrder(tx, orderId);
  const before = order ? waitsOf(order) : [];
  const approval = order && (await approvalOf(tx.db, order.number));
  const isDearer = order && reason === 'terms' && approval?.outcome === 'approved' && isOfferDearer(order);
  const left = waitsFor([...afterLeaving(before, reason), ...also, ...(isDearer ? APPROVAL : [])]);
  const [next = null] = left;
  if (order?.waiting_for !== reason || isBeingPrepared(order)) return { count: 0, next, isHeld: false };
  const terms = reason === 'terms' ? await takeOffer(tx, order) : {};
  if (!terms) return { count: 0, next, isHeld: false };
  if (next === 'approval') await askApproval(tx, order.number, now);
  await tx.db
    .updateTable('orders')
    .set({ ...waitsColumns(left), ...terms })
    .where('id', '=', orderId)
    .where('waiting_for', '=', reason)
    .execute();
  const agreed = { ...order, ...terms };
  const moved = await (next === null
    ? queue(tx, agreed, LEAVING[reason], now)
    : freshen(tx, agreed, LEAVING[reason], now));
  await touchCards(tx, [order.card_id, ...(approval ? cardsOf(approval) : [])], now);
  if (next === null) tx.changed('outbox');
  if (next === 'schedule') await awaitTime(tx, order);
  const isHeld = next === null && (before.includes('guard') || (await isPaused(tx, order)));
  return { count: moved, next, isHeld };
}

/** Whether a campaign has stopped as it began. */
async function isPaused(tx: Tx, order: Order): Promise<boolean> {
  const now = isCampaign(order) ? await findOrder(tx.db, order.id) : undefined;
  return now?.campaign === CAMPAIGN.of.paused;
}

/** What leaves a reason by a person's word. */
type Word = (typeof LEAVING)[WaitingReason];

const queue = (tx: Tx, order: Order, word: Word, now: number): Promise<number> =>
  isCampaign(order) ? runCampaign(tx, order, now) : queueMessages(tx, order, word, now);

/** Their age counts from now, though they wait for another word. Returns how many there are. */
async function freshen(tx: Tx, order: Order, word: Word, now: number): Promise<number> {
  if (isCampaign(order)) return freshenCampaign(tx, order, now);
  const { first, last } = idsOf(order.number);
  const { numUpdatedRows } = await tx.db
    .updateTable('messages')
    .set({ fresh_at: now })
    .where('id', '>=', first)
    .where('id', '<=', last)
    .where('state', 'in', STATE.all(TRANSITIONS[word].from))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

const APPROVAL: Waits = ['approval'];

/** Whether what the connection offers costs more than what was agreed on, and approved; of texts of their own it may. */
const isOfferDearer = ({ parts, offered_parts }: Order): boolean => (offered_parts ?? 0) > parts;

/** The terms that the connection offers, or null when it has none. Parts that were taken in another cut are given up. */
async function takeOffer(tx: Tx, order: Order): Promise<Partial<Order> | null> {
  if (order.offered_alphabet === null || order.offered_parts === null) return null;
  const terms = { alphabet: order.offered_alphabet, parts: order.offered_parts, ...NO_OFFER };
  if (terms.parts !== order.parts) await countParts(tx, order.number, terms.parts);
  if (isCampaign(order)) return { ...terms, ...(await agreeAnew(tx)) };
  const { first, last } = idsOf(order.number);
  await tx.db
    .updateTable('attempts')
    .set({ outcome: OUTCOME.of.given_up })
    .where('message_id', 'in', (eb) =>
      eb
        .selectFrom('messages')
        .select('id')
        .where('id', '>=', first)
        .where('id', '<=', last)
        .where('state', '=', STATE.of.waiting),
    )
    .where('outcome', 'in', OUTCOME.all(['no_answer', 'accepted']))
    .execute();
  return terms;
}

/**
 * What a person's word does to all messages of an order that it can do it to. Nobody is asked, and nobody can decide,
 * about a message in doubt while the program may still repeat it. Returns how many were moved.
 */
export async function moveMessages(
  tx: Tx,
  orderId: string,
  event: 'cancel' | 'repeat' | 'leave' | 'pause' | 'resume',
  now: number,
): Promise<number> {
  const found = await findOrder(tx.db, orderId);
  // Who claims locks messages before their orders, of a campaign after it.
  const order = found && isCampaign(found) ? await lockOrder(tx, orderId) : found;
  if (!order) return 0;
  const count = await MOVES[event](tx, order, now);
  if (count === 0) return 0;
  if (event === 'cancel') {
    const ended = order.fallback === null ? {} : NOTHING_FOLLOWS;
    await setWaiting(tx, [orderId], { ...waitsColumns([]), ...NO_OFFER, ...ended });
  }
  await touchOrders(tx, [orderId], now);
  if (event === 'repeat' || event === 'resume') tx.changed('outbox');
  return count;
}

const MOVES = {
  cancel: (tx, order, now) =>
    isCampaign(order) ? cancelCampaign(tx, order, now) : cancelQueued(tx, order, now),
  repeat: (tx, order, now) =>
    isCampaign(order) ? decideDoubtful(tx, order, 'repeat', now) : sendAgain(tx, order, now),
  leave: (tx, order, now) => {
    if (isCampaign(order)) return decideDoubtful(tx, order, 'leave', now);
    const { from, to } = TRANSITIONS.leave;
    return makeAlike(
      tx,
      order,
      (eb) => eb.and([isAmiss, eb('state', 'in', STATE.all(from)), eb('doubt_until', 'is', null)]),
      { state: STATE.of[to], held: HELD.not, ready_at: null, ended_at: now },
    );
  },
  pause: async (tx, order) => (isCampaign(order) ? pauseCampaign(tx, order) : 0),
  resume: async (tx, order, now) => (isCampaign(order) ? resumeCampaign(tx, order, now) : 0),
} satisfies Record<string, (tx: Tx, order: Order, now: number) => Promise<number>>;

async function sendAgain(tx: Tx, order: Order, now: number): Promise<number> {
  const { first, last } = idsOf(order.number);
  const doubtful = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('id', '>=', first)
    .where('id', '<=', last)
    .where(isAmiss)
    .where('state', '=', STATE.of.in_doubt)
    .where('doubt_until', 'is', null)
    .orderBy('id')
    // An answer that comes meanwhile is no reason to give up what it tells of.
    .$if(tx.kind === 'postgres', (query) => query.forUpdate())
    .execute();
  if (doubtful.length === 0) return 0;
  await giveUp(
    tx,
    doubtful.map(({ id }) => id),
  );
  return queueMessages(tx, order, 'repeat', now);
}

/** What is too old waits for a person's word, with all that is queued of its order. */
export const holdStale = (tx: Tx, orderIds: readonly string[], now: number): Promise<void> =>
  hold(tx, new Map(orderIds.map((id) => [id, {}])), 'stale', now);

/** So does what nobody answers for any more who may send. */
export const holdForRight = (tx: Tx, orderId: string, now: number): Promise<void> =>
  hold(tx, new Map([[orderId, {}]]), 'right', now);

/** So does what cannot go as it was agreed, with what the connection offers instead: null, when it has nothing. */
export const holdForTerms = (
  tx: Tx,
  offers: ReadonlyMap<string, Offer | null>,
  now: number,
): Promise<void> => {
  const columns = [...offers].map(([id, offer]): [string, Partial<Order>] => [
    id,
    { offered_alphabet: offer?.alphabet ?? null, offered_parts: offer?.parts ?? null },
  ]);
  return hold(tx, new Map(columns), 'terms', now);
};

async function hold(
  tx: Tx,
  group: ReadonlyMap<string, Partial<Order>>,
  reason: WaitingReason,
  now: number,
): Promise<void> {
  if (group.size === 0) return;
  const orders = await lockOrders(tx, [...group.keys()]);
  const ids = new Set<string>();
  for (const order of orders) {
    if (isUnattended(order)) {
      await moveMessages(tx, order.id, 'cancel', now);
      continue;
    }
    if (isCampaign(order)) {
      if (await holdCampaign(tx, order)) ids.add(order.id);
      continue;
    }
    if ((await holdQueued(tx, order)) > 0) ids.add(order.id);
  }
  if (ids.size === 0) return;
  const holding = orders
    .filter(({ id }) => ids.has(id))
    .map((order) => ({
      id: order.id,
      columns: { ...waitsColumns(waitsFor([...waitsOf(order), reason])), ...group.get(order.id) },
    }));
  for (const alike of Map.groupBy(holding, ({ columns }) => JSON.stringify(columns)).values()) {
    const [first] = alike;
    if (first)
      await setWaiting(
        tx,
        alike.map(({ id }) => id),
        first.columns,
      );
  }
  await touchOrders(tx, [...ids], now);
}

/** All that is queued of an order of a few waits. Returns how many messages that are. */
export function holdQueued(tx: Tx, order: Order): Promise<number> {
  const { from, to } = TRANSITIONS.hold;
  return makeAlike(
    tx,
    order,
    (eb) => eb.and([eb('state', 'in', STATE.all(from)), eb('doubt_until', 'is', null)]),
    { state: STATE.of[to], held: HELD.not, ready_at: null },
  );
}

/** No chat shows it, and no person had it sent, or it is one of many that went on by another channel: nobody could be asked. */
const isUnattended = ({ maker, chat_id, card_id, follows }: Order): boolean =>
  (maker !== 'person' && chat_id === null) || (follows !== null && card_id === null);

async function setWaiting(tx: Tx, orderIds: readonly string[], columns: Partial<Order>): Promise<void> {
  await tx.db.updateTable('orders').set(columns).where('id', 'in', orderIds).execute();
}

/**
 * Shows orders anew, to those who were asked to approve them, too, and those that they try again: what is cancelled there
 * may be tried again there.
 */
export async function touchOrders(tx: Tx, orderIds: readonly string[], now: number): Promise<void> {
  const orders = await tx.db
    .selectFrom('orders')
    .leftJoin('orders as first', 'first.id', 'orders.again_of')
    .leftJoin('approvals', 'approvals.order_number', 'orders.number')
    .select(['orders.card_id', 'first.card_id as first_card_id', 'approvals.cards'])
    .where('orders.id', 'in', orderIds)
    .execute();
  await touchCards(
    tx,
    orders.flatMap(({ card_id, first_card_id, cards }) => [
      card_id,
      first_card_id,
      ...(cards === null ? [] : cardsOf({ cards })),
    ]),
    now,
  );
}
