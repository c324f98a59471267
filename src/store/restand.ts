import type { Selectable } from 'kysely';
import { neverArrived } from '../messages/in-doubt.ts';
import { LANES } from '../messages/lanes.ts';
import type { Rules } from '../messages/rules.ts';
import { endOfReceipts, priceOfReceipts, standing } from '../messages/standing.ts';
import { isFinal, type MessageEvent, type ReceiptEnd, TRANSITIONS } from '../messages/status.ts';
import { retryDelayMs } from '../messages/waits.ts';
import { touchCards } from './cards.ts';
import type { Reader, Tx } from './database.ts';
import { receiptOf } from './documents.ts';
import { giveUp, weigh } from './doubts.ts';
import type { MessagesTable, ReceiptsTable, StoredAttempt } from './schema.ts';
import { turnAt } from './turns.ts';
import { type Change, chunks, findEach, updateEach } from './update-each.ts';

/** All attempts of these messages, by message, oldest first. */
export async function attemptsOfAll(
  db: Reader,
  messageIds: readonly string[],
): Promise<Map<string, StoredAttempt[]>> {
  const rows = await findEach(messageIds, (ids) =>
    db.selectFrom('attempts').selectAll().where('message_id', 'in', ids).orderBy('id').execute(),
  );
  return Map.groupBy(rows, ({ message_id }) => message_id);
}

type StoredReceipt = Selectable<ReceiptsTable>;

/** All receipts of these attempts, by attempt, oldest first. */
async function receiptsOfAll(
  db: Reader,
  attempts: readonly StoredAttempt[],
): Promise<Map<string | null, StoredReceipt[]>> {
  const rows = await findEach(
    attempts.map(({ id }) => id),
    (ids) => db.selectFrom('receipts').selectAll().where('attempt_id', 'in', ids).orderBy('id').execute(),
  );
  return Map.groupBy(rows, ({ attempt_id }) => attempt_id);
}

/**
 * Brings each message to where its attempts and receipts say that it stands. Returns the recipients of attempts that have
 * turned out never to have arrived: what was not known to be of those may be known to be of others now.
 */
