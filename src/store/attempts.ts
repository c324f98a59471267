import type { Insertable, Selectable, Updateable } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Receipt } from '../messages/receipt.ts';
import { type AttemptOutcome, standing } from '../messages/standing.ts';
import {
  isFinal,
  type MessageEvent,
  type MessageState,
  RECEIPT_ENDS,
  type ReceiptEnd,
  TRANSITIONS,
} from '../messages/status.ts';
import { OVERDUE_AFTER_MS, retryDelayMs } from '../messages/waits.ts';
import { touchCards } from './cards.ts';
import { lockAccount, type Reader, type Tx } from './database.ts';
import type { AttemptsTable, MessagesTable, ReceiptsTable } from './schema.ts';

export type StoredAttempt = Selectable<AttemptsTable>;

export interface NewAttempt {
  readonly part: number;
  readonly host: string;
  readonly bind: string;
  readonly source: string;
}

/** Claims a message for submitting. Null when it is not queued any more. Returns the attempts' ids, in order. */
export async function claim(
  tx: Tx,
  message: { id: string; card_id: string; account: string },
  attempts: readonly NewAttempt[],
  pdus: number,
  now: number,
): Promise<string[] | null> {
  const { from, to } = TRANSITIONS.claim;
  const claimed = await tx.db
    .updateTable('messages')
    .set({ state: to, ready_at: null, pdus })
    .where('id', '=', message.id)
    .where('state', 'in', [...from])
    .executeTakeFirst();
  if (claimed.numUpdatedRows === 0n) return null;
  const rows: Insertable<AttemptsTable>[] = attempts.map((attempt) => ({
    id: uuid(),
    message_id: message.id,
    account: message.account,
    committed_at: now,
    outcome: 'open',
    open_at: now,
    ...attempt,
    answered_at: null,
    command_status: null,
    provider_id: null,
  }));
  await tx.db.insertInto('attempts').values(rows).execute();
  return rows.map((row) => row.id);
}

/** Refuses a message of which nothing was written, since it cannot be: the settings have changed. */
export async function refuseQueued(
  tx: Tx,
  message: { id: string; card_id: string },
  now: number,
): Promise<void> {
  const { from, to } = TRANSITIONS.refuse;
  await tx.db
    .updateTable('messages')
    .set({ state: to, ready_at: null, ended_at: now })
    .where('id', '=', message.id)
    .where('state', 'in', [...from])
    .execute();
  await touchCards(tx, [message.card_id], now);
}

export interface Settlement {
  readonly attemptId: string;
  readonly outcome: Exclude<AttemptOutcome, 'open'>;
  readonly commandStatus?: number;
  readonly providerId?: string;
}

/**
 * Puts answers on record and moves their messages on, one group in one transaction. An attempt that was settled
 * stays as it is, except that a late answer ends "no answer".
 */
export async function settle(
  tx: Tx,
  account: string,
  group: readonly Settlement[],
  now: number,
): Promise<void> {
  await lockAccount(tx, account);
  for (const { attemptId, outcome, commandStatus, providerId } of group) {
    await tx.db
      .updateTable('attempts')
      .set({
        outcome,
        command_status: commandStatus ?? null,
        provider_id: providerId ?? null,
        answered_at: outcome === 'accepted' || outcome === 'refused' || outcome === 'deferred' ? now : null,
        open_at: null,
      })
      .where('id', '=', attemptId)
      .where('outcome', 'in', outcome === 'no_answer' ? ['open'] : ['open', 'no_answer'])
      .execute();
    if (providerId !== undefined) {
      // Receipts that came before this answer; not those that an id which the provider uses again once had.
      await tx.db
        .updateTable('receipts')
        .set({ attempt_id: attemptId })
        .where('received_at', '>=', (eb) =>
          eb.selectFrom('attempts').select('committed_at').where('id', '=', attemptId),
        )
        .where('account', '=', account)
        .where('provider_id', '=', providerId)
        .where('attempt_id', 'is', null)
        .execute();
    }
  }
  const ids = group.map((settlement) => settlement.attemptId);
  const touched = await tx.db
    .selectFrom('attempts')
    .select('message_id')
    .distinct()
    .where('id', 'in', ids)
    .execute();
  await restand(
    tx,
    touched.map((row) => row.message_id),
    now,
  );
}

