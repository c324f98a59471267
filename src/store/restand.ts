import type { Selectable } from 'kysely';
import type { Rules } from '../messages/rules.ts';
import { endOfReceipts, priceOfReceipts, standing } from '../messages/standing.ts';
import { isFinal, type MessageEvent, type ReceiptEnd, TRANSITIONS } from '../messages/status.ts';
import { retryDelayMs } from '../messages/waits.ts';
import { touchCards } from './cards.ts';
import type { Reader, Tx } from './database.ts';
import { receiptOf } from './documents.ts';
import { giveUp, weigh } from './doubts.ts';
import type { MessagesTable, ReceiptsTable, StoredAttempt } from './schema.ts';
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

/** Brings each message to where its attempts and receipts say that it stands. */
export async function restand(tx: Tx, messageIds: readonly string[], now: number): Promise<void> {
  if (messageIds.length === 0) return;
  const cards = new Set<string | null>();
  for (const ids of chunks(messageIds)) for (const id of await restandSome(tx, ids, now)) cards.add(id);
  await touchCards(tx, [...cards], now);
  tx.changed('outbox');
}

/** Reads what is known of some messages, works out what becomes of them, and writes it. Returns the cards to show. */
async function restandSome(tx: Tx, messageIds: readonly string[], now: number): Promise<(string | null)[]> {
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
  for (const message of messages) {
    const tries = attempts.get(message.id) ?? [];
    const told = tries.flatMap((attempt) => receipts.get(attempt.id) ?? []);
    const ends = endsOf(tries, told);
    const event = standing(
      tries.map(({ part, outcome, provider_id }) => ({
        part,
        outcome,
        end: ends.get(provider_id)?.state ?? null,
        error: ends.get(provider_id)?.error ?? null,
      })),
      message.pdus,
    );
    if (event) moves.push(moveOf(message, event, tries, told, tx.rules, now));
    const cost = costOf(told);
    if (cost !== null && cost !== message.cost) costs.set(message.id, cost);
    if (told.length > 0) cards.push(message.card_id);
  }
  await giveUp(
    tx,
    moves.flatMap(({ id, isAnew }) => (isAnew ? id : [])),
  );
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
  return cards;
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
  const refusal = tries.findLast(
    ({ outcome }) => outcome === 'refused' || outcome === 'duplicate' || outcome === 'deferred',
  );
  const set: Partial<Selectable<MessagesTable>> = {
    state: to,
    ready_at: doubt ? doubt.readyAt : event === 'release' ? now + retryDelayMs(tries, guard) : null,
    doubt_until: doubt?.until ?? null,
    command_status: event === 'refuse' || event === 'release' ? (refusal?.command_status ?? null) : null,
    overdue_at: event === 'accept' ? now + overdueAfterMs : null,
    ended_at: isFinal(to) ? now : null,
    ...(event === 'accept' ? { accepted_at: now } : {}),
    ...(end ? { error: end.error, lookup: lookupOf(end) } : {}),
  };
  return { id: message.id, event, set, isAnew: doubt?.event === 'release' };
}

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
