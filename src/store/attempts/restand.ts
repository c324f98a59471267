import type { Selectable } from 'kysely';
import { UNSURE_OUTCOMES } from '../../messages/ends.ts';
import { NO_MONEY } from '../../messages/error-codes.ts';
import { neverTaken } from '../../messages/in-doubt.ts';
import { LANES } from '../../messages/lanes.ts';
import { operatorOf } from '../../messages/receipt.ts';
import type { Rules } from '../../messages/rules.ts';
import { priceOfReceipts, standing } from '../../messages/standing.ts';
import { isFinal, type MessageEvent, TRANSITIONS } from '../../messages/status.ts';
import { retryDelayMs } from '../../messages/waits.ts';
import { suspectCampaigns } from '../campaigns/suspects.ts';
import { tallyChange } from '../campaigns/tallies.ts';
import { tellChain } from '../chains/chains.ts';
import { touchCards } from '../chats/cards.ts';
import { chunks } from '../engine/chunks.ts';
import type { Tx } from '../engine/database.ts';
import { type Change, updateEach } from '../engine/update-each.ts';
import { receiptOf } from '../orders/documents.ts';
import { askWhyRejected } from '../receipts/asked-why.ts';
import { receiptsOfAll, type StoredReceipt } from '../receipts/stored-receipts.ts';
import { HOURLY_ORDER } from '../stats/hour-deltas.ts';
import { countChange } from '../stats/hours.ts';
import { CHANNEL, STATE } from '../tables/coded.ts';
import { ITS_ORDER, orderNumberOf } from '../tables/message-id.ts';
import type { MessagesTable } from '../tables/message-schema.ts';
import { noteReadings } from '../watch/readings.ts';
import { tellWatches } from '../watch/tell-watches.ts';
import { giveUp, weigh } from './doubts.ts';
import { endedTries } from './ended-tries.ts';
import { countingOf, lockRows, type Message } from './outbox.ts';
import { attemptsOfAll, type StoredAttempt } from './stored-attempts.ts';
import { turnAt } from './turns.ts';

/**
 * Brings each message to where its attempts and receipts say that it stands. Returns the recipients of attempts that have
 * turned out not to have been taken: what was not known to be of those may be known to be of others now.
 */
export async function restand(tx: Tx, messageIds: readonly number[], now: number): Promise<string[]> {
  if (messageIds.length === 0) return [];
  const cards = new Set<string | null>();
  const freed = new Set<string>();
  for (const ids of chunks(messageIds)) {
    const some = await restandSome(tx, ids, now);
    for (const id of some.cards) cards.add(id);
    for (const recipient of some.freed) freed.add(recipient);
  }
  await touchCards(tx, [...cards], now);
  return [...freed];
}

/** What becomes of some messages: the cards to show, and whose attempts were not taken. */
interface Restood {
  readonly cards: readonly (string | null)[];
  readonly freed: readonly string[];
}

/** Reads what is known of some messages, works out what becomes of them, and writes it. */
async function restandSome(tx: Tx, messageIds: readonly number[], now: number): Promise<Restood> {
  // What it was is counted no more: nobody else may make it another thing meanwhile.
  await lockRows(tx, messageIds);
  const messages = await tx.db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .selectAll('messages')
    .select([
      'orders.id as order_id',
      'orders.card_id',
      'orders.class as order_class',
      'orders.chain',
      'orders.fallback',
    ])
    .select(HOURLY_ORDER)
    .where('messages.id', 'in', messageIds)
    .orderBy('messages.id')
    .execute();
  const attempts = await attemptsOfAll(tx, messageIds);
  const receipts = await receiptsOfAll(tx.db, [...attempts.values()].flat());
  const toldOf = (id: number) =>
    (attempts.get(id) ?? []).flatMap((attempt) => receipts.get(attempt.id) ?? []);
  const moves: Move[] = [];
  const costs = new Map<number, number>();
  const cards: (string | null)[] = [];
  const arrived: Parameters<typeof noteReadings>[1][number][] = [];
  const failed: Parameters<typeof suspectCampaigns>[1][number][] = [];
  const freed: string[] = [];
  const unexplained = new Set<string>();
  const explained: Change<'messages'>[] = [];
  for (const message of messages) {
    const tries = attempts.get(message.id) ?? [];
    const told = toldOf(message.id);
    const ended = endedTries(tries, told, now);
    const { pdus } = message;
    const channel = CHANNEL.name(message.channel);
    const event = standing(ended, pdus);
    if (neverTaken({ channel, pdus, tries: ended }, tx.rules.guard).length > 0) freed.push(message.recipient);
    if (message.state === STATE.of.delivered) arrived.push({ message, told });
    if (message.state === STATE.of.rejected && !message.error && told.some(isUnpaid))
      explained.push({ id: message.id, set: { error: NO_MONEY } });
    if (event) moves.push(moveOf({ id: message.id, channel, pdus }, event, tries, told, tx.rules, now));
    const cost = costOf(told);
    if (cost !== null && cost !== message.cost) costs.set(message.id, cost);
    // A late answer moves the message no more, but what its card says of it may be another thing by now.
    if (told.length > 0 || message.state !== STATE.of.submitting) cards.push(message.card_id);
  }
  await giveUp(
    tx,
    moves.flatMap(({ id, isAnew }) => (isAnew ? id : [])),
  );
  // Receipts of what has left are nothing to the sender.
  if (moves.some(({ set }) => set.ready_at !== null || set.doubt_until !== null)) tx.changed('outbox');
  const was = new Map(messages.map((message) => [message.id, message]));
  for (const [event, alike] of Map.groupBy(moves, (move) => move.event)) {
    const priced = alike.map(({ id, set }) => {
      const cost = costs.get(id);
      return { id, set: cost === undefined ? set : { ...set, cost } };
    });
    const moved = await updateEach(tx, 'messages', priced, {
      column: 'state',
      in: STATE.all(TRANSITIONS[event].from),
    });
    for (const { id, set } of priced) {
      const message = was.get(id);
      if (!message || !moved.has(id)) continue;
      tallyChange(tx, countingOf(message), message, set);
      countChange(tx, message, message, set);
      tellWatches(tx, { ...message, ...set });
      const isUnsure = attempts.get(id)?.some(({ outcome }) => UNSURE_OUTCOMES.includes(outcome)) ?? false;
      if (event === 'rejected' && !set.error) unexplained.add(message.order_id);
      if (event === 'delivered') arrived.push({ message: { ...message, ...set }, told: toldOf(id) });
      tellChain(tx, message, orderNumberOf(id), { ...message, ...set }, isUnsure);
      if (set.ended_at != null)
        failed.push({ id, error: set.error ?? null, command_status: set.command_status ?? null });
      cards.push(message.card_id);
      costs.delete(id);
    }
  }
  // A price comes after the end as well, and so does the reason that SMPP has no code for.
  const later = new Map<number, Change<'messages'>['set']>([...costs].map(([id, cost]) => [id, { cost }]));
  for (const { id, set } of explained) {
    later.set(id, { ...later.get(id), ...set });
    failed.push({ id, error: set.error ?? null, command_status: null });
  }
  await updateEach(
    tx,
    'messages',
    [...later].map(([id, set]) => ({ id, set })),
  );
  for (const [id, set] of later) {
    const message = was.get(id);
    if (!message) continue;
    tallyChange(tx, countingOf(message), message, set);
    countChange(tx, message, message, set);
  }
  await suspectCampaigns(tx, failed, now);
  await noteReadings(tx, arrived);
  if (tx.rules.asksWhy) for (const id of unexplained) await askWhyRejected(tx, id, now);
  return { cards, freed };
}

