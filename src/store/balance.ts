import { z } from 'zod';
import type { Money } from '../messages/money.ts';
import type { Reader, Snapshot } from './database.ts';
import { askedOf, type Question } from './provider-questions.ts';

/** The account's balance, as the question that it is. */
export const BALANCE: Question = { kind: 'balance', subject: '' };

const answered = z.object({ balance: z.number() });

/** What is known of the account's balance. */
export interface KnownBalance {
  /** Null: it was never told. */
  readonly balance: Money | null;
  /** When it was told (ms). */
  readonly at: number;
  /** When it was asked last (ms). */
  readonly askedAt: number;
  /** Why it was not told since, for `provider-why`; null: it was. */
  readonly why: string | null;
}

/** Null: nobody has asked. */
export async function knownBalance(db: Reader | Snapshot): Promise<KnownBalance | null> {
  const asked = await askedOf(db, BALANCE);
  if (!asked) return null;
  const { answer, answered_at, asked_at, why } = asked;
  const balance = answer === null ? null : answered.parse(JSON.parse(answer)).balance;
  return { balance, at: answered_at ?? 0, askedAt: asked_at ?? 0, why };
}
