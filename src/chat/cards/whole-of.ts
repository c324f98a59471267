import { type Card, findCard, touchCards } from '../../store/chats/cards.ts';
import type { Reader, Tx } from '../../store/engine/database.ts';
import { type CardKind, readBody, rewriteBody } from './kind.ts';

/** What cards keep of which several tell: one of them holds it. */
interface Shared {
  /** Of the cards that tell others of it: the card that they tell of; null: this one. */
  readonly of: string | null;
  /** The cards that do. */
  readonly told: readonly string[];
}

/** What several cards tell of, by the card that holds it. */
export interface Whole<Body extends Shared> {
  readonly card: Card;
  readonly body: Body;
}

/** The card that this one tells of, or it itself; null: it is not there any more. */
export async function wholeOf<Body extends Shared>(
  db: Reader,
  kind: CardKind<Body>,
  cardId: string,
): Promise<Whole<Body> | null> {
  const card = await findCard(db, cardId);
  const body = card && readBody(kind, card);
  if (!card || !body) return null;
  return body.of === null ? { card, body } : wholeOf(db, kind, body.of);
}

/** Changes it, on all of its cards. */
export async function changeWhole<Body extends Shared>(
  tx: Tx,
  kind: CardKind<Body>,
  { card, body }: Whole<Body>,
  change: Partial<Body>,
  now: number,
): Promise<void> {
  await rewriteBody(tx, kind, card, { ...body, ...change }, now);
  await touchCards(tx, body.told, now);
}
