import type { Reader } from '../../../store/engine/database.ts';
import { type Whole, wholeOf } from '../whole-of.ts';
import { type HandoutBody, handoutCard } from './body.ts';

/** A file that waits for a second person, by the card that holds it. */
export type Handout = Whole<HandoutBody>;

/** The file that a card tells of; null: it is not there any more. */
export const handoutOf = (db: Reader, cardId: string): Promise<Handout | null> =>
  wholeOf(db, handoutCard, cardId);

/** Whether somebody can still say something of it. */
export const isOpen = ({ state, expiresAt }: HandoutBody, now: number): boolean =>
  state.is === 'asked' && now < expiresAt;
