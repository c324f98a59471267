import type { Held } from '../cards/held.ts';
import { timeFirst } from '../grammar/time-first.ts';
import { SAYS_SOMETHING, saysNothingBeside } from '../grammar/typed-words.ts';
import { asksOfArrival, saysButton } from '../own-words.ts';
import { asksOfOthers, waits } from './asides.ts';
import { handsOver } from './handed.ts';
import { isOnWrongKeyboard } from './keyboard.ts';
import { FIRST, first, LEAD, listed, OF_HOUSE, plain, TO_CUSTOMER, whole, within } from './lists.ts';
import { asksOfOwn, instructs, isOfCustomer, mentions, saysMistaken } from './meant.ts';

/*
 * Whom words below a card are for is guessed by the kinds of words in them (locales/…/held.ftl): requests, speaking of the
 * customer as of somebody else, speaking to colleagues. A wrong guess costs a tap; one that is missing tells a customer
 * what was said about them.
 */

/** What the words stand below: an SMS that asks something, another, or what was sent. */
export type Below = 'asked' | 'said' | 'sent';

/** Of a thing that no message or record is, customers are told: `move the car`, `cancel any time`, `ask at reception`. */
const OF_OTHER_THING = `(?!\\s+(?:${whole(listed('typed-any-time'))}|(?:${listed('typed-any-thing')})\\s+(?!${whole(listed('typed-held-thing'))})\\p{L}))`;
const ORDER = new RegExp(whole(listed('typed-order')) + OF_OTHER_THING, 'u');
const ORDER_FIRST = new RegExp(FIRST + OF_HOUSE + whole(listed('typed-order-first')) + OF_OTHER_THING, 'u');
const ORDERS = whole(listed('typed-order-of', 'typed-order-first'));
const ORDER_OF = new RegExp(
  `${FIRST}(?!${whole(listed('typed-ask-at'))})${ORDERS}\\s+${whole(listed('typed-order-object'))}`,
  'u',
);
const ORDER_OF_THIRD = new RegExp(`${ORDERS}\\s+${whole(listed('typed-third'))}`, 'u');
/** What somebody wants to be sent, behind how they ask for it. */
const TO_SEND = /:\s.*$/s;
const KEPT = whole(listed('typed-kept'));
const ORDERS_KEPT = whole(listed('typed-order', 'typed-order-of', 'typed-order-first', 'typed-order-kept'));
/** `add contact Fiona`, `template delete old` */
const ORDER_OF_KEPT = new RegExp(
  `${FIRST}(?:${ORDERS_KEPT}\\s+(?:${whole(listed('typed-kept-before'))}\\s+){0,3}${KEPT}|${KEPT}\\s+${ORDERS_KEPT})`,
  'u',
);
const CUSTOMER = within('typed-customer');
const HE = within('typed-he');
const HE_SAYS = within('typed-he-says');
const TEAM = first('typed-team');
const WHO = new RegExp(
  `${FIRST}${whole(listed('typed-who'))}\\s+(?:${whole(listed('typed-order-object', 'typed-third'))}\\s+)?${whole(listed('typed-who-did'))}`,
  'u',
);
const NOTE = new RegExp(`^\\s*(?://|(?:${listed('typed-note')})\\s*[:.–—-])`, 'u');
/** All of it stands in brackets. */
const ASIDE = /^\s*(?:\([^()]*\)|\[[^[\]]*\])\s*$/u;
const BOT = new RegExp(`^${whole(listed('typed-bot'))}[\\s,]|${whole(listed('typed-bot'))}[\\s!.?]*$`, 'u');
const KEY = within('typed-key', 'typed-order', 'typed-order-first');
const ABOUT = new RegExp(
  whole(
    listed(
      'typed-key',
      'typed-order',
      'typed-order-first',
      'typed-lead',
      'typed-order-object',
      'typed-beside-key',
      'typed-about-arrival',
    ),
  ),
  'gu',
);
/** Few words that name what is the bot's own are for the bot. */
const OWN_THING = within('typed-own-thing');
const SHORT = 8;
const TELLS = within('typed-tells');
/** Of somebody else, not of whom it is written to. */
const OF_OTHERS = within('typed-third', 'typed-him', 'typed-he');
const THING = within('typed-thing', 'typed-own-thing');
const ABOUT_THING = new RegExp(
  whole(
    listed(
      'typed-thing',
      'typed-own-thing',
      'typed-beside-thing',
      'typed-key',
      'typed-order',
      'typed-order-first',
      'typed-lead',
    ),
  ),
  'gu',
);
/** What is said to a card, and tells nobody anything: a customer has said nothing that it could answer. */
const TO_CARD = new RegExp(whole(listed('typed-thanks', 'typed-lead', 'typed-why')), 'gu');
/** Below what has not gone yet, all of which is said of that. */
const OF_WAITING = new RegExp(whole(listed('typed-of-waiting', 'typed-lead', 'typed-cancel')), 'gu');

