import { WHOLE_NUMBERS } from './grammar/recipients.ts';
import { typedWords, wholeWords, withApostrophes } from './grammar/typed-words.ts';

// Orders to the bot, or questions, that hold somebody's number: a line that would send them to that person is the worst
// answer to them.

const holds = (id: string): RegExp => new RegExp(wholeWords(id), 'iu');
const begins = (id: string): RegExp => new RegExp(`^[\\s,]*${wholeWords(id)}`, 'iu');

const DELETES = holds('typed-deletes');
const DATA = holds('typed-all-data');
const FORGETS = begins('typed-forgets');
const OFF_LIST = holds('typed-off-stop-list');
const ONTO_LIST = holds('typed-onto-stop-list');
const CHECKS = begins('typed-checks');
const PRICE = begins('typed-asks-price');
const SENDS = begins('typed-send');
/** How a question begins: it is answered, and nothing is sent. */
const QUESTION = new RegExp(`^\\s*(?:${typedWords('typed-asks')})(?!\\p{L})`, 'iu');
const ADDRESSED = holds('typed-addressed');
/** What a question may begin with that is about the number, and ends with its mark. */
const ABOUT_NUMBER = new RegExp(
  `^\\s*(?:${typedWords('typed-this-number')})[^\\p{L}]*(?=[+(\\d]).*\\?\\s*$`,
  'isu',
);

/** More words than so many beside a number that is to be checked say something else (words). */
const CHECK_WORDS = 4;

const wordsIn = (words: string): number => (words.match(/\p{L}+/gu) ?? []).length;

/** The command, with what stands before the number in it, and which line is for each of several numbers. */
interface Order {
  readonly command: string;
  readonly line: string;
  readonly isForEach: boolean;
}

const ORDERS: readonly (Order & { asks(words: string): boolean })[] = [
  {
    command: 'forget',
    line: '/forget',
    isForEach: true,
    asks: (words) => FORGETS.test(words) || (DELETES.test(words) && DATA.test(words)),
  },
  {
    command: 'stoplist',
    line: '/stoplist remove',
    isForEach: false,
    asks: (words) => !QUESTION.test(words) && OFF_LIST.test(words),
  },
  {
    command: 'stoplist',
    line: '/stoplist add',
    isForEach: false,
    asks: (words) => !QUESTION.test(words) && ONTO_LIST.test(words),
  },
  { command: 'stats', line: '/stats 30d number=', isForEach: true, asks: (words) => PRICE.test(words) },
];
const CHECK: Order = { command: 'hlr', line: '/hlr', isForEach: false };

/** What words with numbers want of the bot; null: nothing of this. A request to send holds what is to be sent. */
export function orderedOf(words: string): Order | null {
  const said = withApostrophes(words);
  if (SENDS.test(said)) return null;
  return ORDERS.find(({ asks }) => asks(said)) ?? null;
}

/** Whether a number is to be checked, and nothing else is told. */
export const checkOf = (words: string): Order | null =>
  CHECKS.test(words) && wordsIn(words) <= CHECK_WORDS ? CHECK : null;

/** The lines of an order for these numbers (`+7…`). */
export function orderLines({ line, isForEach }: Order, numbers: readonly string[]): string[] {
  const before = line.endsWith('=') ? line : `${line} `;
  return isForEach ? numbers.map((number) => before + number) : [before + numbers.join(', ')];
}

/** Whether a text for the number may be meant: it stands first, as before one, and much is said behind it. */
export const mayBeText = (words: string): boolean => /^\s*[+(\d]/.test(words) && wordsIn(words) > CHECK_WORDS;

/** Whether words are a question about a number, of which `asks` are the words: nobody sends that to it. */
export function isAskedOf(typed: string, asks: string): boolean {
  const words = withApostrophes(typed);
  if (ADDRESSED.test(words)) return false;
  if (QUESTION.test(words) || ABOUT_NUMBER.test(words)) return true;
  const left = words.replace(WHOLE_NUMBERS, ' ').trim();
  return new RegExp(`^(?:${asks})[\\s?!.]*$`, 'iu').test(left);
}
