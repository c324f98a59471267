import { readdirSync, readFileSync } from 'node:fs';
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const isLanguage = (value: string | null | undefined): value is Language =>
  LANGUAGES.includes(value as Language);

/** The language for a Telegram language_code: Russian for its neighbours' codes too, else English. */
export function languageOf(code: string | undefined): Language {
  const [primary] = (code ?? '').toLowerCase().split('-');
  return primary && ['ru', 'be', 'uk', 'kk'].includes(primary) ? 'ru' : 'en';
}

/** A text that the locale files do not have, or one whose arguments do not fit it. */
class LocaleError extends Error {
  override name = 'LocaleError';
}

function load(language: Language): FluentBundle {
  // No isolating marks: a number copied from the chat has to stay clean.
  const bundle = new FluentBundle(language, { useIsolating: false });
  const folder = new URL(`./locales/${language}/`, import.meta.url);
  for (const file of readdirSync(folder)) {
    const [error] = bundle.addResource(new FluentResource(readFileSync(new URL(file, folder), 'utf8')));
    if (error) throw error;
  }
  return bundle;
}

const bundles: Record<Language, FluentBundle> = { ru: load('ru'), en: load('en') };

export type Arguments = Record<string, FluentVariable>;

/** Words, times and money as one reader reads them. */
export interface Locale {
  readonly language: Language;
  /** @throws LocaleError for an unknown id or missing arguments */
  t(id: string, args?: Arguments): string;
  has(id: string): boolean;
  /** 14:03:12, or with the date when that is not today. */
  time(at: number, now: number): string;
  /** 4 s, 2 min 5 s, 3 h 10 min */
  duration(ms: number): string;
}

export function localeFor(language: Language, timeZone: string): Locale {
  const key = `${language} ${timeZone}`;
  const known = locales.get(key) ?? newLocale(language, timeZone);
  locales.set(key, known);
  return known;
}

/** Formatters are dear to make, and there are few readers' ways. */
const locales = new Map<string, Locale>();

function newLocale(language: Language, timeZone: string): Locale {
  const bundle = bundles[language];
  const clock = new Intl.DateTimeFormat('ru', { timeZone, timeStyle: 'medium' });
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  return {
    language,
    has: (id) => bundle.hasMessage(id),
    t(id, args) {
      const pattern = bundle.getMessage(id)?.value;
      if (!pattern) throw new LocaleError(`no text ${id} in ${language}.ftl`);
      const errors: Error[] = [];
      const text = bundle.formatPattern(pattern, args, errors);
      if (errors[0]) throw new LocaleError(`text ${id} in ${language}.ftl: ${errors[0].message}`);
      return text;
    },
    time(at, now) {
      const [date, today] = [day.format(at), day.format(now)];
      return date === today ? clock.format(at) : `${date} ${clock.format(at)}`;
    },
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
