import type { Selectable, Updateable } from 'kysely';
import type { Receipt } from '../messages/receipt.ts';
import { standing } from '../messages/standing.ts';
import {
  isFinal,
  type MessageEvent,
  RECEIPT_ENDS,
  type ReceiptEnd,
  TRANSITIONS,
} from '../messages/status.ts';
import { OVERDUE_AFTER_MS, retryDelayMs } from '../messages/waits.ts';
import type { StoredAttempt } from './attempts.ts';
import { touchCards } from './cards.ts';
import type { Reader, Tx } from './database.ts';
import { weigh } from './doubts.ts';
import type { MessagesTable, ReceiptsTable } from './schema.ts';

/** All attempts of these messages, by message, oldest first. */
export async function attemptsOfAll(
  db: Reader,
  messageIds: readonly string[],
): Promise<Map<string, StoredAttempt[]>> {
  if (messageIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('attempts')
    .selectAll()
    .where('message_id', 'in', messageIds)
    .orderBy('id')
    .execute();
  return Map.groupBy(rows, ({ message_id }) => message_id);
}

type StoredReceipt = Selectable<ReceiptsTable>;

const isEnd = (state: string | null): state is ReceiptEnd =>
  (RECEIPT_ENDS as readonly string[]).includes(state ?? '');

/** Brings each message to where its attempts and receipts say that it stands. */
export async function restand(tx: Tx, messageIds: readonly string[], now: number): Promise<void> {
  if (messageIds.length === 0) return;
  const messages = await tx.db.selectFrom('messages').selectAll().where('id', 'in', messageIds).execute();
  const attempts = await attemptsOfAll(tx.db, messageIds);
  const receipts = Map.groupBy(
    await tx.db
      .selectFrom('receipts')
      .innerJoin('attempts', 'attempts.id', 'receipts.attempt_id')
      .selectAll('receipts')
      .where('attempts.message_id', 'in', messageIds)
      .orderBy('receipts.id')
      .execute(),
    (receipt) => receipt.attempt_id,
  );
  const cards = new Set<string>();
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
    const moved = event && (await move(tx, message, event, tries, told, now));
    await putCost(tx, message, told);
    if (moved || told.length > 0) cards.add(message.card_id);
  }
  await touchCards(tx, [...cards], now);
  tx.changed('outbox');
}

/** The first final state reported for each of the provider's ids. */
function endsOf(
  tries: readonly StoredAttempt[],
  told: readonly StoredReceipt[],
): Map<string | null, { state: ReceiptEnd; error: number | null }> {
  const ids = new Map(tries.map(({ id, provider_id }) => [id, provider_id]));
  const ends = new Map<string | null, { state: ReceiptEnd; error: number | null }>();
  for (const { attempt_id, state, error } of told) {
    const id = ids.get(attempt_id ?? '') ?? null;
    if (id !== null && !ends.has(id) && isEnd(state)) ends.set(id, { state, error });
  }
  return ends;
}

async function move(
  tx: Tx,
  message: Selectable<MessagesTable>,
  standsAt: MessageEvent,
  tries: readonly StoredAttempt[],
  told: readonly StoredReceipt[],
  now: number,
): Promise<boolean> {
  const doubt = standsAt === 'doubt' ? await weigh(tx, message, tries, now) : null;
  const event = doubt?.event ?? standsAt;
  const { from, to } = TRANSITIONS[event];
  const ended = isFinal(to);
  const end = told.find((receipt) => receipt.state === to);
  const refusal = tries.findLast(
    ({ outcome }) => outcome === 'refused' || outcome === 'duplicate' || outcome === 'deferred',
  );
  const set: Updateable<MessagesTable> = {
    state: to,
    ready_at: doubt ? doubt.readyAt : event === 'release' ? now + retryDelayMs(tries) : null,
    doubt_until: doubt?.until ?? null,
    command_status: event === 'refuse' || event === 'release' ? (refusal?.command_status ?? null) : null,
    overdue_at: event === 'accept' ? now + OVERDUE_AFTER_MS : null,
    ended_at: ended ? now : null,
    ...(event === 'accept' ? { accepted_at: now } : {}),
    ...(end ? { error: end.error, lookup: lookupOf(end) } : {}),
  };
  const updated = await tx.db
    .updateTable('messages')
    .set(set)
    .where('id', '=', message.id)
    .where('state', 'in', [...from])
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

function lookupOf(receipt: StoredReceipt): string | null {
  const { lookup } = JSON.parse(receipt.parsed) as Receipt;
  return lookup ? JSON.stringify(lookup) : null;
}

/** The last price named for each id, added up over the parts; one may come after the end. */
async function putCost(
  tx: Tx,
  message: Selectable<MessagesTable>,
  told: readonly StoredReceipt[],
): Promise<void> {
  const prices = new Map<string | null, number>();
  for (const receipt of told) if (receipt.cost !== null) prices.set(receipt.attempt_id, receipt.cost);
  if (prices.size === 0) return;
  const cost = [...prices.values()].reduce((sum, price) => sum + price, 0);
  if (cost === message.cost) return;
  await tx.db.updateTable('messages').set({ cost }).where('id', '=', message.id).execute();
}