export async function restand(tx: Tx, messageIds: readonly string[], now: number): Promise<string[]> {
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

/** What becomes of some messages: the cards to show, and whose attempts never arrived. */
interface Restood {
  readonly cards: readonly (string | null)[];
  readonly freed: readonly string[];
}

/** Reads what is known of some messages, works out what becomes of them, and writes it. */
async function restandSome(tx: Tx, messageIds: readonly string[], now: number): Promise<Restood> {
  const messages = await tx.db
    .selectFrom('messages')
    .innerJoin('orders', 'orders.id', 'messages.order_id')
    .selectAll('messages')
    .select('orders.card_id')
    .where('messages.id', 'in', messageIds)
    .execute();
  const attempts = await attemptsOfAll(tx.db, messageIds);
  const receipts = await receiptsOfAll(tx.db, [...attempts.values()].flat());
  const moves: Move[] = [];
  const costs = new Map<string, number>();
  const cards: (string | null)[] = [];
  const absent: string[] = [];
  const freed: string[] = [];
  for (const message of messages) {
    const tries = attempts.get(message.id) ?? [];
    const told = tries.flatMap((attempt) => receipts.get(attempt.id) ?? []);
    const ends = endsOf(tries, told);
    const ended = tries.map(({ id, part, outcome, host, committed_at, provider_id, unanswered_to }) => ({
      id,
      part,
      outcome,
      host,
      ageMs: now - committed_at,
      end: ends.get(provider_id)?.state ?? null,
      error: ends.get(provider_id)?.error ?? null,
      isSought: unanswered_to !== null,
    }));
    const event = standing(ended, message.pdus);
    const never = neverArrived({ ...message, tries: ended }, tx.rules.guard).filter(
      ({ isSought }) => isSought,
    );
    if (never.length > 0) freed.push(message.recipient);
    absent.push(...never.map(({ id }) => id));
    if (event) moves.push(moveOf(message, event, tries, told, tx.rules, now));
    const cost = costOf(told);
    if (cost !== null && cost !== message.cost) costs.set(message.id, cost);
    // A late answer moves the message no more, but what its card says of it may be another thing by now.
    if (told.length > 0 || message.state !== 'submitting') cards.push(message.card_id);
  }
  await giveUp(
    tx,
    moves.flatMap(({ id, isAnew }) => (isAnew ? id : [])),
  );
  // Receipts of what has left are nothing to the sender.
  if (moves.some(({ set }) => set.ready_at !== null || set.doubt_until !== null)) tx.changed('outbox');
  const cardOf = new Map(messages.map(({ id, card_id }) => [id, card_id]));
  for (const [event, alike] of Map.groupBy(moves, (move) => move.event)) {
    const priced = alike.map(({ id, set }) => {
      const cost = costs.get(id);
      return { id, set: cost === undefined ? set : { ...set, cost } };
    });
    const moved = await updateEach(tx, 'messages', priced, { column: 'state', in: TRANSITIONS[event].from });
    for (const id of moved) {
      cards.push(cardOf.get(id) ?? null);
      costs.delete(id);
    }
  }
  // A price comes after the end as well.
  await updateEach(
    tx,
    'messages',
    [...costs].map(([id, cost]) => ({ id, set: { cost } })),
  );
  await updateEach(
    tx,
    'attempts',
    absent.map((id) => ({ id, set: { unanswered_to: null } })),
  );
  return { cards, freed };
}

/** The final state reported for each of the provider's ids. */
function endsOf(
  tries: readonly StoredAttempt[],
  told: readonly StoredReceipt[],
): Map<string | null, { state: ReceiptEnd; error: number | null }> {
  const ids = new Map(tries.map(({ id, provider_id }) => [id, provider_id]));
  const ends = new Map<string | null, { state: ReceiptEnd; error: number | null }>();
  for (const [id, said] of Map.groupBy(told, ({ attempt_id }) => ids.get(attempt_id ?? '') ?? null)) {
    const end = id === null ? null : endOfReceipts(said);
    if (end) ends.set(id, end);
  }
  return ends;
}

/** Where a message goes, unless it has left the states from which the table of transitions lets it. */
interface Move extends Change<'messages'> {
  readonly event: MessageEvent;
  /** It is sent anew: what has no answer so far does not count any longer. */
  readonly isAnew: boolean;
}

function moveOf(
  message: Selectable<MessagesTable>,
  standsAt: MessageEvent,
  tries: readonly StoredAttempt[],
  told: readonly StoredReceipt[],
  { guard, overdueAfterMs }: Rules,
  now: number,
): Move {
  const doubt = standsAt === 'doubt' ? weigh(message, tries, guard, now) : null;
  const event = doubt?.event ?? standsAt;
  const { to } = TRANSITIONS[event];
  const end = told.find((receipt) => receipt.state === to);
  const refusal =
    tries.findLast(({ outcome }) => outcome === 'refused') ??
    tries.findLast(({ outcome }) => outcome === 'duplicate' || outcome === 'deferred');
  const set: Partial<Selectable<MessagesTable>> = {
    state: to,
    ...turnOf(event, doubt ? doubt.readyAt : event === 'release' ? now + retryDelayMs(tries, guard) : null),
    doubt_until: doubt?.until ?? null,
    command_status: event === 'refuse' || event === 'release' ? (refusal?.command_status ?? null) : null,
    overdue_at: event === 'accept' ? now + overdueAfterMs : null,
    ended_at: isFinal(to) ? now : null,
    ...(event === 'accept' ? { accepted_at: now } : {}),
    ...(end ? { error: end.error, lookup: lookupOf(end) } : {}),
  };
  return { id: message.id, event, set, isAnew: doubt?.event === 'release' };
}

/** What is tried again by itself has a time; what is not leaves the queue. */
const turnOf = (event: MessageEvent, readyAt: number | null) =>
  readyAt === null ? { ready_at: null } : turnAt(event === 'release' ? LANES.retry : LANES.repeat, readyAt);

function lookupOf(receipt: StoredReceipt): string | null {
  const { lookup } = receiptOf(receipt);
  return lookup ? JSON.stringify(lookup) : null;
}

/** The price that stands for each id, added up over the parts, or null. */
function costOf(told: readonly StoredReceipt[]): number | null {
  const byAttempt = Map.groupBy(told, ({ attempt_id }) => attempt_id);
  const prices = [...byAttempt.values()].flatMap((said) => priceOfReceipts(said) ?? []);
  if (prices.length === 0) return null;
  return prices.reduce((sum, price) => sum + price, 0);
}
