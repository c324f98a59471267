import { type Card, findCard, touchCards } from '../../../store/cards.ts';
import type { Reader, Tx } from '../../../store/database.ts';
import { readBody, rewriteBody } from '../kind.ts';
import { type ErasureBody, erasureCard } from './body.ts';

/** An erasing, by the card that holds it. */
export interface Erasing {
  readonly card: Card;
  readonly body: ErasureBody;
}

/** The card that another one tells of, or it itself; null: it is not there any more. */
export async function erasingOf(db: Reader, card: Card, body: ErasureBody): Promise<Erasing | null> {
  return body.of === null ? { card, body } : findErasing(db, body.of);
}

export async function findErasing(db: Reader, cardId: string): Promise<Erasing | null> {
  const card = await findCard(db, cardId);
  const body = card && readBody(erasureCard, card);
  return card && body ? { card, body } : null;
}

/** Puts an erasing into another state, on all of its cards. */
export async function enterErasing(
  tx: Tx,
  { card, body }: Erasing,
  change: Pick<ErasureBody, 'state'> & Partial<ErasureBody>,
  now: number,
): Promise<void> {
  await rewriteBody(tx, erasureCard, card, { ...body, ...change }, now);
  await touchCards(tx, body.told, now);
}