/** What the last holder of an account left unanswered is in doubt. Returns how many attempts that were. */
export async function abandonOpenAttempts(tx: Tx, account: string, now: number): Promise<number> {
  await lockAccount(tx, account);
  const open = await tx.db
    .selectFrom('attempts')
    .select('id')
    .where('account', '=', account)
    .where('open_at', 'is not', null)
    .execute();
  if (open.length > 0) {
    await settle(
      tx,
      account,
      open.map(({ id }) => ({ attemptId: id, outcome: 'no_answer' })),
      now,
    );
  }
  return open.length;
}

/** Parts of a message that the provider has taken already. */
export async function acceptedParts(
  db: Reader,
  messageIds: readonly string[],
): Promise<Map<string, Set<number>>> {
  const rows = await db
    .selectFrom('attempts')
    .select(['message_id', 'part'])
    .where('message_id', 'in', messageIds)
    .where('outcome', '=', 'accepted')
    .execute();
  const parts = new Map<string, Set<number>>();
  for (const row of rows) parts.set(row.message_id, (parts.get(row.message_id) ?? new Set()).add(row.part));
  return parts;
}

/** All attempts of a message, oldest first. */
export function attemptsOf(db: Reader, messageId: string): Promise<StoredAttempt[]> {
  return db.selectFrom('attempts').selectAll().where('message_id', '=', messageId).orderBy('id').execute();
}

/** Where a message stands. */
export async function stateOf(db: Reader, messageId: string): Promise<MessageState> {
  const row = await db
    .selectFrom('messages')
    .select('state')
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow();
  return row.state;
}

type StoredReceipt = Selectable<ReceiptsTable>;

const isEnd = (state: string | null): state is ReceiptEnd =>
  (RECEIPT_ENDS as readonly string[]).includes(state ?? '');

/** Brings each message to where its attempts and receipts say that it stands. */
export async function restand(tx: Tx, messageIds: readonly string[], now: number): Promise<void> {
  if (messageIds.length === 0) return;
  const messages = await tx.db.selectFrom('messages').selectAll().where('id', 'in', messageIds).execute();
  const attempts = Map.groupBy(
    await tx.db
      .selectFrom('attempts')
      .selectAll()
      .where('message_id', 'in', messageIds)
      .orderBy('id')
      .execute(),
    (attempt) => attempt.message_id,
  );
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
    const event = standing(
      tries.map((attempt) => ({
        part: attempt.part,
        outcome: attempt.outcome,
        end: (receipts.get(attempt.id) ?? []).map((receipt) => receipt.state).find(isEnd) ?? null,
      })),
      message.pdus,
    );
    const moved = event && (await move(tx, message, event, tries, told, now));
    if (moved || told.length > 0) cards.add(message.card_id);
  }
  await touchCards(tx, [...cards], now);
  tx.changed('outbox');
}

async function move(
  tx: Tx,
  message: Selectable<MessagesTable>,
  event: MessageEvent,
  tries: readonly StoredAttempt[],
  told: readonly StoredReceipt[],
  now: number,
): Promise<boolean> {
  const { from, to } = TRANSITIONS[event];
  const ended = isFinal(to);
  const end = told.find((receipt) => receipt.state === to);
  const refusal = tries.findLast(
    (attempt) => attempt.outcome === 'refused' || attempt.outcome === 'deferred',
  );
  const set: Updateable<MessagesTable> = {
    state: to,
    ready_at: event === 'release' ? now + retryDelayMs(tries) : null,
    command_status: event === 'refuse' || event === 'release' ? (refusal?.command_status ?? null) : null,
    overdue_at: event === 'accept' ? now + OVERDUE_AFTER_MS : null,
    ended_at: ended ? now : null,
    ...(event === 'accept' ? { accepted_at: now } : {}),
    ...(end ? { error: end.error, lookup: lookupOf(end) } : {}),
    ...(told.some((receipt) => receipt.cost !== null) ? { cost: costOf(told) } : {}),
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

/** The last price named for each id, added up over the parts. */
function costOf(told: readonly StoredReceipt[]): number {
  const prices = new Map<string | null, number>();
  for (const receipt of told) if (receipt.cost !== null) prices.set(receipt.attempt_id, receipt.cost);
  return [...prices.values()].reduce((sum, price) => sum + price, 0);
}
