import { LANGUAGES } from '../../languages.ts';

/** Letters by which a month is told from the others. */
const LEAST = 3;

const nameOf = (language: string, month: 'long' | 'short', at: number): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month, timeZone: 'UTC' })
    .formatToParts(Date.UTC(2024, at, 1))
    .find(({ type }) => type === 'month')
    ?.value.toLowerCase() ?? '';

/** Of each month what it is called behind a day, in every language. */
const MONTHS = Array.from({ length: 12 }, (_, at) =>
  LANGUAGES.flatMap((language) => [nameOf(language, 'long', at), nameOf(language, 'short', at)]),
);

/** Which month a word names, in whatever language, in full or cut short; null: none. */
export function monthNamed(word: string): number | null {
  const typed = word.toLowerCase().replace(/\.$/, '');
  if (typed.length < LEAST) return null;
  const by = (is: (name: string) => boolean) => MONTHS.findIndex((names) => names.some(is)) + 1 || null;
  // By itself its name may end otherwise than behind a day.
  return by((name) => name.startsWith(typed)) ?? by((name) => typed.slice(0, -1) === name.slice(0, -1));
}
