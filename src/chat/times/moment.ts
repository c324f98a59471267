import { type Day, dayAt, isDate, minuteAt, momentsOf, weekdayOf } from '../../messages/zone.ts';
import { clockAndDay } from '../grammar/clock-and-day.ts';
import { dateNamed } from '../grammar/date-named.ts';
import { isDayWord } from '../grammar/day-word.ts';
import { clockInFigures, hourInFigures } from '../grammar/spoken-clock.ts';
import { hourIn } from '../grammar/twelve-hours.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { isOneOf } from '../locale.ts';
import { lengthInFigures } from './spoken-length.ts';
import { dayPart, noonInFigures, twelveInFigures, whichDay } from './time-words.ts';
import { weekdayNamed } from './weekdays.ts';

const MINUTE_MS = 60_000;
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

interface Reader {
  readonly now: number;
  readonly timeZone: string;
}

const AFTER = typedWords('typed-later-by');
const AT = typedWords('typed-clock-at');
/** `+2h`, `in 2 hours`. */
const LATER = new RegExp(`^(?:\\+|(?:${AFTER}) ) ?(\\d{1,5}) ?(\\p{L}+)\\.?$`, 'u');
/** `in 1 hour 50 minutes`, `+1h50m`; without what says that it is from now nobody can tell. */
const LATER_BY_BOTH = new RegExp(
  `^(\\+|(?:${AFTER}) )? ?(\\d{1,3}) ?(?:${typedWords('typed-hours')})\\.?(?: (?:${typedWords('typed-and')}))? ?(\\d{1,4}) ?(?:${typedWords('typed-minutes')})\\.?$`,
  'u',
);
/** `in an hour` */
const ONE_LATER = new RegExp(`^(?:${AFTER}) (\\p{L}+)$`, 'u');
/** A day, then what a clock shows, of which minutes may be left out where something else says that it is a clock. */
const CLOCK = new RegExp(
  `^(?:(?!(?:${AT}) )(\\S+) )?(?:(${AT}) )?(\\d{1,2})(?:([:.])(\\d{2}))?(?: ?(${typedWords('typed-morning')}|${typedWords('typed-evening')}))?$`,
  'u',
);

/** What a clock shows, then what may be a day. */
const CLOCK_FIRST = new RegExp(
  `^((?:(?:${AT}) )?\\d{1,2}(?:[:.]\\d{2})?(?: ?(?:${typedWords('typed-morning')}|${typedWords('typed-evening')}))?) (?:(?:${typedWords('typed-on-day')}) )?(.+)$`,
  'u',
);

/** "on" before a day. */
const AT_DAY = new RegExp(`^(?:${AT}|${typedWords('typed-on-day')}) (?=\\p{L})`, 'u');

/** A date without an hour, as computers write it. */
const ISO_DAY = /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/;

const UNITS = ['typed-minutes', 'typed-hours', 'typed-days'];

const UNREAD: Moment = { no: 'unread', instead: [] };

const two = (n: number): string => String(n).padStart(2, '0');

