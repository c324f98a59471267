import { SAYS_SOMETHING, saysNothingBeside } from '../grammar/typed-words.ts';
import { FIRST, first, LEAD, listed, OF_HOUSE, TO_CUSTOMER, whole, within } from './lists.ts';

/*
 * What goes to a customer is plainly a text. A question that speaks to nobody, a wish, or a word to oneself may be one
 * only below what the customer has just written: they are told that somebody looks, or are asked. A false guess costs a tap.
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
const TELLS_BEFORE = new RegExp(`${FIRST}[\\p{L}']+\\s+\\S+.*[,.:;!–—]\\s+\\S`, 'su');
/** `sorry, what was her name again` */
const APOLOGY = new RegExp(`${FIRST}${whole(listed('typed-asks-pardon'))}[\\s\\p{P}]+`, 'u');
/** `schedule is attached`: nobody orders that. */
const ORDERS_FIRST = `${OF_HOUSE}${whole(listed('typed-order-first'))}(?!\\s+${whole(listed('typed-any-time'))})`;
const WISHING = new RegExp(
  `${FIRST}(?:${whole(listed('typed-wishing', 'typed-order'))}|${ORDERS_FIRST})`,
  'u',
);
const WISHED = within('typed-wished');
const OF_OTHERS = within('typed-third', 'typed-him', 'typed-he', 'typed-customer', 'typed-his');
const SAYS_FIRST = first('typed-says-first');
const SAID_ASIDE = first('typed-aside-first');
const AT_A_LOSS = first('typed-at-a-loss');
const ASIDE = new RegExp(whole(listed('typed-aside')), 'gu');
const ASIDE_OR_DAY = new RegExp(whole(listed('typed-aside', 'typed-aside-day')), 'gu');
const SHORT_TEXT = new RegExp(whole(listed('typed-short-text')), 'gu');
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

export function isQuestion(said: string): boolean {
  const words = said.replace(APOLOGY, '');
  return ENDS_ASKING.test(words)
    ? !TELLS_BEFORE.test(words)
    : ASKING_FIRST.test(words) && !GOES_ON.test(words);
}

export const speaksToYou = (words: string): boolean => YOU.test(words);
export const isOfOthers = (words: string): boolean => OF_OTHERS.test(words);

/** Whether words ask about somebody else than whom they would go to: `has she paid`. */
export const asksOfOthers = (words: string): boolean =>
  OF_OTHERS.test(words) && isQuestion(words) && !YOU.test(words.replace(LEAD, ''));

/** Whether words are a question, and nothing in them speaks to the customer. */
export const asksNobody = (words: string): boolean =>
  isQuestion(words) && !YOU.test(words) && (OF_OTHERS.test(words) || !MATTER.test(words));

const speaksToCustomer = (words: string): boolean =>
  YOU.test(words) || TO_CUSTOMER.test(words) || MATTER.test(words);

/** Whether words wish for something, or ask, as somebody does who speaks to the bot. */
export function isWish(words: string): boolean {
  const asked = words.replace(LEAD, '');
  return (
    asksNobody(words) ||
    (WISHING.test(words) && !YOU.test(asked) && !GOES_ON.test(asked) && !MATTER.test(words))
  );
}

/** Whether somebody is to be asked, whoever they are: `let me ask olga`. */
export const asksSomebody = (words: string): boolean => ASKS_WHOM.test(words);

/** Whether the bot is asked for what it has of some time: `show me yesterday`, or told about when: `after 6 Come in`. */
export const asksOfTime = (typed: string, words: string): boolean =>
  ABOUT_WHEN.test(typed) || (WISHING.test(words) && WISHED.test(words) && !speaksToCustomer(words));

/** Whether words are a text, though some of them could be meant for the bot. */
export const isShortText = (words: string): boolean =>
  SAYS_SOMETHING.test(words) && saysNothingBeside(words, SHORT_TEXT);

/** Whether nothing but what is said to oneself stands in words: `one sec, checking`. */
export const waits = (words: string): boolean =>
  SAYS_SOMETHING.test(words) && saysNothingBeside(words.replace(ASIDE, ''), /\d+/g);

/** Whether words are said to oneself: of such a text there is none, but a value may be a day, or yes. */
export function isAside(words: string, { isValue }: { readonly isValue: boolean }): boolean {
  const isToOneself = SAID_ASIDE.test(words) || AT_A_LOSS.test(words.replaceAll(',', ''));
  if (isToOneself && !YOU.test(words) && !MATTER.test(words)) return true;
  if (isShortText(words)) return false;
  if (saysNothingBeside(words, isValue ? ASIDE : ASIDE_OR_DAY)) return true;
  if (isValue) return false;
  // `actually hang on`, `1 sec`
  const rest = words.replace(LEAD, '').replace(/\d+/g, '');
  if (/\p{L}/u.test(words) && saysNothingBeside(rest, ASIDE)) return true;
  return AMOUNT.test(words) || (SAYS_FIRST.test(words) && !speaksToCustomer(words));
}
