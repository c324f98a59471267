import { dayAt, minuteAt, momentsOf } from '../../messages/zone.ts';
import { type Locale, localeFor } from '../locale.ts';
import { aheadOfUtc } from './ahead-of-utc.ts';
import { isFromNow } from './moment.ts';
import { readZonedMoment } from './zoned-moment.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Zones have no names in the languages of some ICU builds: then it is their own. */
export function zoneName({ language }: Locale, timeZone: string, at: number): string {
  const format = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'shortGeneric' });
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** Whether clocks show that minute twice, as they are put back. */
const isShownTwice = (timeZone: string, at: number): boolean =>
  momentsOf(dayAt(at, timeZone), minuteAt(at, timeZone), timeZone).length > 1;

/** "1 Dec 09:00", with the year where it is another, and with "UTC+1" where that minute is on the clock twice. */
export function dateWords({ language }: Locale, timeZone: string, at: number, now: number): string {
  const there = localeFor(language, timeZone);
  const which = isShownTwice(timeZone, at) ? ` ${aheadOfUtc(timeZone, at)}` : '';
  return `${there.day(at, now)} ${there.minute(at, at)}${which}`;
}

/** A time as a button has it that is not shown anew: "1 Dec 09:00"; how long it is from when it is pressed stays as typed. */
export function momentWords(locale: Locale, timeZone: string, typed: string, now: number): string {
  const moment = readZonedMoment(typed, { now, timeZone });
  return 'at' in moment && !isFromNow(typed) ? dateWords(locale, timeZone, moment.at, now) : typed;
}

/** What is left is said to the nearest of these, from so much of it on: the less is left, the more often that is said anew. */
const STEPS = [
  { from: 2 * DAY_MS, ms: DAY_MS },
  { from: 12 * HOUR_MS, ms: 30 * MINUTE_MS },
  { from: 2 * HOUR_MS, ms: 15 * MINUTE_MS },
  { from: 20 * MINUTE_MS, ms: 5 * MINUTE_MS },
  { from: 0, ms: MINUTE_MS },
] as const;

const stepOf = (leftMs: number) => STEPS.find(({ from }) => leftMs >= from) ?? STEPS[4];

/** "in 3 days", "in 1 h 50 min" */
function leftWords(locale: Locale, leftMs: number): string {
  const { ms } = stepOf(leftMs);
  const left = Math.max(1, Math.round(leftMs / ms)) * ms;
  const relative = new Intl.RelativeTimeFormat(locale.language);
  if (ms === DAY_MS) return relative.format(left / DAY_MS, 'day');
  if (left % HOUR_MS === 0) return relative.format(left / HOUR_MS, 'hour');
  if (left > HOUR_MS) return locale.t('time-left', { left: locale.duration(left) });
  return relative.format(left / MINUTE_MS, 'minute');
}

/** "1 Dec 09:00 (in 3 days), Moscow Time" */
export function whenWords(locale: Locale, timeZone: string, at: number, now: number): string {
  const left = at > now ? ` (${leftWords(locale, at - now)})` : '';
  return `${dateWords(locale, timeZone, at, now)}${left}, ${zoneName(locale, timeZone, at)}`;
}

/** When that reads otherwise (ms): not before the next step, and not after its time. */
export function whenChangesAt(at: number, now: number): number {
  const { from, ms } = stepOf(at - now);
  const reads = Math.max(from, (Math.round((at - now) / ms) - 0.5) * ms);
  return Math.max(now + 1, Math.min(at, at - reads + 1));
}