/** Whether words say something of a message that has not gone, and nothing else. */
export function saysOfWaiting(typed: string): boolean {
  const words = plain(typed);
  return SAYS_SOMETHING.test(words) && !/[^\s\p{P}]/u.test(words.replace(OF_WAITING, ''));
}

/** Without the marks behind it. */
const bare = (words: string): string => words.trim().replace(/[.!?…]+$/u, '');

/** `{name}`, `<name>`, `[date]`, `%name%`, `___`, `XXX`, or dots in a word's place. */
const PLACE =
  /\{[^{}\n]{0,40}\}|<[\p{L}_ ]{1,30}>|\[[\p{L}_ ]{1,30}\]|%\p{L}+%|_{2,}|(?<![\p{L}\p{N}])(?:x{3,}|\u0445{3,})(?![\p{L}\p{N}])|(?<=\S\s)(?:…|\.{3,})(?=\s\S)/iu;

/** `tell him to leave it outside`: below a customer's words on somebody else it is said of that one. */
const PASSED_ON = new RegExp(
  `${FIRST}${whole(listed('typed-passed-on'))}\\s+${whole(listed('typed-third'))}`,
  'u',
);
const SOMEBODY = within('typed-somebody', 'typed-third', 'typed-him', 'typed-his', 'typed-he');

/** Whether a customer writes of somebody: the answer then is, too. */
export const speaksOfSomebody = (typed: string): boolean => SOMEBODY.test(plain(typed));

/**
 * What words are that a customer is hardly meant to read as they stand; null: they may go.
 * @param ofSomebody the customer has written of somebody else, whom the words may ask about, or have something passed on to
 */
export function heldFor(typed: string, below: Below, ofSomebody = false): Held | null {
  const words = plain(typed);
  if (!/\p{L}{2}/u.test(words)) return below === 'asked' && /\p{N}/u.test(words) ? null : 'bare';
  if (!waits(words) && isOnWrongKeyboard(typed)) return 'keyboard';
  if (NOTE.test(words) || ASIDE.test(words) || mentions(words)) return 'team';
  if (isForTeam(words, ofSomebody)) return 'team';
  if (isForBot(words, below, ofSomebody) || ordersKept(typed) || timeFirst(typed) !== null) return 'bot';
  if (handsOver(typed)) return 'team';
  if (asksOfOwn(words) || (instructs(words) && !(ofSomebody && PASSED_ON.test(words)))) return 'bot';
  if (saysMistaken(words)) return 'aside';
  const isOfSomebody = ofSomebody && (asksOfOthers(words) || PASSED_ON.test(words));
  if (!isOfSomebody && isOfCustomer(words)) return 'team';
  return PLACE.test(typed) ? 'place' : null;
}

/** Whether somebody is told to do something, in a word that is no customer's. */
export const holdsOrder = (words: string): boolean => ORDER.test(words);

/** Whether words ask for something of what the bot keeps. */
export function ordersKept(typed: string): boolean {
  const words = plain(typed);
  return ORDER_OF_KEPT.test(words) && !TO_CUSTOMER.test(words.replace(LEAD, ''));
}

function isForTeam(words: string, ofSomebody: boolean): boolean {
  if (TO_CUSTOMER.test(words.replace(LEAD, ''))) return false;
  return (
    TEAM.test(words) ||
    WHO.test(words) ||
    CUSTOMER.test(words) ||
    (!ofSomebody && HE.test(words) && HE_SAYS.test(words))
  );
}

function isForBot(words: string, below: Below, ofSomebody: boolean): boolean {
  if (ORDER.test(words) || BOT.test(words) || saysButton(bare(words)) || asksOfArrival(words)) return true;
  if (KEY.test(words) && saysNothingBeside(words, ABOUT)) return true;
  if (isOfOwnThing(words)) return true;
  if (below === 'sent' && saysNothingBeside(words, TO_CARD)) return true;
  // "Can you send it again" speaks to no customer, and neither does "schedule for tomorrow: your order is ready".
  if (TO_CUSTOMER.test(words.replace(LEAD, '').replace(TO_SEND, ''))) return false;
  if (ofSomebody && PASSED_ON.test(words)) return false;
  return ORDER_FIRST.test(words) || ORDER_OF.test(words) || ORDER_OF_THIRD.test(words);
}

/** `into the stop list with her`, `run hlr on this number`, `his history`: no sentence that tells a customer something. */
function isOfOwnThing(words: string): boolean {
  if (THING.test(words) && saysNothingBeside(words, ABOUT_THING)) return true;
  if (!OWN_THING.test(words) || (words.match(/[\p{L}\p{N}]+/gu) ?? []).length > SHORT) return false;
  return OF_OTHERS.test(words) || !(TO_CUSTOMER.test(words) || TELLS.test(words) || /[\d:]/.test(words));
}
