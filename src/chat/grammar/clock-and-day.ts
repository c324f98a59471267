import { isOneOf } from '../locale.ts';
import { isDayWord } from './day-word.ts';
import { CLOCK_SAID, HOUR_SAID } from './spoken-clock.ts';
import { CLOCK_SHOWN, in24Hours } from './twelve-hours.ts';
import { typedWords } from './typed-words.ts';

/*
 * What a clock shows with its day and its part of the day, in whatever order people say them: "at 8pm tonight", "this
 * evening at 8", "at 9 in the morning on Friday".
 */

const END = '(?![\\p{L}\\p{N}:])';
const AT = `(?:${typedWords('typed-clock-at')}) +`;
const CLOCK = new RegExp(`^(?:${AT})?(?<clock>${CLOCK_SHOWN})${END}`, 'iu');
const HOUR = new RegExp(`^(?:${AT}(?<clock>\\d{1,2})|(?<bare>(?<clock>\\d{1,2})))${END}(?![.,]\\d)`, 'iu');

/** The hours that are meant by each part of a day: on a clock of 12 those of its second half stand from `afternoon` on. */
const PARTS = [
  { id: 'typed-in-morning', from: 0, to: 11 },
  { id: 'typed-in-afternoon', from: 12, to: 18 },
  { id: 'typed-in-evening', from: 16, to: 23 },
  { id: 'typed-at-night', from: 21, to: 23 },
] as const;

const PART = new RegExp(
  `^(?:(?:in the|${typedWords('typed-this-one')}|${AT.trimEnd()}) +)?(?<part>${PARTS.map(({ id }) => typedWords(id)).join('|')})${END}`,
  'iu',
);
const DAY = new RegExp(`^(?:(?:${typedWords('typed-on-day')}) +)?(?<day>\\p{L}{3,})${END}`, 'iu');

/** What a clock shows; an hour alone is one where something says so. */
function shownAt(left: string): RegExpExecArray | null {
  const hour = CLOCK.exec(left) ?? HOUR.exec(left);
  const isSaid = hour?.groups?.bare === undefined || PART.test(left.slice(hour[0].length).trimStart());
  return isSaid ? hour : null;
}

function dayAt(left: string): RegExpExecArray | null {
  const day = DAY.exec(left);
  return isDayWord(day?.groups?.day ?? '') ? day : null;
}

/** A clock with what is said of its day. */
interface ClockAndDay {
  /** As it was typed. */
  readonly said: string;
  /** The same as it is read, the day first, by a clock of 24 hours; null: no clock shows that in that part of a day. */
  readonly time: string | null;
}

/** The clock of 24 hours within a part of the day; null: it shows no such time then. */
function within(clock: string, part: string | null): string | null {
  const [, hour, minute = '00', half] =
    /(\d{1,2})(?:[:.](\d{2}))?(?: ?(\p{L}.*))?$/u.exec(in24Hours(clock)) ?? [];
  if (hour === undefined || half !== undefined) return null;
  const hours = PARTS.find(({ id }) => part !== null && isOneOf(part, id)) ?? { from: 0, to: 23 };
  const found = [Number(hour), Number(hour) + 12].find((one) => one >= hours.from && one <= hours.to);
  return found === undefined ? null : `${found}:${minute}`;
}

/** What words begin with of a time and its day, and where that ends. */
function beginningOf(words: string) {
  let clock: string | null = null;
  let day: string | null = null;
  let part: string | null = null;
  let end = 0;
  for (let at = 0; ; at = end + (/^,? +/.exec(words.slice(end))?.[0].length ?? 0)) {
    if (end > 0 && at === end) break;
    const left = words.slice(at);
    const found: RegExpExecArray | null =
      (clock === null ? shownAt(left) : null) ??
      (part === null ? PART.exec(left) : null) ??
      (day === null ? dayAt(left) : null);
    if (!found) break;
    clock ??= found.groups?.clock ?? null;
    part ??= found.groups?.part ?? null;
    day ??= found.groups?.day ?? null;
    end = at + found[0].length;
  }
  return { clock, day, part, said: words.slice(0, end) };
}

/** Where words begin so, a clock with a day or a part of one, or both; null: they do not. */
export function clockAndDay(words: string): ClockAndDay | null {
  const { clock, day, part, said } = beginningOf(words);
  if (clock === null || (day === null && part === null)) return null;
  const shown = within(clock, part);
  return { said, time: shown === null ? null : [day, shown].filter((one) => one !== null).join(' ') };
}

const NOON = typedWords('typed-noon');
const HOUR_IN_WORDS = new RegExp(
  `^(?:(?!${AT})(?<day>\\p{Ll}+) )?(?:${HOUR_SAID}|(?:${AT})?(?:(?:${NOON})${END}|${CLOCK_SAID}))`,
  'u',
);

/** "at three o'clock", "at noon", "half past six", with a day before it. */
function hourSaid(words: string): string | null {
  const found = HOUR_IN_WORDS.exec(words);
  const { day } = found?.groups ?? {};
  return found && (day === undefined || isDayWord(day)) ? found[0] : null;
}

/** The words with which others begin that say when, by a clock or by the part of a day alone: "tomorrow morning". */
export function whenSaid(words: string): string | null {
  const [hour, figures] = [hourSaid(words), inFiguresSaid(words)];
  return (hour?.length ?? 0) > (figures?.length ?? 0) ? hour : figures;
}

function inFiguresSaid(words: string): string | null {
  const { clock, day, part, said } = beginningOf(words);
  if (clock !== null) return day === null && part === null ? null : said;
  // "morning" alone is a greeting.
  const isWhen = part !== null && (day !== null || said !== part || isOneOf(part, 'typed-part-alone'));
  return isWhen ? said : null;
}
