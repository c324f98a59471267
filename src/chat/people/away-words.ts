import { FALLBACK, type Locale } from '../locale.ts';

/** The day of a moment (ms): "30 November", with the year where it is another. */
export function dayWords({ language }: Locale, timeZone: string, at: number, now: number): string {
  const yearOf = (moment: number) =>
    new Intl.DateTimeFormat(FALLBACK, { timeZone, year: 'numeric' }).format(moment);
  const named = language === FALLBACK ? 'en-GB' : language;
  const day = new Intl.DateTimeFormat(named, { timeZone, day: 'numeric', month: 'long' }).format(at);
  return yearOf(at) === yearOf(now) ? day : `${day} ${yearOf(at)}`;
}
