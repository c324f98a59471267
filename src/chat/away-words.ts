import type { Locale } from './locale.ts';

/** A day that begins at a moment (ms), without its time: "2026-11-30". */
export const dayWords = (locale: Locale, at: number, now: number): string =>
  locale.time(at, now).replace(/ 00:00:00$/, '');
