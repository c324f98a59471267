import { z } from 'zod';
import type { Money } from '../../messages/money.ts';
import type { PastSpan } from '../../watch/past.ts';
import type { Reader, Snapshot, Tx } from '../engine/database.ts';
import { keepPast, pastOf } from '../watch/past-spans.ts';
import { askedOf, type Question } from './provider-questions.ts';

/** The account's balance, as the question that it is. */
export const BALANCE: Question = { kind: 'balance', subject: '' };

const answered = z.object({ balance: z.number(), paysForAll: z.boolean().default(false) });

/** What is known of the account's balance. */
export interface KnownBalance {
  /** Null: it was never told. */
  readonly balance: Money | null;
  /** All messages go by this account. */
  readonly paysForAll: boolean;
  /** When it was told (ms). */
  readonly at: number;
  /** When it was asked last (ms). */
  readonly askedAt: number;
  /** Why it was not told since, for `provider-why`; null: it was. */
  readonly why: string | null;
}

/** What was told longer ago (ms) says nothing of now. */
const STANDS_MS = 10 * 60_000;

/** What is left, where that is nothing, by all that is known at `now` (ms), and all messages are paid by it; null: nobody says so. */
export async function emptyBalance(db: Reader, now: number): Promise<Money | null> {
  const known = await knownBalance(db);
  const isEmpty = known?.paysForAll && known.balance !== null && known.balance <= 0;
  return isEmpty && now - known.at < STANDS_MS ? known.balance : null;
}

/** What is told within so long (ms) is kept as one, by the least of it. */
const TOGETHER_MS = 5 * 60_000;

/** Keeps what is left at `now` (ms), until something else is told. */
export async function noteBalance(tx: Tx, left: Money, now: number): Promise<void> {
  const spans = await pastOf(tx.db, 'balance', '');
  const last = spans.at(-1);
  const before = last?.what.of === 'balance' ? last.what.left : null;
  if (before === left) return;
  const earlier = spans.slice(0, -1);
  const isSoon = last !== undefined && now - last.since < TOGETHER_MS;
  const kept = isSoon
    ? [...earlier, { ...last, what: { of: 'balance', left: Math.min(before ?? left, left) } as const }]
    : [...earlier, ...(last ? [{ ...last, until: now }] : []), spanFrom(now, left)];
  await keepPast(tx, 'balance', '', { spans: kept, now });
}

const spanFrom = (since: number, left: Money): PastSpan => ({
  since,
  until: null,
  what: { of: 'balance', left },
});

/** Null: nobody has asked. */
export async function knownBalance(db: Reader | Snapshot): Promise<KnownBalance | null> {
  const asked = await askedOf(db, BALANCE);
  if (!asked) return null;
  const { answer, answered_at, asked_at, why } = asked;
  const told = answer === null ? null : answered.parse(JSON.parse(answer));
  const { balance = null, paysForAll = false } = told ?? {};
  return { balance, paysForAll, at: answered_at ?? 0, askedAt: asked_at ?? 0, why };
}
