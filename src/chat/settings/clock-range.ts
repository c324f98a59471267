import { in24Hours } from '../grammar/twelve-hours.ts';
import { typedWords } from '../grammar/typed-words.ts';

/** Minutes of a day, as clocks show them. */
export interface ClockRange {
  readonly from: number;
  readonly to: number;
}

const DAY = 1_440;
const RANGE = /^(\d{1,2})(?:[:.]([0-5]\d))?-(\d{1,2})(?:[:.]([0-5]\d))?$/;

const FROM_TO = new RegExp(
  `(?<=^|\\s)(?:(?:${typedWords('typed-clock-from')})\\s+)?(\\d\\S*)\\s+(?:${typedWords('typed-clock-to')})\\s+(?=\\d)`,
  'giu',
);

/** A line with every dash as a hyphen, and no spaces around it; "from 9 to 18" and "9am to 6pm" are one as well. */
export const withHyphens = (typed: string): string =>
  in24Hours(typed.trim())
    .replace(FROM_TO, '$1-')
    .replace(/\s*[-\u2010-\u2015\u2212]\s*/g, '-');

const minutes = (hour: string, minute: string): number => Number(hour) * 60 + Number(minute);

/** Reads 9-18, 22:30-9:00, 9–18, from 9 to 18, 0-24; 24 is the midnight that ends a day. Null: it is none, or has no length. */
export function readClockTimes(typed: string): ClockRange | null {
  const [whole, from = '', fromMinute = '0', to = '', toMinute = '0'] = RANGE.exec(withHyphens(typed)) ?? [];
  const range = { from: minutes(from, fromMinute), to: minutes(to, toMinute) };
  const isOne = whole !== undefined && range.from < DAY && range.to <= DAY;
  return isOne && range.from !== range.to ? range : null;
}

/** The same of a part of the day: what held all of it would never end. */
export function readClockRange(typed: string): ClockRange | null {
  const range = readClockTimes(typed);
  return range && range.from !== range.to % DAY ? range : null;
}

const clock = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

export const writeClockRange = ({ from, to }: ClockRange): string => `${clock(from)}-${clock(to)}`;
