import { LANGUAGES } from '../../languages.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { FALLBACK, wordsIn } from '../locale.ts';

const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 24 * 60 * 60_000;
/** Fewer letters may be meant otherwise. */
const LEAST = 2;

const nameOf = (language: string, weekday: 'long' | 'short', day: number): string =>
  new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(MONDAY + day * DAY_MS).toLowerCase();

/** Of each day what it is called in every language, since people mix them, and first as commands are written. */
const DAYS = Array.from({ length: 7 }, (_, day) => ({
  written: nameOf(FALLBACK, 'short', day),
  names: LANGUAGES.flatMap((language) => [
    nameOf(language, 'long', day),
    nameOf(language, 'short', day),
    ...['weekdays-on', 'weekdays-until', 'weekdays-every'].flatMap((id) => wordsIn(language, id)[day] ?? []),
  ]),
}));

const found = (word: string): number =>
  word.length < LEAST
    ? -1
    : DAYS.findIndex(({ names }) => names.some((name) => name.startsWith(word.toLowerCase())));

const written = (word: string): string => DAYS[found(word)]?.written ?? word;

/** Which day of the week a word names, in whatever language: Monday is 1 (ISO 8601); null: none. */
export const weekdayNamed = (word: string): number | null => found(word) + 1 || null;

/** What a day of the week is called in short; Monday is 1 (ISO 8601). */
export const weekdayName = (language: string, day: number): string => nameOf(language, 'short', day - 1);

/** A summary on a day of the week, without the word that says so: "summary every Monday", "summary Mondays". */
const ON_DAY = new RegExp(
  `(?<=^\\s*summary\\s+)(?:(?:${typedWords('typed-every')})\\s+)?(\\p{L}+?)s?(?!\\S)`,
  'iu',
);

/** A line about a summary of the week, with its day as commands are written, in whatever language it was typed. */
export const withWeekday = (line: string): string =>
  line
    .replace(ON_DAY, (whole, day: string) => (weekdayNamed(day) === null ? whole : `weekly ${day}`))
    .replace(/(?<=^summary\s+weekly\s(?:.*\s)?)\p{L}+(?!\S)/giu, written);
