import { isOneOf, meaningsIn } from '../locale.ts';
import { typedWords } from './typed-words.ts';

/*
 * What a clock shows as people say it: by the hour that is near, "half past six", "quarter to nine", or by the hour itself,
 * "at nine o'clock in the evening". The locale files have the words with the minutes that they stand beside the hour which
 * is named, and the hours as they are named then.
 */

const BESIDE = meaningsIn('spoken-clock-beside');
const HOURS = meaningsIn('spoken-clock-hours');
const ALONE = meaningsIn('spoken-hours');

const oneOf = (words: ReadonlyMap<string, string>): string =>
  [...words.keys()].sort((a, b) => b.length - a.length).join('|');

const SAID = `(?<beside>${oneOf(BESIDE)}) ?(?<hour>${oneOf(HOURS)}|1[0-2]|[1-9])`;
const PART = `${typedWords('typed-morning')}|${typedWords('typed-evening')}`;
const CLOCK = new RegExp(`^(?<before>.*? )?${SAID}(?: ?(?<part>${PART}))?$`, 'u');

const AT = typedWords('typed-at-hour');
const OF_DAY = `${typedWords('typed-of-day')}|${typedWords('typed-of-night')}`;
const O_CLOCK = typedWords('typed-o-clock');
const MIDNIGHT = typedWords('typed-midnight');
const END = '(?![\\p{L}\\p{N}:.-])';
/** "at 3 o'clock", "at three in the afternoon": what stands behind says that it is an hour. */
const HOUR = `(?:${AT}) (?:\\d{1,2}|${oneOf(ALONE)}) (?:(?:${O_CLOCK})(?: (?:${PART}|${OF_DAY}))?|${OF_DAY}|${PART})`;
const AT_HOUR = new RegExp(
  `^(?<before>.+? )??(?:${AT}) (?<hour>\\d{1,2}|${oneOf(ALONE)})(?<clock> (?:${O_CLOCK}))?(?: (?<part>${PART}|${OF_DAY}))?(?<behind> .+)?$`,
  'u',
);
const AT_MIDNIGHT = new RegExp(`^(?<before>.+? )??(?:(?:${AT}) )?(?:${MIDNIGHT})(?<behind> .+)?$`, 'u');

/** One where words go on. Takes small letters. */
export const CLOCK_SAID = `(?:${SAID.replace(/\?<\w+>/g, '?:')})(?: ?(?:${PART}))?(?![\\p{L}\\d:.])`;

/** An hour that is said as one, behind the word that says "at", or midnight. Takes small letters. */
export const HOUR_SAID = `(?:${HOUR}|(?:(?:${AT}) )?(?:${MIDNIGHT}))${END}`;

const HALF_DAY = 12 * 60;
/** Up to so many hours after midnight it is night, and from so many after noon on again; of the day it is the other way round. */
const NIGHT = { to: 5, from: 9 };
const DAY = { to: 6, from: 10 };

const figures = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

/** Midnight begins one day and ends another: the one that was named may be either. */
const midnights = (before: string): readonly string[] =>
  before === '' ? ['24:00'] : [`${before}0:00`, `${before}24:00`];

/** The same in figures: of which half of the day, where that is not said either may be meant; empty: it says no such time. */
export function clockInFigures(words: string): readonly string[] {
  const { before = '', beside = '', hour = '', part } = CLOCK.exec(words)?.groups ?? {};
  if (beside === '') return [];
  const shown = Number(HOURS.get(hour) ?? hour) * 60 + Number(BESIDE.get(beside));
  const minute = shown % HALF_DAY;
  if (part !== undefined) return [`${before}${figures(minute)} ${part}`];
  return [minute, minute + HALF_DAY].map((one) => before + figures(one));
}

/** The same of an hour that is said as one, or midnight, with a day before or behind it. Takes small letters. */
export function hourInFigures(words: string): readonly string[] {
  const midnight = AT_MIDNIGHT.exec(words)?.groups;
  if (midnight) return midnights(dayOf(midnight));
  const said = AT_HOUR.exec(words)?.groups;
  if (!said) return [];
  const { hour: typed = '', clock, part } = said;
  const hour = Number(ALONE.get(typed) ?? typed);
  const isNamed = ALONE.has(typed) || clock !== undefined;
  const before = dayOf(said);
  if (isOneOf(part ?? '', 'typed-of-night')) return atNight(before, hour);
  if (isOneOf(part ?? '', 'typed-of-day')) {
    if (hour >= 1 && hour <= DAY.to) return [`${before}${figures(hour * 60 + HALF_DAY)}`];
    return hour >= DAY.from && hour <= 12 ? [`${before}${figures(hour * 60)}`] : [];
  }
  if (!isNamed || hour > 24) return [];
  if (part !== undefined) return [`${before}${hour} ${part}`];
  if (hour > 12 || hour === 0) return [`${before}${figures(hour * 60)}`];
  const minute = (hour * 60) % HALF_DAY;
  return [minute, minute + HALF_DAY].map((one) => before + figures(one));
}

/** A day may stand behind its hour, too. */
const dayOf = ({ before = '', behind = '' }: Readonly<Record<string, string | undefined>>): string =>
  `${before}${behind.trim()}`.trim() === '' ? '' : `${before}${behind.trim()} `.replace(/ +/g, ' ');

function atNight(before: string, hour: number): readonly string[] {
  if (hour === 12) return midnights(before);
  if (hour >= 1 && hour <= NIGHT.to) return [`${before}${figures(hour * 60)}`];
  return hour >= NIGHT.from && hour < 12 ? [`${before}${figures(hour * 60 + HALF_DAY)}`] : [];
}
