import { dayAt, isDate, minuteAt } from '../../messages/zone.ts';
import { clockAndDay } from '../grammar/clock-and-day.ts';
import { dateNamed } from '../grammar/date-named.ts';
import { isDayWord } from '../grammar/day-word.ts';
import { clockInFigures, hourInFigures } from '../grammar/spoken-clock.ts';
import { hourIn } from '../grammar/twelve-hours.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { isOneOf } from '../locale.ts';
import {
  daysAfter,
  found,
  fromNow,
  MINUTE_MS,
  type Moment,
  minuteOf,
  onDay,
  type Reader,
  resolve,
  UNREAD,
  written,
} from './clock-moment.ts';
import { lengthInFigures } from './spoken-length.ts';
import { dayPart, noonInFigures, twelveInFigures, whichDay } from './time-words.ts';
import { weekdayNamed } from './weekdays.ts';

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

const UNITS = ['typed-minutes', 'typed-hours', 'typed-days', 'typed-weeks'];

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

/** The hour with which an evening begins. */
const EVENING = 18;
const DAY_MINUTES = 24 * 60;

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
  // "today" at nine in the evening is hardly tomorrow: its next hour stands first.
  const nextHour = minuteAt(now, timeZone) - (minuteAt(now, timeZone) % 60) + 60;
  const isLeft = said.hours.some((hour) => hour >= EVENING) && nextHour < DAY_MINUTES;
  const soon = isLeft ? [written({ day: today, minute: nextHour })] : [];
  const instead = ahead.length > 0 ? ahead : later.length > 0 ? [...soon, ...later] : [];
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
