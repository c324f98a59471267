import { type Insertable, type NotNull, sql } from 'kysely';
import type { Receipt } from '../../messages/receipt.ts';
import { type IdHabit, UNKNOWN_HABIT, type WrittenId } from '../../messages/receipt-id.ts';
import { chunks } from '../engine/chunks.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { lockAccount } from '../engine/locks.ts';
import { endOrdinary } from '../hot/receipts.ts';
import { endOrdinaryTogether } from '../hot/receipts-together.ts';
import { callOf, receiptOf } from '../orders/documents.ts';
import { RECEIPT_STATE, VIA } from '../tables/coded.ts';
import type { ReceiptsTable } from '../tables/message-schema.ts';
import { attemptsNamed, type Found, hasId } from './named-attempts.ts';
import { type Joined, type NewReceipt, quotesOf } from './new-receipts.ts';
import { joinAllByIds, joinOrphansOf, moveOn } from './orphans.ts';
import { joinOrphans } from './orphans-in-doubt.ts';
import { keepOrphans } from './stored-orphans.ts';

/** What became of receipts. */
export interface KeptReceipts {
  readonly joined: readonly Joined[];
  /** How many name no message. */
  readonly unmatched: number;
  /** How ids would have to be written for one of those to name a message, if a setting did not say another way. */
  readonly wouldMatch: WrittenId | null;
}

/**
 * Keeps receipts, whatever they say and however often they come, and moves the messages on that they speak of. One
 * for an id that nobody knows yet waits for the submit's answer, or settles a message in doubt, if it can be of no
 * other.
 */
export async function storeReceipts(
  tx: Tx,
  account: string,
  group: readonly NewReceipt[],
  now: number,
  habit: IdHabit = UNKNOWN_HABIT,
): Promise<KeptReceipts> {
  const { prepare, ask } = tx;
  const { written } = habit;
  if (written === null) return storeAll(tx, account, group, now, habit);
  const ended = prepare
    ? await endOrdinary(tx, prepare, account, group, now, written)
    : ask
      ? await endOrdinaryTogether(tx, ask, account, group, now, written)
      : [];
  const others = group.filter((_, index) => !ended[index]);
  const kept = await storeAll(tx, account, others, now, habit);
  const joined = new Map(kept.joined.map((one) => [one.receipt, one]));
  return {
    ...kept,
    joined: group.flatMap(({ receipt }, index) => ended[index] ?? joined.get(receipt) ?? []),
  };
}

/** The rule that knows all. */
async function storeAll(
  tx: Tx,
  account: string,
  group: readonly NewReceipt[],
  now: number,
  habit: IdHabit,
): Promise<KeptReceipts> {
  if (group.length === 0) return { joined: [], unmatched: 0, wouldMatch: null };
  await lockAccount(tx, account);
  const { attempts, wouldMatch } = await whose(tx, account, group, habit);
  const rows = group.map((one, index) => {
    const attempt = attempts[index] ?? null;
    const { receipt, via } = one;
    return {
      account,
      provider_id: receipt.id,
      attempt_id: attempt?.id ?? null,
      via: VIA.of[via],
      received_at: now,
      state: receipt.state === null ? null : RECEIPT_STATE.of[receipt.state],
      error: receipt.error,
      cost: receipt.cost,
      ...quotesOf(one, attempt !== null, tx.rules, now),
    };
  });
  const ids = await writeRows(tx, rows);
  const orphans = rows.flatMap(({ provider_id, attempt_id }, index) =>
    provider_id !== null && attempt_id === null
      ? { receiptId: ids[index] ?? 0, parties: group[index]?.parties ?? [] }
      : [],
  );
  await keepOrphans(tx, account, orphans, now);
  const parties = new Set(orphans.flatMap((orphan) => orphan.parties));
  const found = attempts.filter((attempt) => attempt !== null);
  const messages = new Set(found.map(({ message_id }) => message_id));
  const settled = await joinOrphans(tx, account, [...parties], now, habit);
  const told = [...new Set([...messages, ...settled])];
  // While it is not known how ids are written, these may tell whose others to their numbers are, which came before.
  const more =
    habit.written === null && told.length > 0 ? await joinOrphansOf(tx, account, told, now, habit) : [];
  await moveOn(tx, account, [...new Set([...told, ...more])], now, habit);
  return {
    joined: group.flatMap(({ receipt }, index) => {
      const attempt = attempts[index];
      return attempt ? { receipt, ways: attempt.ways, committedAt: attempt.committed_at } : [];
    }),
    unmatched: Math.max(0, group.length - found.length - settled.length),
    wouldMatch,
  };
}

