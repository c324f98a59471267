import { type Card, newestCards } from '../store/chats/cards.ts';
import { decline } from './answer.ts';
import { approvalCard } from './cards/approval/body.ts';
import { erasureCard } from './cards/erasure/body.ts';
import { viewOf } from './cards/index.ts';
import type { Context } from './context.ts';

/** Requests that only a press decides, and the words that say so. */
const HOW: ReadonlyMap<string, string> = new Map([
  [approvalCard.name, 'approval-how'],
  [erasureCard.name, 'erasure-how'],
]);

/** Words below a request do not decide it: what does is said. Returns whether they stand below one. */
export async function sayWhatDecides(context: Context, card: Card): Promise<boolean> {
  const how = HOW.get(card.kind);
  if (how !== undefined) await decline(context, how);
  return how !== undefined;
}

/** Words are typed under a request so far up (cards), for so long (ms). */
const LOOKED_AT = 5;
const OPEN_MS = 10 * 60_000;

/** The same of words in private that are nothing to the bot, below a request that nobody has decided. */
export async function sayWhatDecidesAbove(context: Context): Promise<boolean> {
  const { tx, settings, place, writtenAt, now } = context;
  if (!place.isPrivate) return false;
  for (const card of await newestCards(tx.db, place, LOOKED_AT)) {
    if (!HOW.has(card.kind) || writtenAt - card.created_at > OPEN_MS) continue;
    const { buttons } = await viewOf({ db: tx.db, settings, now, isPressed: true }, card);
    if (buttons.length > 0) return sayWhatDecides(context, card);
  }
  return false;
}
