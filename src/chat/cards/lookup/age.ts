import type { Locale } from '../../locale.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** "3 days", "5 h", "12 min": how old something is, in one figure. */
export function ageWords(locale: Locale, ms: number): string {
  if (ms >= 2 * DAY_MS) return locale.t('days', { n: Math.round(ms / DAY_MS) });
  const unit = ms >= HOUR_MS ? HOUR_MS : MINUTE_MS;
  return locale.duration(Math.max(MINUTE_MS, Math.round(ms / unit) * unit));
}
