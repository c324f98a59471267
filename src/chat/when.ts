import { dayAt, minuteAt, momentsOf } from '../messages/zone.ts';
import { aheadOfUtc } from './ahead-of-utc.ts';
import { type Locale, localeFor } from './locale.ts';
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

/**
 * What is left is said in these, from so much of it on: the less is left, the more often that is said anew. So much less
 * counts as well: of two hours asked for some seconds are over when that is read.
 */
const STEPS = [
  { from: 2 * DAY_MS, unit: 'day', of: 1, ms: DAY_MS, less: MINUTE_MS },
  { from: 2 * HOUR_MS, unit: 'hour', of: 1, ms: HOUR_MS, less: MINUTE_MS },
  { from: 20 * MINUTE_MS, unit: 'minute', of: 10, ms: 10 * MINUTE_MS, less: MINUTE_MS },
  { from: 0, unit: 'minute', of: 1, ms: MINUTE_MS, less: 0 },
] as const;

/** What is left by whole steps, and by which. */
function leftIn(leftMs: number) {
  const step = STEPS.find(({ from, less }) => leftMs + less >= from) ?? STEPS[3];
  return { ...step, n: Math.floor((leftMs + step.less) / step.ms) };
}

/** "in 3 days", "in 1 h 50 min" */
function leftWords(locale: Locale, leftMs: number): string {
  const { unit, of, n } = leftIn(leftMs);
  const isAnHour = unit === 'minute' && n * of >= 60;
  if (isAnHour) return locale.t('time-left', { left: locale.duration(n * of * MINUTE_MS) });
  return new Intl.RelativeTimeFormat(locale.language).format(Math.max(1, n * of), unit);
}

/** "1 Dec 09:00 (in 3 days), Moscow Time" */
export function whenWords(locale: Locale, timeZone: string, at: number, now: number): string {
  const left = at > now ? ` (${leftWords(locale, at - now)})` : '';
  return `${dateWords(locale, timeZone, at, now)}${left}, ${zoneName(locale, timeZone, at)}`;
}

/** When that reads otherwise (ms): not before the next step, and not after its time. */
export function whenChangesAt(at: number, now: number): number {
  const { n, ms, less } = leftIn(at - now);
  return Math.max(now + 1, Math.min(at, at - n * ms + less + 1));
}
