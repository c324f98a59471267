import { type Day, dayAt, isDate, minuteAt, momentsOf, weekdayOf } from '../../messages/zone.ts';
import { isOneOf } from '../locale.ts';
import { weekdayNamed } from './weekdays.ts';

export const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Nothing is set for later than that (ms). */
const AHEAD_MS = 366 * 24 * HOUR_MS;
/** Up to so many minutes after midnight people still call the day that has begun tomorrow. */
const NIGHT = 4 * 60;

/**
 * Why what was typed is no time at which something could go: nobody can tell what it means, it means more than one, it
 * is over, more than a year away, or clocks are put forward over it, or show it twice as they are put back.
 */
export const NO_MOMENT = ['unread', 'two', 'past', 'far', 'skipped', 'twice'] as const;

export type Moment =
  | { readonly at: number }
  /** `instead`: what could be typed in its place. */
  | { readonly no: (typeof NO_MOMENT)[number]; readonly instead: readonly string[] };

/** What clocks show. */
interface Clock {
  readonly day: Day;
  /** After midnight; beyond the day's own it is one of the next. */
  readonly minute: number;
}

export interface Reader {
  readonly now: number;
  readonly timeZone: string;
}

export const UNREAD: Moment = { no: 'unread', instead: [] };

const two = (n: number): string => String(n).padStart(2, '0');

/** As it can be typed, and is read in one way. */
export function written({ day: { year, month, day }, minute }: Clock): string {
  const date = new Date(Date.UTC(year, month - 1, day, 0, minute));
  return date.toISOString().slice(0, 16);
}

/** The same with what clocks are ahead of UTC by, where they show it twice. */
function writtenAt(at: number, { timeZone }: Reader): string {
  const shown = { day: dayAt(at, timeZone), minute: minuteAt(at, timeZone) };
  const { year, month, day } = shown.day;
  const ahead = Math.round((Date.UTC(year, month - 1, day, 0, shown.minute) - at) / MINUTE_MS);
  const of = Math.abs(ahead);
  return `${written(shown)}${ahead < 0 ? '-' : '+'}${two(Math.floor(of / 60))}:${two(of % 60)}`;
}

export function found(at: number, { now }: Reader, later: readonly string[] = []): Moment {
  if (at <= now) return { no: 'past', instead: later };
  return at - now > AHEAD_MS ? { no: 'far', instead: [] } : { at };
}

/** @param later what could be meant where that is over */
export function resolve(clock: Clock, reader: Reader, later: readonly Clock[] = []): Moment {
  const [first, second] = momentsOf(clock.day, clock.minute, reader.timeZone);
  if (first === undefined) {
    const around = [-60, 60].map((minutes) => written({ ...clock, minute: clock.minute + minutes }));
    return { no: 'skipped', instead: around };
  }
  if (second !== undefined && second > reader.now) {
    return { no: 'twice', instead: [first, second].map((at) => writtenAt(at, reader)) };
  }
  return found(first, reader, later.map(written));
}

export const daysAfter = (n: number, { day, ...rest }: Day): Day => ({ ...rest, day: day + n });

/** Minutes after midnight; null: no clock shows that. 24:00 is the midnight that ends a day (ISO 8601). */
export function minuteOf(hour: string | number | undefined, minute: string | undefined): number | null {
  const [h, min] = [Number(hour), Number(minute)];
  return (h <= 23 && min <= 59) || (h === 24 && min === 0) ? h * 60 + min : null;
}

/** A date of this year, or of the next where it is over. */
function ofYear(date: Day, minute: number, typedYear: string | undefined, reader: Reader): Moment {
  if (!isDate(date)) return UNREAD;
  const next = { ...date, year: date.year + 1 };
  const later = typedYear === undefined && isDate(next) ? [{ day: next, minute }] : [];
  return resolve({ day: date, minute }, reader, later);
}

/** A day by a word, or a date with points or strokes, and what the clock shows. */
export function onDay(word: string, minute: number, reader: Reader): Moment {
  const { now, timeZone } = reader;
  const today = dayAt(now, timeZone);
  const on = (days: number): Clock => ({ day: daysAfter(days, today), minute });
  const isAhead = (clock: Clock) => 'at' in resolve(clock, reader);
  if (isOneOf(word, 'typed-today')) return resolve(on(0), reader, [on(1)]);
  if (isOneOf(word, 'typed-after-tomorrow')) return resolve(on(2), reader);
  if (isOneOf(word, 'typed-tomorrow')) {
    const isNight = minuteAt(now, timeZone) < NIGHT && isAhead(on(0));
    return isNight ? { no: 'two', instead: [on(0), on(1)].map(written) } : resolve(on(1), reader);
  }
  const weekday = weekdayNamed(word);
  if (weekday !== null) {
    const ahead = (weekday - 1 - weekdayOf(today) + 7) % 7;
    if (ahead === 0 && isAhead(on(0))) return { no: 'two', instead: [on(0), on(7)].map(written) };
    return resolve(on(ahead || 7), reader);
  }
  const [, first, mark, second, year] = /^(\d{1,2})([./])(\d{1,2})(?:\2(\d{4}))?\.?$/.exec(word) ?? [];
  if (!mark) return UNREAD;
  const [one, other] = [Number(first), Number(second)];
  const dated = (day: number, month: number) => ({ year: Number(year ?? today.year), month, day });
  const readings =
    mark === '.' || one === other ? [dated(one, other)] : [dated(one, other), dated(other, one)];
  const [date, another] = readings.filter(isDate);
  if (!date) return UNREAD;
  if (!another) return ofYear(date, minute, year, reader);
  const instead = [date, another].flatMap((day) => {
    const moment = ofYear(day, minute, year, reader);
    const isNone = 'no' in moment && (moment.no === 'past' || moment.no === 'skipped');
    return isNone ? moment.instead : [written({ day, minute })];
  });
  return instead.length > 0 ? { no: 'two', instead } : { no: 'past', instead };
}

/** So many minutes, hours, days or weeks from now: days later clocks show the same. */
export function fromNow(count: string, unit: string, reader: Reader): Moment {
  const { now, timeZone } = reader;
  const n = Number(count);
  if (isOneOf(unit, 'typed-minutes')) return found(now + n * MINUTE_MS, reader);
  if (isOneOf(unit, 'typed-hours')) return found(now + n * HOUR_MS, reader);
  const days = isOneOf(unit, 'typed-days') ? 1 : isOneOf(unit, 'typed-weeks') ? 7 : null;
  if (days === null) return UNREAD;
  const day = daysAfter(n * days, dayAt(now, timeZone));
  const moment = resolve({ day, minute: minuteAt(now, timeZone) }, reader);
  // Minutes are all that clocks were asked for.
  return 'at' in moment ? { at: moment.at + (now % MINUTE_MS) } : moment;
}
