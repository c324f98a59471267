import type { OfWindows } from './encoding.ts';

/** As written where the month stands first, where the year does, and elsewhere. */
const ENGLISH = { month: 'en-US', year: 'en-CA', day: 'en-GB' } as const;

/**
 * By whose habits dates are written for people of a country (two letters, ISO 3166-1). English alone is written with day
 * and month in either order: 3/12 is March in one country and December in another.
 */
export function habitsIn(language: string, country: string): string {
  if (new Intl.Locale(language).language !== 'en') return language;
  // With its script it is taken for one that ICU does not know.
  const spoken = new Intl.Locale('und', { region: country }).maximize().language;
  const [first] = new Intl.DateTimeFormat(`${spoken}-${country}`, { dateStyle: 'short' })
    .formatToParts(0)
    .flatMap(({ type }) => (type === 'month' || type === 'year' || type === 'day' ? [type] : []));
  return ENGLISH[first ?? 'day'];
}

/** In which encoding Excel writes tables for people of a country, or who speak that language, where either is written in Cyrillic. */
export function usualEncoding(language: string, country: string): OfWindows {
  const locales = [new Intl.Locale(language), new Intl.Locale('und', { region: country })];
  return locales.some((locale) => locale.maximize().script === 'Cyrl') ? 'windows-1251' : 'windows-1252';
}
