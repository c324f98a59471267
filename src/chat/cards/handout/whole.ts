import { type Card, findCard } from '../../../store/cards.ts';
import type { Reader } from '../../../store/database.ts';
import { readBody } from '../kind.ts';
import { type HandoutBody, handoutCard } from './body.ts';

/** A file that waits for a second person, by the card that holds it. */
export interface Handout {
  readonly card: Card;
  readonly body: HandoutBody;
}

/** The card that this one tells of, or it itself; null: it is not there any more. */
export async function handoutOf(db: Reader, cardId: string): Promise<Handout | null> {
  const card = await findCard(db, cardId);
  const body = card && readBody(handoutCard, card);
  if (!card || !body) return null;
  return body.of === null ? { card, body } : handoutOf(db, body.of);
}

/** Whether somebody can still say something of it. */
export const isOpen = ({ state, expiresAt }: HandoutBody, now: number): boolean =>
  state.is === 'asked' && now < expiresAt;
