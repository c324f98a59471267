import { FALLBACK, isLanguage, type Locale, localeFor } from '../locale.ts';

/** The words of a language as it was kept with a table, for what tells no time. */
export const localeOf = (language: string): Locale =>
  localeFor(isLanguage(language) ? language : FALLBACK, 'UTC');
