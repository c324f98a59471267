import type { Reader, Tx } from '../../../store/engine/database.ts';
import { changeWhole, type Whole, wholeOf } from '../whole-of.ts';
import { type ErasureBody, erasureCard } from './body.ts';

/** An erasing, by the card that holds it. */
export type Erasing = Whole<ErasureBody>;

/** The erasing that a card tells of; null: it is not there any more. */
export const erasingOf = (db: Reader, cardId: string): Promise<Erasing | null> =>
  wholeOf(db, erasureCard, cardId);

/** Puts an erasing into another state, on all of its cards. */
export const enterErasing = (
  tx: Tx,
  erasing: Erasing,
  change: Pick<ErasureBody, 'state'> & Partial<ErasureBody>,
  now: number,
): Promise<void> => changeWhole(tx, erasureCard, erasing, change, now);
