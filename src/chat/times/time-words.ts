import { dateNamed } from '../grammar/date-named.ts';
import { CLOCK_SAID, HOUR_SAID } from '../grammar/spoken-clock.ts';
import { CLOCK_SHOWN } from '../grammar/twelve-hours.ts';
import { typedWords } from '../grammar/typed-words.ts';

/*
 * Times of a day as people say them without figures: "tomorrow noon", and a day or a part of it alone, "tomorrow morning",
 * "next Friday", of which hours can be offered.
 */

const NOON = new RegExp(`(?<!\\S)(?:${typedWords('typed-noon')})$`, 'u');

/** The same with figures: "tomorrow 12:00" for "tomorrow noon". */
export const noonInFigures = (words: string): string => words.replace(NOON, '12:00');

const TWELVE = new RegExp(
  `^(?<before>(?:\\S+ )?)(?:(?:${typedWords('typed-clock-at')}) )?12(?:[:.](?<minutes>[0-5]\\d))? ?(?:${typedWords('typed-morning')})$`,
  'u',
);

/** What may be meant by 12 am: midnight as it is, noon where somebody mistook it; empty: nobody says that. */
export function twelveInFigures(words: string): readonly string[] {
  const { before, minutes = '00' } = TWELVE.exec(words)?.groups ?? {};
  return before === undefined ? [] : [`${before}0:${minutes}`, `${before}12:${minutes}`];
}

/** Hours that are offered of a day, and of its parts. */
const OF_DAY = [9, 12, 18];
const PARTS = [
  ['typed-in-morning', [8, 9, 10]],
  ['typed-in-afternoon', [13, 15, 17]],
  ['typed-in-evening', [18, 19, 20]],
  ['typed-at-night', [21, 22]],
] as const;

const WHICH = new RegExp(
  `^(?:(?<this>${typedWords('typed-this-one')})|${typedWords('typed-next')}) (?<day>.+)$`,
  'u',
);
const NEXT = `${typedWords('typed-this-one')}|${typedWords('typed-next')}`;
const IN = typedWords('typed-clock-at');
const ANY_PART = PARTS.map(([id]) => typedWords(id)).join('|');
const DAY_PART = new RegExp(
  `^(?<day>(?!(?:${ANY_PART})$)\\S+?)?,?(?:(?:^| )(?:(?:${IN}|in the) )?(?<part>${ANY_PART}))?$`,
  'u',
);

/** A day or a part of one that was said without an hour. */
export interface DayPart {
  /** As it was said; null: the one that comes first. */
  readonly day: string | null;
  readonly hours: readonly number[];
}

/** @returns null where it says something else; whether the day is one is not asked */
export function dayPart(words: string): DayPart | null {
  const { day, part } = DAY_PART.exec(words)?.groups ?? {};
  if (day === undefined && part === undefined) return null;
  const found = PARTS.find(
    ([id]) => part !== undefined && new RegExp(`^(?:${typedWords(id)})$`, 'u').test(part),
  );
  return { day: day ?? null, hours: found?.[1] ?? OF_DAY };
}

/** A time with a word before it that says which of two days is meant: "next Friday 9:00"; null: there is none. */
export function whichDay(words: string): { readonly isNext: boolean; readonly time: string } | null {
  const groups = WHICH.exec(words)?.groups;
  return groups?.day === undefined ? null : { isNext: groups.this === undefined, time: groups.day };
}

const TOGETHER = [
  `(?:[^\\s\\d:+=]+ +)?${HOUR_SAID}`,
  `(?:(?:${NEXT}) +)?(?:[^\\s\\d:+=]+ +)?(?:(?:${IN}|in the) +)?(?:${ANY_PART}|${typedWords('typed-noon')}|${CLOCK_SAID})`,
  `(?:${NEXT}) +\\p{L}+(?: +(?:(?:${IN}) +)?${CLOCK_SHOWN})?`,
].map((pattern) => new RegExp(`^${pattern}(?![\\p{L}\\d:=-])`, 'u'));
/** A part of a day behind a date with its month's name. */
const PART_BEHIND = new RegExp(
  `^ +(?:(?:${IN}|in the) +)?(?:${ANY_PART}|${typedWords('typed-noon')}|${CLOCK_SAID})(?![\\p{L}\\d])`,
  'u',
);

/** Words in small letters that say one such time together, where some begin: a text begins with a capital one. */
export function timeInWords(left: string): string | null {
  const { length = 0 } = dateNamed(left) ?? {};
  const behind = length > 0 ? PART_BEHIND.exec(left.slice(length)) : null;
  if (behind) return left.slice(0, length) + behind[0];
  return TOGETHER.map((pattern) => pattern.exec(left)?.[0]).find((found) => found !== undefined) ?? null;
}
