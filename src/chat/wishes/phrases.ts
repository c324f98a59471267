import { typedWords, withApostrophes } from '../grammar/typed-words.ts';
import { LANGUAGES, wordsIn } from '../locale.ts';

/*
 * Phrases of the locale files that say what somebody wants of the bot, from the first word to the last: a whole message is
 * one of them, so that no text to a customer is. Words in brackets may be left out, of those with strokes between it is any,
 * and words in capitals are places where something of one's own stands: `(a/the) TEMPLATE template to WHOM`.
 */

const NUMBER = String.raw`\+?\(?\d[\d\s().+,–-]*\d`;
const NUMBER_OR_NAME = String.raw`(?:${NUMBER}|[#\p{L}][^\n]{0,60}?)`;

/** What may stand in a place, as it is typed, none of it longer than such things are. What it is has still to be looked at. */
const SHAPES = {
  NUMBER,
  /** Each apart from the next by a comma or a word. */
  NUMBERS: String.raw`${NUMBER}(?:\s*(?:(?<!\p{L})(?:${typedWords('typed-and')})|&)\s*(?:(?:${typedWords('typed-send-to')})\s+)?${NUMBER})+`,
  /** A number, or who is in the book. */
  WHOM: NUMBER_OR_NAME,
  /** The same, by their name where their number is in the book. */
  HOLDER: NUMBER_OR_NAME,
  /** Who is in the book, by their name or number. */
  ENTRY: NUMBER_OR_NAME,
  /** Who is in the book. */
  KNOWN: String.raw`\p{L}[^\n\d]{0,60}?`,
  /** The same by a name of two words: with one alone the other would begin the text. */
  TWO: String.raw`\p{L}[^\s\d]{0,40}\s+\p{L}[^\s\d]{0,40}`,
  /** What somebody in the book is to be called. */
  CONTACT: String.raw`\p{L}[^\n]{0,60}?`,
  GROUP: String.raw`#?[\p{L}\d][\p{L}\d_-]*`,
  TEMPLATE: String.raw`\p{L}[^\n]{0,60}?`,
  /** A colleague. */
  PERSON: String.raw`[\p{L}\d][^\n]{0,60}?`,
  /** Somebody who has no role yet, by their id. */
  ID: String.raw`\d{3,15}`,
  ROLE: String.raw`\p{L}+`,
  TIME: String.raw`[^\n]{1,60}?`,
  PERIOD: String.raw`[^\n]{1,60}?`,
  /** With its value. */
  SETTING: String.raw`\p{L}[^\n]*?`,
  TOKEN: String.raw`\p{L}[\p{L}\d_-]*`,
  /** What a new token is to be called. */
  NAME: String.raw`\p{L}[\p{L}\d_-]*`,
  CODE: String.raw`\d{3,8}`,
  /** An e-mail address. */
  ADDRESS: String.raw`[^\s@,;:«»"]+@[^\s@,;:«»"]+`,
  ERROR: String.raw`\d{1,3}`,
  TEXT: '.+',
} as const;

export type Place = keyof typeof SHAPES;

/** What stands in the places of a phrase. */
export type Filled = Readonly<Partial<Record<Place, string>>>;

const isPlace = (word: string): word is Place => Object.hasOwn(SHAPES, word);

/** The letter that many type for another. */
const EITHER_LETTER = /[\u0435\u0451]/g;

function patternOf(word: string): string {
  const [, name = '', ending = ''] = /^([A-Z]+)(\P{Lu}*)$/u.exec(word) ?? [];
  if (isPlace(name)) return `(?<${name}>${SHAPES[name]})${ending.replace("'", "'?")}`;
  return `(?:${word.replace(EITHER_LETTER, `${EITHER_LETTER.source}`).split('/').join('|')})`;
}

/** Behind each word. */
const APART = String.raw`(?:[,:;?!]?\s+|\s*$)`;

/** A phrase as a pattern of the whole message. */
function compiled(phrase: string): RegExp {
  const words = phrase.match(/\([^)]*\)|\S+/gu) ?? [];
  const pieces = words.map((word) =>
    word.startsWith('(')
      ? `(?:${word
          .slice(1, -1)
          .split('/')
          .map((one) => one.split(' ').map(patternOf).join(APART))
          .map((one) => `${one}${APART}`)
          .join('|')})?`
      : patternOf(word) + APART,
  );
  return new RegExp(`^${pieces.join('')}$`, 'isu');
}

const LEAD = new RegExp(`^(?:(?:${typedWords('wish-lead')})(?:,?\\s+)){1,9}(?=\\S)`, 'iu');
const BEHIND = new RegExp(`(?:,?\\s+(?:${typedWords('wish-behind')})){1,9}$`, 'iu');

/** A phrase, and what of its own words a message has to have to be it; empty: none has to stand there. */
interface Phrase {
  readonly has: readonly string[];
  readonly pattern: () => RegExp;
}

/** As words are compared. */
const asCompared = (words: string): string => words.toLowerCase().replace(EITHER_LETTER, '\u0435');

/** Of the words that may not be left out the one that is longest in whatever form of it. */
function tellingWord(phrase: string): readonly string[] {
  const needed = (phrase.match(/\([^)]*\)|\S+/gu) ?? []).filter((word) => /^[\p{Ll}'/-]+$/u.test(word));
  const forms = needed.map((word) => asCompared(word).split('/'));
  const lengthOf = (words: readonly string[]) => Math.min(...words.map(({ length }) => length));
  return forms.reduce<readonly string[]>(
    (best, one) => (best.length === 0 || lengthOf(one) > lengthOf(best) ? one : best),
    [],
  );
}

const phrases = new Map<string, readonly Phrase[]>();

/** The phrases of a list, of every language: people mix them. A pattern takes long to make, and few are needed for a message. */
function phrasesOf(id: string): readonly Phrase[] {
  const known =
    phrases.get(id) ??
    LANGUAGES.flatMap((language) => wordsIn(language, id))
      .filter((phrase) => phrase !== '-')
      .map((phrase) => {
        let pattern: RegExp | undefined;
        return { has: tellingWord(phrase), pattern: () => (pattern ??= compiled(phrase)) };
      });
  phrases.set(id, known);
  return known;
}

/** A message without what people say before a wish. */
export const begun = (message: string): string => withApostrophes(message).trim().replace(LEAD, '');

/** A message without what people say around a wish. */
export const bare = (message: string): string =>
  begun(message.replace(/[\s?!.…]+$/u, '')).replace(BEHIND, '');

/** What stands in the places of each phrase of a list that a message, without what is said around it, is. */
export function readings(words: string, id: string): Filled[] {
  const compared = asCompared(words);
  return phrasesOf(id).flatMap(({ has, pattern }) => {
    if (has.length > 0 && !has.some((word) => compared.includes(word))) return [];
    const found = pattern().exec(words);
    return found ? [{ ...found.groups } as Filled] : [];
  });
}
