import { isOneOf } from '../locale.ts';
import { COUNT, LENGTH } from '../times/spoken-length.ts';
import { whenSaid } from './clock-and-day.ts';
import { isDayWord } from './day-word.ts';
import { CLOCK_SHOWN } from './twelve-hours.ts';
import { typedWords } from './typed-words.ts';

const AT = `(?:${typedWords('typed-clock-at')}) `;
const DATE = String.raw`(?:\d{4}-\d{1,2}-\d{1,2}[Tt ]|\d{1,2}\.\d{1,2}(?:\.\d{4})?,? )`;
const CLOCK = String.raw`(?:(?!${AT})(?<day>\p{Ll}+) )?(?:${AT})?(?:${CLOCK_SHOWN}|(?<=${AT})\d{1,2}-[0-5]\d|(?<hour>\d{1,2}))`;
const LATER_BY = `(?:${typedWords('typed-later-by')})`;
const LATER = String.raw`(?:\+|${LATER_BY} )\d{1,4} ?\p{Ll}+|${LATER_BY} (?:${LENGTH}|(?:${COUNT} )?(?<unit>\p{Ll}+))`;
const DAY_AT = new RegExp(`^\\p{Ll}+ ${AT}`, 'u');
/** A sentence begins with a capital letter, and goes on with a small one behind a time that it begins with. */
const BEHIND = ':? +(?=[\\p{Lu}{«“"])';
const TIME_FIRST = new RegExp(`^(?:${AT})?(?<time>(?:${DATE})?${CLOCK}|${LATER})${BEHIND}`, 'u');
const TEXT_BEHIND = new RegExp(`^${BEHIND}`, 'u');

/** With these one begins in small letters too: `at 8pm tonight your order is ready`. */
const GREETING_BEHIND = new RegExp(`^ +(?=(?:${typedWords('typed-text-first')})(?!\\p{L}))`, 'u');

/** `send tomorrow 9:00 Your order is ready`: the bot is asked to, where a customer is told nothing by it. */
const ASKING = new RegExp(`^(?:${typedWords('typed-send')}) +`, 'iu');

/** A time before a text that may be meant as when it goes: `tomorrow 9:00 Your order is ready`; null: none stands there. */
export function timeFirst(text: string): { readonly time: string; readonly behind: string } | null {
  const asked = text.replace(ASKING, '');
  const [alone, together] = [clockFirst(asked), withDayFirst(asked)];
  return together !== null && together.behind.length < (alone?.behind.length ?? asked.length)
    ? together
    : alone;
}

function clockFirst(asked: string) {
  const found = TIME_FIRST.exec(asked);
  const { day, hour, unit, time = '' } = found?.groups ?? {};
  if (!found || (day !== undefined && !isDayWord(day)) || (unit !== undefined && !isUnit(unit))) return null;
  // Without minutes it is an hour only as in "tomorrow at 9".
  if (hour !== undefined && !DAY_AT.test(time)) return null;
  return { time, behind: asked.slice(found[0].length) };
}

/** The same with its day behind it, or a part of one, which may stand alone: `at 8pm tonight Your order is ready`. */
function withDayFirst(asked: string) {
  const time = /^\p{Lu}/u.test(asked) ? null : whenSaid(asked);
  const behind = time === null ? '' : asked.slice(time.length);
  const gap = TEXT_BEHIND.exec(behind) ?? GREETING_BEHIND.exec(behind);
  if (time === null || gap === null) return null;
  return { time, behind: behind.slice(gap[0].length) };
}

/** One of these is meant where no number says how many. */
const isUnit = (word: string): boolean =>
  ['typed-minutes', 'typed-hours', 'typed-days'].some((id) => isOneOf(word, id));
