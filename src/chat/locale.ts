import { readdirSync, readFileSync } from 'node:fs';
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { isLanguage, LANGUAGES, type Language } from '../languages.ts';
import { MONEY_SCALE, type Money } from '../messages/money.ts';
import { type ExampleNumbers, exampleNumbers } from './example-numbers.ts';

export { isLanguage, LANGUAGES, type Language } from '../languages.ts';

/** What is read where the reader's own language is not there or not known. */
export const FALLBACK = 'en' as Language;

/** The language for a Telegram language_code: the one that serves its first part. */
export function languageOf(code: string | undefined): Language {
  const [primary = ''] = (code ?? '').toLowerCase().split('-');
  return LANGUAGES.find((language) => wordsIn(language, 'language-codes').includes(primary)) ?? FALLBACK;
}

/** The words that a text lists, by commas. */
export function wordsIn(language: Language, id: string): readonly string[] {
  const key = `${language} ${id}`;
  const known = lists.get(key) ?? localeFor(language, 'UTC').t(id).split(/,\s*/);
  lists.set(key, known);
  return known;
}

/** Every word of a line may be looked for in a dozen lists. */
const lists = new Map<string, readonly string[]>();

/** What a text lists as `word=meaning`, in every language: people mix them. */
export const meaningsIn = (id: string): ReadonlyMap<string, string> =>
  new Map(
    LANGUAGES.flatMap((language) => wordsIn(language, id)).map((pair) => pair.split('=') as [string, string]),
  );

/** Whether what was typed is a word that a text lists in any language: people mix them. */
export const isOneOf = (typed: string, id: string): boolean =>
  LANGUAGES.some((language) => wordsIn(language, id).includes(typed.toLowerCase()));

/** A language or a text that the locale files do not have, or one whose arguments do not fit it. */
class LocaleError extends Error {
  override name = 'LocaleError';
}

/** The texts of a language, as each of its files has them. */
export function writtenIn(language: Language): string[] {
  const folder = new URL(`./locales/${language}/`, import.meta.url);
  return readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
}

const resources = new Map(
  LANGUAGES.map((language) => [language, writtenIn(language).map((text) => new FluentResource(text))]),
);

/** @param country two-letter code: whose numbers `EXAMPLE("phone")` and the like are */
function bundleOf(language: Language, country: string): FluentBundle {
  const numbers = exampleNumbers(country);
  const bundle = new FluentBundle(language, {
    // No isolating marks: a number copied from the chat has to stay clean.
    useIsolating: false,
    functions: { EXAMPLE: ([name]) => numbers[String(name) as keyof ExampleNumbers] },
  });
  for (const resource of resources.get(language) ?? []) {
    const [error] = bundle.addResource(resource);
    if (error) throw error;
  }
  return bundle;
}

export type Arguments = Record<string, FluentVariable>;

/** Words, times and money as one reader reads them. */
export interface Locale {
  readonly language: Language;
  /** @throws LocaleError for an unknown id or missing arguments */
  t(id: string, args?: Arguments): string;
  has(id: string): boolean;
  /** 10,000 */
  number(n: number): string;
  /** 1,234.50; with four decimals where two would lose something. */
  money(amount: Money): string;
  /** 14:03:12, or with the day when that is not today: 1 Dec 14:03:12. */
  time(at: number, now: number): string;
  /** The same to the minute. */
  minute(at: number, now: number): string;
  /** 1 Dec, with the year where it is another. */
  day(at: number, now: number): string;
  /** 4 s, 2 min 5 s, 3 h 10 min */
  duration(ms: number): string;
}

/** Whose way of writing dates it is: of English, the one with the day before the month. */
export const regionOf = (language: Language): string => (language === FALLBACK ? 'en-GB' : language);

/** What a country is called, by its two-letter code. */
export const countryName = ({ language }: Locale, country: string): string =>
  new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country;

/** @param country two-letter code: whose numbers stand in examples */
export function localeFor(language: Language, timeZone: string, country = 'RU'): Locale {
  const key = `${language} ${timeZone} ${country}`;
  const known = locales.get(key) ?? newLocale(language, timeZone, country);
  locales.set(key, known);
  return known;
}

/** Formatters are dear to make, and there are few readers' ways. */
const locales = new Map<string, Locale>();

function newLocale(language: Language, timeZone: string, country: string): Locale {
  if (!isLanguage(language)) throw new LocaleError(`no folder ${language}`);
  const bundle = bundleOf(language, country);
  const second = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' });
  const minute = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' });
  const numbers = new Intl.NumberFormat(language);
  const decimals = (n: number) =>
    new Intl.NumberFormat(language, { minimumFractionDigits: n, maximumFractionDigits: n });
  const [ofTwo, ofFour] = [decimals(2), decimals(4)];
  const date = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const day = (shown: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(regionOf(language), { timeZone, day: 'numeric', month: 'short', ...shown });
  const [ofThisYear, ofAnother] = [day({}), day({ year: 'numeric' })];
  const yearOf = (at: number): string => date.format(at).slice(0, 'YYYY'.length);
  const withDay = (clock: Intl.DateTimeFormat, at: number, now: number, locale: Locale): string =>
    date.format(at) === date.format(now) ? clock.format(at) : `${locale.day(at, now)} ${clock.format(at)}`;
  return {
    language,
    has: (id) => bundle.hasMessage(id),
    t(id, args) {
      const pattern = bundle.getMessage(id)?.value;
      if (!pattern) throw new LocaleError(`no text ${id} in ${language}`);
      const errors: Error[] = [];
      const text = bundle.formatPattern(pattern, args, errors);
      if (errors[0]) throw new LocaleError(`text ${id} in ${language}: ${errors[0].message}`);
      return text;
    },
    number: (n) => numbers.format(n),
    money: (amount) => (amount % (MONEY_SCALE / 100) === 0 ? ofTwo : ofFour).format(amount / MONEY_SCALE),
    time(at, now) {
      return withDay(second, at, now, this);
    },
    minute(at, now) {
      return withDay(minute, at, now, this);
    },
    day: (at, now) => (yearOf(at) === yearOf(now) ? ofThisYear : ofAnother).format(at),
    duration(ms) {
      const seconds = Math.max(0, Math.round(ms / 1000));
      const [h, min, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
      const pieces = [
        h && this.t('hours', { n: h }),
        min && this.t('minutes', { n: min }),
        !h && (s || !min) && this.t('seconds', { n: s }),
      ];
      return pieces.filter(Boolean).join(' ');
    },
  };
}
