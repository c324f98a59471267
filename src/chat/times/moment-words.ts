import { dateNamed } from '../grammar/date-named.ts';
import { isDayWord } from '../grammar/day-word.ts';
import { CLOCK_SHOWN } from '../grammar/twelve-hours.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { COUNT, LENGTH } from './spoken-length.ts';
import { timeInWords } from './time-words.ts';

const AT = `(?:(?:${typedWords('typed-clock-at')}) +)?`;
/** A comma is no part of a time, and may stand behind it. */
const END = '(?=[\\s,;]|$)';

/** A day and what the clock shows, such as `tomorrow 9:00`, are one time, and so is `9 am`; a day with its hour in it is one by itself. */
const DAY_AND_CLOCK = new RegExp(`^(?:${AT}[^\\s:+]+ +(?:\\p{L}{1,2} +)?)?${CLOCK_SHOWN}${END}`, 'iu');

/** A day and its hour alone: `tomorrow at 9`, `mon 9`. */
const DAY_AND_HOUR = new RegExp(`^${AT}(\\p{L}+) +${AT}\\d{1,2}(?:-\\d{2})?${END}`, 'iu');

/** What it shows behind a date with its month's name: `9 Dec at 8:00`. */
const CLOCK_BEHIND = new RegExp(`^ +${AT}${CLOCK_SHOWN}${END}`, 'iu');

const MINUTES_TOO = ` *(?:(?:${typedWords('typed-and')}) +)?\\d{1,4} ?(?:${typedWords('typed-minutes')})\\.?`;

/** `in 2 hours`, `in an hour` in the languages that say it with two words, `in 1 hour 50 minutes`, `+1h 50m`. */
const LATER = new RegExp(
  `^(?:(?:${typedWords('typed-later-by')}) +(?:${LENGTH}|(?:\\d{1,5}(?:[.,]\\d{1,2})? ?|${COUNT} )?\\p{L}+\\.?(?:${MINUTES_TOO})?)|\\+\\d{1,3} ?(?:${typedWords('typed-hours')})\\.?${MINUTES_TOO})${END}`,
  'iu',
);

/** Words that are one time together, where some begin; null: none do. */
export function momentOf(left: string): string | null {
  const { length = 0 } = dateNamed(left) ?? {};
  const clock = length > 0 ? CLOCK_BEHIND.exec(left.slice(length)) : null;
  if (clock) return left.slice(0, length) + clock[0];
  const hour = DAY_AND_HOUR.exec(left);
  const isHour = hour !== null && isDayWord(hour[1] ?? '');
  const figures = (DAY_AND_CLOCK.exec(left) ?? (isHour ? hour : null))?.[0] ?? null;
  const inWords = timeInWords(left);
  // "tomorrow at 3" goes on in "tomorrow at 3 o'clock".
  const isMore = inWords !== null && inWords.length > (figures?.length ?? 0);
  return (isMore ? inWords : figures) ?? LATER.exec(left)?.[0] ?? null;
}
