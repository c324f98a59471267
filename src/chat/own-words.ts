import { saysNothingBeside, typedWords, wholeWords, withApostrophes } from './grammar/typed-words.ts';
import { isOneOf, LANGUAGES, localeFor } from './locale.ts';

/** Buttons below the cards that are replied to, where their labels are the same each time. */
const BUTTONS = [
  'by-call',
  'by-sms',
  'by-viber',
  'cancel',
  'done',
  'history',
  'hlr',
  'leave',
  'pause',
  'ping',
  'release',
  'remind',
  'report',
  'resume',
  'send',
  'send-again',
  'send-now',
  'send-when-possible',
  'stop-list-add',
  'take',
  'templates',
];

const LABELS = new Set(
  LANGUAGES.flatMap((language) => {
    const { t } = localeFor(language, 'UTC');
    return BUTTONS.map((name) => t(`button-${name}`).toLowerCase());
  }),
);

/** Whether words are the label of a button below a card: typed there, they may be meant for the bot. */
export const saysButton = (words: string): boolean => LABELS.has(words.toLowerCase());

const ARRIVAL = typedWords('typed-arrival');
/** `(why) did it not arrive`: words of which none says anything of what a customer is told. */
const OF_ARRIVAL = new RegExp(
  `^(?<why>(?:${typedWords('typed-why')})(?!\\p{L}))?(?=.*(?<!\\p{L})(?:${ARRIVAL})(?!\\p{L}))(?:[\\s,]*(?<!\\p{L})(?:${ARRIVAL}|${typedWords('typed-about-arrival')})(?!\\p{L})){1,20}$`,
  'iu',
);
/** Marks behind a question. */
const MARKS = /[\s?!.…]+$/u;

/** Whether words ask, and do nothing else, what became of a message: the person who sent it, or the customer. */
export function asksOfArrival(words: string): boolean {
  const found = OF_ARRIVAL.exec(withApostrophes(words).trim().replace(MARKS, ''));
  return found !== null && (found.groups?.why !== undefined || words.includes('?'));
}

/** Whether words ask why something is as it is. */
export const asksWhy = (words: string): boolean => isOneOf(words.trim().replace(MARKS, ''), 'typed-why');

/** Whether words say that something is not needed: so a question is answered. */
export const saysNeedless = (words: string): boolean =>
  isOneOf(words.trim().replace(MARKS, ''), 'typed-needless');

const OF_NUMBER = new RegExp(wholeWords('typed-other-number'), 'giu');

/** Whether words beside a number say that it is another one of the same person, and nothing else. */
export const saysOfNumber = (words: string): boolean =>
  !/[\p{L}\p{N}]/u.test(words.replaceAll('\u0451', '\u0435').replace(OF_NUMBER, ''));

const OF_ALL = new RegExp(wholeWords('typed-stop-all'), 'giu');

/** Whether words behind `stop` say that all of it is meant, and nothing else. */
export const saysOfAll = (words: string): boolean =>
  saysNothingBeside(words.replaceAll('\u0451', '\u0435'), OF_ALL);

const AGAIN = wholeWords('typed-again');
const BESIDE_AGAIN = new RegExp(`${AGAIN}|${wholeWords('typed-beside-again')}`, 'giu');

/** Whether words say that something is to be done once more, and nothing else. */
export const saysAgain = (words: string): boolean =>
  new RegExp(AGAIN, 'iu').test(words) && saysNothingBeside(words, BESIDE_AGAIN);
