import type { Context } from '../context.ts';
import type { Correspondent } from '../talks/correspondent.ts';
import { orderHeard, wishesHeard } from './alone.ts';
import { asksNobody, isAside, isShortText } from './asides.ts';
import { type HeldWords, heldByWords, SHORT } from './holding.ts';
import { plain } from './lists.ts';
import { ordersKept } from './words.ts';

/*
 * In private whatever is said next answers the bot's question, and Telegram makes a reply to it of the next message by
 * itself: neither says that it was meant as the answer. So orders and wishes are heard there which a reply to a customer
 * may be of.
 */

interface Answered extends Pick<Correspondent, 'to' | 'above'> {
  /** It stands in a place of a text. */
  readonly isValue: boolean;
  /** Somebody has chosen what it answers: neither the next words nor what Telegram makes a reply of by itself. */
  readonly isChosen: boolean;
}

/** Why the words of an answer are hardly for a customer; null: they may go. */
export async function heldAnswer(
  context: Context,
  typed: string,
  { to, above, isValue, isChosen }: Answered,
): Promise<HeldWords | null> {
  const words = plain(typed);
  const order = orderHeard(context, typed);
  if (order !== null) return { held: 'bot', heard: [order] };
  if (isShortText(words)) return null;
  const isShort = words.length <= SHORT;
  const wished = isShort ? wishesHeard(context, typed) : [];
  if (wished.length > 0) return { held: 'bot', heard: wished };
  if (!isValue) return heldByWords(context, typed, { to, above, isChosen });
  if (ordersKept(typed)) return { held: 'bot', heard: [] };
  return isShort && !isChosen && (asksNobody(words) || isAside(words, { isValue }))
    ? { held: 'aside', heard: [] }
    : null;
}
