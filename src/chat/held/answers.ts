import type { Held } from '../cards/held.ts';
import type { Context } from '../context.ts';
import { hearCommand } from '../spoken.ts';
import type { Correspondent } from '../talks/correspondent.ts';
import { orderHeard, topicsFor } from './alone.ts';
import { heldByWords } from './holding.ts';
import { FIRST, first, LEAD, listed, plain, TO_CUSTOMER, whole, within } from './lists.ts';
import { ordersKept } from './words.ts';

/*
 * In private whatever is said next answers the bot's question, and Telegram makes a reply to it of the next message by
 * itself: neither says that it was meant as the answer. What goes at once is plainly a text; what sounds like an order, a
 * wish, a question that speaks to nobody, or a word to oneself or to a colleague is a draft. A false one costs a tap.
 */

const YOU = new RegExp(
  `${whole(listed('typed-you', 'typed-greeting'))}|(?<!${whole(listed('typed-in'))}\\s+)(?<!\\p{L})\\p{L}{2,}(?:${listed('typed-you-ending')})(?!\\p{L})`,
  'u',
);
const MATTER = within('typed-matter');
const ENDS_ASKING = /\?[\s\p{P}\p{S}]*$/u;
const ASKING_FIRST = first('typed-asking');
/** Behind such a mark somebody goes on to tell something: `how to get there: metro Sokol`. */
const GOES_ON = /[:;.!–—\n]\s*\S|,\s+(?!\p{L}+\s*\?)/u;
/** `red is out, is blue fine?`: somebody is told what they are asked about. */
const TELLS_BEFORE = new RegExp(`${FIRST}\\p{L}+\\s+\\S+.*[,.:;!–—]\\s+\\S`, 'su');
const WISHING = first('typed-wishing', 'typed-order', 'typed-order-first');
const WISHED = within('typed-wished');
const OF_OTHERS = within('typed-third', 'typed-him', 'typed-he', 'typed-customer');
const HE_FIRST = first('typed-he', 'typed-says-first');
const SAID_ASIDE = first('typed-aside-first');
const ASIDE = new RegExp(whole(listed('typed-aside')), 'gu');
const ASIDE_OR_DAY = new RegExp(whole(listed('typed-aside', 'typed-aside-day')), 'gu');
const SHORT_TEXT = new RegExp(whole(listed('typed-short-text')), 'gu');
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;
const ASKS_WHOM = new RegExp(
  `${FIRST}${whole(listed('typed-ask-whom'))}\\s+\\p{L}+(?:\\s+${whole(listed('typed-ask-about'))})?[\\s\\p{P}]*$`,
  'u',
);
const AMOUNT = new RegExp(`^[\\p{P}\\p{Sc}\\s]*\\d[\\d\\s.,]*(?:${listed('typed-money')})\\.?$`, 'u');
/** `today after 6 Come in` */
const ABOUT_WHEN = new RegExp(
  `^(?:\\p{Ll}+ )?(?:${listed('typed-clock-about')}) \\d{1,2}(?:[:.]\\d{2})?(?: \\p{Ll}{1,2})?:? +(?=\\p{Lu})`,
  'u',
);

/** Longer ones (UTF-16 units) tell something. */
const SHORT = 200;

/** Whether words are a question, and nothing in them speaks to the customer. */
function asksNobody(words: string): boolean {
  const isQuestion = ENDS_ASKING.test(words)
    ? !TELLS_BEFORE.test(words)
    : ASKING_FIRST.test(words) && !GOES_ON.test(words);
  return isQuestion && !YOU.test(words) && (OF_OTHERS.test(words) || !MATTER.test(words));
}

const speaksToCustomer = (words: string): boolean =>
  YOU.test(words) || TO_CUSTOMER.test(words) || MATTER.test(words);

/** The commands that words alone wish for, or ask; empty: none. */
function wishesHeard(context: Context, typed: string): readonly string[] {
  const words = plain(typed);
  const asked = words.replace(LEAD, '');
  const isWish =
    asksNobody(words) ||
    (WISHING.test(words) && !YOU.test(asked) && !GOES_ON.test(asked) && !MATTER.test(words));
  return isWish ? topicsFor(context, typed).map(({ spec }) => spec.name) : [];
}

/** Whether words are said to oneself: of such a text there is none, but a value may be a day, or yes. */
function isAside(words: string, isValue: boolean): boolean {
  if (SAID_ASIDE.test(words) && !YOU.test(words) && !MATTER.test(words)) return true;
  if (!SAYS_SOMETHING.test(words.replace(isValue ? ASIDE : ASIDE_OR_DAY, ''))) return true;
  return !isValue && (AMOUNT.test(words) || (HE_FIRST.test(words) && !speaksToCustomer(words)));
}

interface Answered extends Pick<Correspondent, 'to' | 'above'> {
  /** It stands in a place of a text. */
  readonly isValue: boolean;
  /** Somebody has chosen what it answers: neither the next words nor what Telegram makes a reply of by itself. */
  readonly isChosen: boolean;
}

export interface HeldAnswer {
  readonly held: Held;
  /** The commands that the words alone would have been heard as. */
  readonly heard: readonly string[];
}

/** Why the words of an answer are hardly for a customer; null: they may go. */
export async function heldAnswer(
  context: Context,
  typed: string,
  { to, above, isValue, isChosen }: Answered,
): Promise<HeldAnswer | null> {
  const words = plain(typed);
  const order = orderHeard(context, typed);
  if (order !== null) return { held: 'bot', heard: [order] };
  if (!SAYS_SOMETHING.test(words.replace(SHORT_TEXT, '')) && SAYS_SOMETHING.test(words)) return null;
  const isShort = words.length <= SHORT;
  const wished = isShort ? wishesHeard(context, typed) : [];
  if (wished.length > 0) return { held: 'bot', heard: wished };
  const kept = ordersKept(typed) ? 'bot' : null;
  const byWords = isValue ? kept : await heldByWords(context, typed, { to, above });
  if (byWords !== null) {
    // `hlr please`
    const named = byWords === 'bot' ? hearCommand(context.commands, typed)?.command.spec.name : undefined;
    return { held: byWords, heard: named === undefined ? [] : [named] };
  }
  if (!isShort) return null;
  if (ABOUT_WHEN.test(typed) || (WISHING.test(words) && WISHED.test(words) && !speaksToCustomer(words)))
    return { held: 'bot', heard: [] };
  if (isChosen) return null;
  if (ASKS_WHOM.test(words)) return { held: 'team', heard: [] };
  return asksNobody(words) || isAside(words, isValue) ? { held: 'aside', heard: [] } : null;
}