/** As it can be typed, and is read in one way. */
function written({ day: { year, month, day }, minute }: Clock): string {
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

function found(at: number, { now }: Reader, later: readonly string[] = []): Moment {
  if (at <= now) return { no: 'past', instead: later };
  return at - now > AHEAD_MS ? { no: 'far', instead: [] } : { at };
}

/** @param later what could be meant where that is over */
function resolve(clock: Clock, reader: Reader, later: readonly Clock[] = []): Moment {
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

const daysAfter = (n: number, { day, ...rest }: Day): Day => ({ ...rest, day: day + n });

/** Minutes after midnight; null: no clock shows that. 24:00 is the midnight that ends a day (ISO 8601). */
function minuteOf(hour: string | number | undefined, minute: string | undefined): number | null {
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
function onDay(word: string, minute: number, reader: Reader): Moment {
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

/** So many minutes, hours or days from now: days later clocks show the same. */
function fromNow(count: string, unit: string, reader: Reader): Moment {
  const { now, timeZone } = reader;
  const n = Number(count);
  if (isOneOf(unit, 'typed-minutes')) return found(now + n * MINUTE_MS, reader);
  if (isOneOf(unit, 'typed-hours')) return found(now + n * HOUR_MS, reader);
  if (!isOneOf(unit, 'typed-days')) return UNREAD;
  const day = daysAfter(n, dayAt(now, timeZone));
  const moment = resolve({ day, minute: minuteAt(now, timeZone) }, reader);
  // Minutes are all that clocks were asked for.
  return 'at' in moment ? { at: moment.at + (now % MINUTE_MS) } : moment;
}

/** `10:00 tomorrow`, `at 9 on Friday`, `18:30 on 9 Dec`: the day first, as it is read. */
function dayFirst(words: string): string {
  const [, clock = '', day = ''] = CLOCK_FIRST.exec(words) ?? [];
  // Before a date, a number alone may be its day.
  const isDay = isDayWord(day) || (!/^\d+$/.test(clock) && dateNamed(`${day} `)?.length === day.length);
  return isDay ? `${day} ${clock}` : words;
}

const inSmall = (typed: string): string => typed.trim().toLowerCase().replace(/\s+/g, ' ');

/** In small letters, with a date in figures. */
function wordsOf(typed: string): string {
  const small = inSmall(typed);
  const { said, time } = clockAndDay(small) ?? {};
  if (said === small) return time ?? small;
  const words = dayFirst(small).replace(AT_DAY, '').replace(ISO_DAY, '$<day>.$<month>.$<year>.');
  const date = dateNamed(`${words} `);
  // With a point behind it a date alone is no hour and minute.
  if (date) return noonInFigures(date.figures + (words.slice(date.length) || '.'));
  return noonInFigures(lengthInFigures(words));
}

/** Whether a time is so long from when it is read. */
export const isFromNow = (typed: string): boolean =>
  [LATER, ONE_LATER, LATER_BY_BOTH].some((pattern) => pattern.test(wordsOf(typed)));

/** `18-30`, `mon 18-30`, `1830`, `mon 9`: what a clock shows, as it should have been written; null: it is none. */
function likelyClock(words: string): string | null {
  const [, before = '', hour, minutes] = /^(.* )?(\d{1,2})-?([0-5]\d)$/.exec(words) ?? [];
  if (hour !== undefined && Number(hour) <= 23) return `${before}${hour}:${minutes}`;
  const [, day = '', bare] = /^(\p{L}+) (\d{1,2})$/u.exec(words) ?? [];
  return bare !== undefined && Number(bare) <= 23 && isDayWord(day) ? `${day} ${bare}:00` : null;
}

/** What cannot be read as it is, with the time that is likely to be meant. */
function likely(words: string, reader: Reader): Moment {
  const clock = likelyClock(words);
  const meant = clock === null ? UNREAD : readMoment(clock, reader);
  if (!('at' in meant)) return meant;
  const { at } = meant;
  return {
    no: 'unread',
    instead: [written({ day: dayAt(at, reader.timeZone), minute: minuteAt(at, reader.timeZone) })],
  };
}

/** A weekday with "next" before it: in some mouths the one that comes, in others the one of the week behind. */
function nextOne(time: string, reader: Reader): Moment {
  const [day = ''] = time.split(' ');
  const moment = readMoment(time, reader);
  const first = 'at' in moment ? moment : readMoment(moment.instead[0] ?? '', reader);
  if (weekdayNamed(day) === null || !('at' in first)) return UNREAD;
  const shown = { day: dayAt(first.at, reader.timeZone), minute: minuteAt(first.at, reader.timeZone) };
  const isToday = written(shown).startsWith(
    written({ day: dayAt(reader.now, reader.timeZone), minute: 0 }).slice(0, 10),
  );
  const weeks = isToday ? [7, 14] : [0, 7];
  const instead = weeks.map((days) => written({ ...shown, day: daysAfter(days, shown.day) }));
  return { no: 'two', instead };
}

/** What could be meant by a day, or a part of one, without an hour. */
function hoursOf(words: string, reader: Reader): Moment {
  const which = whichDay(words);
  if (which?.isNext) return nextOne(which.time, reader);
  const said = dayPart(which?.time ?? words);
  if (!said) return which ? readMoment(which.time, reader) : UNREAD;
  const { now, timeZone } = reader;
  const today = dayAt(now, timeZone);
  const read = said.hours.map((hour) => {
    const minute = hour * 60;
    if (said.day !== null) return onDay(said.day, minute, reader);
    return resolve({ day: today, minute }, reader, [{ day: daysAfter(1, today), minute }]);
  });
  const shown = (at: number) => written({ day: dayAt(at, timeZone), minute: minuteAt(at, timeZone) });
  const ahead = read.flatMap((moment) => {
    if ('at' in moment) return [shown(moment.at)];
    return moment.no === 'two' ? moment.instead : [];
  });
  // Where all of it is over today the next one is meant.
  const later = read.flatMap((moment) => ('no' in moment && moment.no === 'past' ? moment.instead : []));
  const instead = ahead.length > 0 ? ahead : later;
  if (instead.length > 0) return { no: 'two', instead };
  return read.find((moment) => 'no' in moment && (moment.no === 'past' || moment.no === 'far')) ?? UNREAD;
}

/** What could be meant by a clock that was said, of whose half of the day nobody can tell. */
function eitherHalf(clocks: readonly string[], reader: Reader): Moment {
  const read = clocks
    .map((clock) => readMoment(clock, reader))
    .filter((moment) => 'at' in moment || moment.no !== 'unread');
  const times = new Set(read.map((moment) => ('at' in moment ? moment.at : null)));
  // A part of the day that was said too leaves one.
  const [only] = times.size === 1 ? times : [];
  if (only !== undefined && only !== null) return { at: only };
  const instead = read.flatMap((moment) => {
    if (!('at' in moment)) return moment.instead;
    return written({ day: dayAt(moment.at, reader.timeZone), minute: minuteAt(moment.at, reader.timeZone) });
  });
  return instead.length > 0 ? { no: 'two', instead: instead.toSorted() } : (read[0] ?? UNREAD);
}

/** What a clock shows next, as it can be typed. */
function nextOn(clock: string, reader: Reader): readonly string[] {
  const moment = readMoment(clock, reader);
  return 'at' in moment ? [clock] : moment.instead;
}

/**
 * Reads a time that was typed for something to go at: `18:30`, `2026-12-01T09:00`, `+2h`, `tomorrow 9:00`, `mon 9:00`,
 * `1.12 9:00`, `1 Dec 9:00`, in the zone unless it says how far clocks are ahead of UTC. Only what can be meant in no other way.
 */
export function readMoment(typed: string, reader: Reader): Moment {
  const words = wordsOf(typed);
  const said = [hourInFigures(inSmall(typed)), twelveInFigures(words)].find(({ length }) => length > 0);
  const [clock, ...others] = said ?? clockInFigures(words);
  if (clock !== undefined) {
    return others.length > 0 ? eitherHalf([clock, ...others], reader) : readMoment(clock, reader);
  }
  const { now, timeZone } = reader;
  const today = dayAt(now, timeZone);
  const [, count, unit = ''] = LATER.exec(words) ?? [];
  if (count !== undefined) return fromNow(count, unit, reader);
  const [both, sign, hours, more] = LATER_BY_BOTH.exec(words) ?? [];
  if (both !== undefined) {
    const minutes = Number(hours) * 60 + Number(more);
    if (sign === undefined) return { no: 'unread', instead: [`+${minutes}m`] };
    return found(now + minutes * MINUTE_MS, reader);
  }
  const [, unsaid, ofUnit = ''] = /^(\d{1,5}) ?(\p{L}+)\.?$/u.exec(words) ?? [];
  if (unsaid !== undefined && UNITS.some((id) => isOneOf(ofUnit, id))) {
    const isHour = isOneOf(ofUnit, 'typed-hours') && Number(unsaid) <= 23;
    const later = `+${unsaid}${ofUnit}`;
    const clock = isHour ? nextOn(`${unsaid}:00`, reader) : [];
    return { no: isHour ? 'two' : 'unread', instead: [later, ...clock] };
  }
  const [, oneUnit] = ONE_LATER.exec(words) ?? [];
  if (oneUnit !== undefined) return fromNow('1', oneUnit, reader);
  const iso =
    /^(\d{4})-(\d{1,2})-(\d{1,2})[t ](\d{1,2}):(\d{2})(:\d{2}(?:\.\d+)?)?(z|[+-]\d{2}(?::?\d{2})?)?$/;
  const [isIso, year, month, day, isoHour, isoMinute, seconds = '', offset] = iso.exec(words) ?? [];
  if (isIso) {
    const date = { year: Number(year), month: Number(month), day: Number(day) };
    const minute = minuteOf(isoHour, isoMinute);
    if (minute === null || !isDate(date)) return UNREAD;
    if (offset === undefined) return resolve({ day: date, minute }, reader);
    const zone = offset.replace(/^(.\d{2}):?(\d{2})?$/, (_, hours, minutes = '00') => `${hours}:${minutes}`);
    const at = Date.parse(`${written({ day: date, minute })}${seconds}${zone.toUpperCase()}`);
    return Number.isNaN(at) ? UNREAD : found(at, reader);
  }
  if (/^\d{1,2}$/.test(words)) {
    const clock = Number(words) <= 23 ? nextOn(`${words}:00`, reader) : [];
    return { no: clock.length > 0 ? 'two' : 'unread', instead: [...clock, `+${words}h`, `+${words}m`] };
  }
  const [isClock, word, at, hour, mark, minutes, part] = CLOCK.exec(words) ?? [];
  const minute = minuteOf(part === undefined ? hour : hourIn(part, Number(hour)), minutes ?? '0');
  const isSaid = mark !== undefined || at !== undefined || part !== undefined;
  if (!isClock) {
    const meant = likely(words, reader);
    return meant === UNREAD ? hoursOf(words, reader) : meant;
  }
  if (minute === null || !isSaid) return likely(words, reader);
  if (word !== undefined) return onDay(word, minute, reader);
  // With a point it may be a date.
  const isBare = mark === '.' && at === undefined && part === undefined;
  if (isBare && isDate({ year: today.year, month: Number(minutes), day: Number(hour) })) {
    return { no: 'two', instead: [...nextOn(`${hour}:${minutes}`, reader), `${words} 9:00`] };
  }
  return resolve({ day: today, minute }, reader, [{ day: daysAfter(1, today), minute }]);
}