/** Of several that tell of the same end this one has the reason: no other has a code for it. */
const isUnpaid = ({ state, error }: StoredReceipt): boolean => state === 'rejected' && error === NO_MONEY;

/** Where a message goes, unless it has left the states from which the table of transitions lets it. */
interface Move extends Change<'messages'> {
  readonly event: MessageEvent;
  /** It is sent anew: what has no answer so far does not count any longer. */
  readonly isAnew: boolean;
}

function moveOf(
  message: Pick<Message, 'id' | 'channel' | 'pdus'>,
  standsAt: MessageEvent,
  tries: readonly StoredAttempt[],
  told: readonly StoredReceipt[],
  { guard, overdueAfterMs }: Rules,
  now: number,
): Move {
  const doubt = standsAt === 'doubt' ? weigh(message, tries, guard, now) : null;
  const event = doubt?.event ?? standsAt;
  const { to } = TRANSITIONS[event];
  const end =
    told.find((receipt) => receipt.state === to && isUnpaid(receipt)) ??
    told.find((receipt) => receipt.state === to);
  const refusal =
    tries.findLast(({ outcome }) => outcome === 'refused') ??
    tries.findLast(({ outcome }) => outcome === 'duplicate' || outcome === 'deferred');
  const set: Partial<Selectable<MessagesTable>> = {
    state: STATE.of[to],
    ...turnOf(event, doubt ? doubt.readyAt : event === 'release' ? now + retryDelayMs(tries, guard) : null),
    doubt_until: doubt?.until ?? null,
    command_status: event === 'refuse' || event === 'release' ? (refusal?.command_status ?? null) : null,
    overdue_at: event === 'accept' ? now + overdueAfterMs : null,
    ended_at: isFinal(to) ? now : null,
    ...(event === 'accept' ? { accepted_at: now } : {}),
    ...(end ? { error: end.error, ...foundBy(end) } : {}),
  };
  return { id: message.id, event, set, isAnew: doubt?.event === 'release' };
}

/** What is tried again by itself has a time; what is not leaves the queue. */
const turnOf = (event: MessageEvent, readyAt: number | null) =>
  readyAt === null ? { ready_at: null } : turnAt(event === 'release' ? LANES.retry : LANES.repeat, readyAt);

/** What a look-up found. */
function foundBy(receipt: StoredReceipt): Pick<Move['set'], 'lookup' | 'operator'> {
  const { lookup } = receiptOf(receipt);
  return lookup ? { lookup: JSON.stringify(lookup), operator: operatorOf(lookup) } : { lookup: null };
}

/** The price that stands for each id, added up over the parts, or null. */
function costOf(told: readonly StoredReceipt[]): number | null {
  const byAttempt = Map.groupBy(told, ({ attempt_id }) => attempt_id);
  const prices = [...byAttempt.values()].flatMap((said) => priceOfReceipts(said) ?? []);
  if (prices.length === 0) return null;
  return prices.reduce((sum, price) => sum + price, 0);
}
