import { meaningsIn } from '../locale.ts';
import { typedWords } from './typed-words.ts';

/*
 * What a clock shows as people say it by the hour that is near: "half past six", "quarter to nine". The locale files have
 * the words with the minutes that they stand beside the hour which is named, and the hours as they are named then.
 */

const BESIDE = meaningsIn('spoken-clock-beside');
const HOURS = meaningsIn('spoken-clock-hours');

const oneOf = (words: ReadonlyMap<string, string>): string =>
  [...words.keys()].sort((a, b) => b.length - a.length).join('|');

const SAID = `(?<beside>${oneOf(BESIDE)}) ?(?<hour>${oneOf(HOURS)}|1[0-2]|[1-9])`;
const PART = `${typedWords('typed-morning')}|${typedWords('typed-evening')}`;
const CLOCK = new RegExp(`^(?<before>.*? )?${SAID}(?: ?(?<part>${PART}))?$`, 'u');

/** One where words go on. Takes small letters. */
export const CLOCK_SAID = `(?:${SAID.replace(/\?<\w+>/g, '?:')})(?: ?(?:${PART}))?(?![\\p{L}\\d:.])`;

const HALF_DAY = 12 * 60;

const figures = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

/** The same in figures: of which half of the day, where that is not said either may be meant; empty: it says no such time. */
export function clockInFigures(words: string): readonly string[] {
  const { before = '', beside = '', hour = '', part } = CLOCK.exec(words)?.groups ?? {};
  if (beside === '') return [];
  const shown = Number(HOURS.get(hour) ?? hour) * 60 + Number(BESIDE.get(beside));
  const minute = shown % HALF_DAY;
  if (part !== undefined) return [`${before}${figures(minute)} ${part}`];
  return [minute, minute + HALF_DAY].map((one) => before + figures(one));
}
