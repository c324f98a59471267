import type { Card } from '../../store/chats/cards.ts';
import { roomOf } from '../cards/index.ts';
import { readBody } from '../cards/kind.ts';
import type { Settings } from '../context.ts';
import type { NotNow } from '../telegram/refusals.ts';
import type { Outcome } from '../telegram/telegram.ts';
import { isGivenUp, type Write } from './sequel.ts';

/** Whether a new card stands in its chat, and why not; it may be tried again. */
export type Fate = { readonly isShown: true } | { readonly isShown: false; readonly why: string };

/** What is said of the chat, or of its topic; the rest is of the card. */
const CLOSED: Partial<Record<NotNow, string>> = { chat: 'closed', topic: 'topic' };

/** Null: nothing is known yet, or the card was there before. */
export function fateOf(card: Card, outcome: Outcome<number>): Fate | null {
  if (card.telegram_id !== null) return null;
  switch (outcome.kind) {
    case 'done':
      return { isShown: true };
    case 'refused':
      return { isShown: false, why: 'refused' };
    case 'not-now':
      return { isShown: false, why: CLOSED[outcome.what] ?? 'refused' };
    case 'gone':
      // A card of a topic goes to the chat itself first.
      return outcome.why === 'topic' && card.thread_id !== null ? null : { isShown: false, why: outcome.why };
    case 'unknown':
      return isGivenUp(card) ? { isShown: false, why: 'unknown' } : null;
    default:
      return null;
  }
}

/** Tells the card's room of it in the transaction in which the rest is written. */
export function withFate(card: Card, settings: Settings, fate: Fate | null, write: Write | null): Write {
  return async (tx) => {
    await write?.(tx);
    if (!fate) return;
    const room = roomOf(card);
    const body = room && readBody(room.kind, card);
    if (!body) return;
    const answered = { tx, settings, now: Date.now() };
    if (fate.isShown) await room.shown?.(answered, card, body);
    else await room.unshown?.(answered, card, body, fate.why);
  };
}
