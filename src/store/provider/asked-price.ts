import { z } from 'zod';
import type { Money } from '../../messages/money.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { askedOf, type Question } from './provider-questions.ts';

/** So many numbers are priced by one question: of more, the last prices say enough. */
export const MOST_PRICED = 100;

/** What the messages of an order cost, as a question. */
export const priceOf = (orderId: string): Question => ({ kind: 'price', subject: orderId });

const answered = z.object({ cost: z.number() });

/** What is known of the exact price of an order. */
export interface KnownPrice {
  /** All its messages together; null: it was not told. */
  readonly cost: Money | null;
  /** Why not, for `provider-why`; null: it was, or is being asked. */
  readonly why: string | null;
  readonly isAsked: boolean;
  /** When something came of it last (ms). */
  readonly askedAt: number;
}

/** Null: nobody has asked. */
export async function knownPrice(db: Reader, orderId: string): Promise<KnownPrice | null> {
  const asked = await askedOf(db, priceOf(orderId));
  if (!asked) return null;
  const { answer, why, due_at, asked_at } = asked;
  const cost = answer === null ? null : answered.parse(JSON.parse(answer)).cost;
  return { cost, why, isAsked: due_at !== null, askedAt: asked_at ?? 0 };
}

/** What an order costs is not known any more: its text is another. */
export async function forgetPrice(tx: Tx, orderId: string): Promise<void> {
  const { kind, subject } = priceOf(orderId);
  for (const table of ['provider_question_cards', 'provider_questions'] as const) {
    await tx.db.deleteFrom(table).where('kind', '=', kind).where('subject', '=', subject).execute();
  }
}
