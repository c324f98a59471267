import { asksOfOthers, isOfOthers, isQuestion, speaksToYou } from './asides.ts';
import { FIRST, first, LEAD, listed, TO_CUSTOMER, whole, within } from './lists.ts';

/*
 * What no customer is meant to read, whatever they wrote: that something went to the wrong person, what is asked or said of
 * them as of somebody else, and what is told a colleague. Speaking of somebody else alone does not make it so: “he is on
 * his way” is what customers are told.
 */

const words = (...ids: readonly string[]): string => whole(listed(...ids));

const MISTAKEN = within('typed-mistaken');
const MISTAKEN_FIRST = first('typed-mistaken-first');
/** A shop may have sent the wrong one, and says so. */
const OF_US = within('typed-of-us');

/** Without the marks between: `oh no, not that one`. */
const unmarked = (said: string): string => said.replace(/[\s,.!…–—-]+/gu, ' ');

/** Whether words say that something went, or would go, to the wrong person, or shall not have been said. */
export function saysMistaken(said: string): boolean {
  const words = unmarked(said);
  return (MISTAKEN.test(words) || MISTAKEN_FIRST.test(words)) && !speaksToYou(words) && !OF_US.test(words);
}

/** `@steve`, but for what is no person of ours: an e-mail, or a name in another network. */
const MENTION = new RegExp(
  `(?<![\\p{L}\\p{N}._-])(?<!${words('typed-mention-of')}[\\p{L}]*[^\\p{L}@]{1,3}(?:\\p{L}+[^\\p{L}@]{1,3}){0,2})@\\p{L}[\\p{L}\\p{N}_]{2,}`,
  'u',
);
/** Whether somebody of the team is called upon. */
export const mentions = (said: string): boolean => MENTION.test(said);

const THIRD = words('typed-third', 'typed-him', 'typed-his');
const HIM = words('typed-third', 'typed-him');
/** `charge her double`, `put him down for 3` */
const INSTRUCTS = new RegExp(
  `(?:${FIRST}|[,.;!]\\s*)${words('typed-instruct')}\\s+(?:[\\p{L}\\p{N}']+\\s+){0,3}?${THIRD}`,
  'u',
);
const GIVES = new RegExp(`${FIRST}${words('typed-give')}\\s+${THIRD}\\s.*${words('typed-given')}`, 'su');
/** `I'll ring her later`, and in languages where it stands before */
const DOES = new RegExp(
  `${FIRST}(?:${words('typed-i')}\\s+)?(?:[\\p{L}\\p{N}]+\\s+){0,2}?(?:${words('typed-i-do')}\\s+${HIM}|${HIM}\\s+(?:[\\p{L}\\p{N}]+\\s+){0,2}?${words('typed-i-do')})`,
  'u',
);
const JUDGED = within('typed-judged');
const OUTBURST = first('typed-outburst');
const OUTBURST_LAST = new RegExp(`${words('typed-outburst')}[\\s\\p{P}\\p{S}]*$`, 'u');
/** `she's the one with the dogs` */
const WHICH = first('typed-which');
/** `tell the lads to hurry`, `ask accounts to email it over` */
const ASKS_TEAM = new RegExp(
  `${FIRST}${words('typed-ask-somebody')}\\s+(?:${words('typed-team-noun')}|(?!${words('typed-ask-not')})\\p{L}{2,}(?=\\s+${words('typed-ask-what')}))`,
  'u',
);
/** `that's Steve's customer` */
const BELONGS = new RegExp(`(?<=\\p{L})(?:'?s)?\\s+${words('typed-belongs')}[\\s\\p{P}]*$`, 'u');

/** Whether words tell a colleague what to do with the customer, or the bot. */
export const instructs = (said: string): boolean =>
  (INSTRUCTS.test(said) || GIVES.test(said)) &&
  !speaksToYou(said.replace(LEAD, '')) &&
  !TO_CUSTOMER.test(said);

/** Whether words are of the customer as of somebody else. */
export function isOfCustomer(said: string): boolean {
  if (asksOfOthers(said)) return true;
  if (speaksToYou(said)) return false;
  if (BELONGS.test(said) || WHICH.test(said) || OUTBURST.test(said) || OUTBURST_LAST.test(said)) return true;
  if (isOfOthers(said) && JUDGED.test(said)) return true;
  return !TO_CUSTOMER.test(said) && (DOES.test(said) || ASKS_TEAM.test(said));
}

const OF_OWN = within('typed-own-asked');
const OWN_QUESTION = within('typed-own-question');

/** Whether words ask for what the bot alone knows: of the company's money, of parts, of what went. */
export const asksOfOwn = (said: string): boolean =>
  (OWN_QUESTION.test(said) || (OF_OWN.test(said) && isQuestion(said))) &&
  !speaksToYou(said.replace(LEAD, ''));
