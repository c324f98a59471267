import type { Context } from '../context.ts';
import type { Correspondent } from '../talks/correspondent.ts';
import { orderHeard, wishesHeard } from './alone.ts';
import { isShortText } from './asides.ts';
import { type HeldWords, heldByWords, SHORT } from './holding.ts';
import { plain } from './lists.ts';
import { heldValue } from './values.ts';
import { ordersKept } from './words.ts';

/*
 * In private whatever is said next answers the bot's question, and Telegram makes a reply to it of the next message by
 * itself: neither says that it was meant as the answer. So orders and wishes are heard there which a reply to a customer
 * may be of.
 */

export interface Answered extends Pick<Correspondent, 'to' | 'above'> {
  /** What it puts in the places of a text, and whom that goes to; null: it is a text. */
  readonly filled: {
    readonly values: Readonly<Record<string, string>>;
    readonly to: readonly string[];
  } | null;
  /** Somebody has chosen what it answers: neither the next words nor what Telegram makes a reply of by itself. */
  readonly isChosen: boolean;
}

/** Why the words of an answer are hardly for a customer; null: they may go. */
export async function heldAnswer(
  context: Context,
  typed: string,
  { to, above, filled, isChosen }: Answered,
): Promise<HeldWords | null> {
  const words = plain(typed);
  const order = orderHeard(context, typed);
  if (order !== null) return { held: 'bot', heard: [order] };
  if (!filled && isShortText(words)) return null;
  const isShort = words.length <= SHORT;
  const wished = isShort ? wishesHeard(context, typed) : [];
  if (wished.length > 0) return { held: 'bot', heard: wished };
  if (!filled) return heldByWords(context, typed, { to, above, isChosen });
  if (ordersKept(typed)) return { held: 'bot', heard: [] };
  const { country } = context.settings;
  for (const [name, value] of Object.entries(filled.values)) {
    const held = heldValue({ name, value, to: filled.to, country });
    if (held !== null) return { held, heard: [] };
  }
  return null;
}