/** Returns the receipts' ids, in order. */
async function writeRows({ db }: Tx, rows: readonly Insertable<ReceiptsTable>[]): Promise<number[]> {
  const ids: number[] = [];
  for (const some of chunks(rows)) {
    const written = await db.insertInto('receipts').values(some).returning('id').execute();
    // They are numbered as they stand; in which order they are returned, nobody promises.
    for (const { id } of written.toSorted((one, other) => one.id - other.id)) ids.push(id);
  }
  return ids;
}

/**
 * Whose receipts are, by their ids. Where the provider is known to write them in one way and none is found so, another way
 * is tried; but where a setting says which, it is only told.
 */
async function whose(
  { db }: Tx,
  account: string,
  group: readonly NewReceipt[],
  { written, isSet }: IdHabit,
): Promise<{ attempts: (Found | null)[]; wouldMatch: WrittenId | null }> {
  const sought = group.map(({ receipt, parties = [] }) => ({ named: receipt, parties }));
  const attempts = await attemptsNamed(db, account, sought, written);
  const missing = [...attempts.keys()].filter(
    (index) =>
      attempts[index] === null &&
      group[index]?.receipt.id !== null &&
      group[index]?.parties?.some((party) => party !== ''),
  );
  if (written === null || missing.length === 0) return { attempts, wouldMatch: null };
  const others = await attemptsNamed(
    db,
    account,
    missing.flatMap((index) => sought[index] ?? []),
    null,
  );
  if (isSet) {
    const telling = others.find((other) => other?.ways.length === 1);
    return { attempts, wouldMatch: telling?.ways[0] ?? null };
  }
  for (const [at, index] of missing.entries()) attempts[index] = others[at] ?? null;
  return { attempts, wouldMatch: null };
}

/** Reads once more whose receipts are that name no message: it has become known how the provider writes ids. */
export async function readOrphansAnew(tx: Tx, account: string, now: number, habit: IdHabit): Promise<void> {
  await lockAccount(tx, account);
  await moveOn(tx, account, await joinAllByIds(tx, account, habit), now, habit);
}

/** Whether the provider has said this very thing of that id before, by whichever way. */
export async function isKnownStatus(
  db: Reader,
  account: string,
  { id, state, error, reading }: Pick<Receipt, 'id' | 'state' | 'error' | 'reading'>,
): Promise<boolean> {
  if (id === null) return false;
  const known = await db
    .selectFrom('attempts')
    .innerJoin('ways', 'ways.id', 'attempts.way')
    .innerJoin('receipts', 'receipts.attempt_id', 'attempts.id')
    .select(['receipts.state', 'receipts.error', 'receipts.parsed'])
    .where(hasId([id]))
    .where('attempts.provider_id', '=', id)
    .where('ways.account', '=', account)
    .execute();
  const unmatched = await db
    .selectFrom('receipts')
    .select(['state', 'error', 'parsed'])
    .where('provider_id', '=', id)
    .where('account', '=', account)
    .where('attempt_id', 'is', null)
    .execute();
  const meant = state === null ? null : RECEIPT_STATE.of[state];
  return [...known, ...unmatched].some(
    (one) => one.state === meant && (one.error ?? 0) === (error ?? 0) && receiptOf(one).reading === reading,
  );
}

/** A status by HTTP that says the same of the same id within this time (ms) is the call that came before. */
const REPEATED_MS = 24 * 3600 * 1000;

/**
 * Whether this call of the HTTP callback was kept already. Its signature covers the id, the phone and the status: one
 * that says the same of them tells nothing that the provider vouches for, whatever else it says, such as another price.
 */
export async function isRepeatedCall(
  tx: Tx,
  account: string,
  { receipt: { id }, raw }: Pick<NewReceipt, 'receipt' | 'raw'>,
  now: number,
): Promise<boolean> {
  // Two that come side by side must see each other.
  await lockAccount(tx, account);
  const said = await tx.db
    .selectFrom('receipts')
    .select('raw')
    .where('provider_id', '=', id)
    .where('account', '=', account)
    // To the letter: it is the condition of the index.
    .where('via', '=', sql.lit(VIA.of.http))
    .where('received_at', '>', now - REPEATED_MS)
    // Of a code nothing is left to compare.
    .where('raw', 'is not', null)
    .$narrowType<{ raw: NotNull }>()
    .execute();
  const call = callOf({ raw });
  return said.map(callOf).some(({ phone, status }) => phone === call.phone && status === call.status);
}
