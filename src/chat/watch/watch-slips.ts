import { CHANNELS } from '../../messages/request.ts';
import { channelCalled } from '../channel-words.ts';
import { in24Hours } from '../grammar/twelve-hours.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { meaningsIn } from '../locale.ts';
import { hoursInMinutes } from '../times/spoken-length.ts';
import { withWeekday } from '../times/weekdays.ts';

/*
 * A watch's line as many write it: lengths of time in words, thousands with a space, lists with spaces around = and behind
 * commas, money with its currency, clocks of twelve hours. What stands in quotes is a name and stays.
 */

/** Without a number, behind one: "500 a day". */
const EACH = { '1h': 'typed-hours', '1d': 'typed-days', '7d': 'typed-weeks', '30d': 'typed-months' } as const;
/** What stands between how much and within what time: "500 in 12 hours", "500/day". */
const PER = `\\s*(?:/|\\s(?:${typedWords('typed-per')})\\s)\\s*`;

/** Alone behind a number, of any language: people mix them. */
const UNITS = { m: 'typed-minutes', h: 'typed-hours', d: 'typed-days' } as const;

const SLIPS: readonly (readonly [RegExp, string])[] = [
  [/\s*=(?:\s+(?!\S*=))?/g, '='],
  [/(?<==\S*),\s+/g, ','],
  [/,(?=\s)/g, ' '],
  [new RegExp(`(?<=\\d)\\s*(?:[₽€$]|${typedWords('typed-money')})\\.?(?!\\S)`, 'giu'), ''],
  [/(?<=(?<!\S)\d{1,3}(?:\s\d{3})*)\s(?=\d{3}(?!\S))/g, ''],
  [/(?<=\d)\s+(?=%)/g, ''],
  ...Object.entries(EACH).map(
    ([span, words]) =>
      [new RegExp(`(?<=\\d)${PER}(?:${typedWords(words)})\\.?(?!\\S)`, 'giu'), ` ${span}`] as const,
  ),
  [new RegExp(`(?<!\\S)(?:${typedWords('typed-each')})\\s+(?=\\d+\\s*\\p{L})`, 'giu'), ''],
  [new RegExp(`(?<=[\\d%])${PER}(?=\\d+\\s*\\p{L})`, 'giu'), ' '],
  [new RegExp(`(?<!\\S)(?:${typedWords('typed-at')})\\s+(?=\\d{1,2}(?:[:.]\\d\\d)?(?!\\S))`, 'giu'), ''],
  ...Object.entries(UNITS).map(
    ([unit, words]) =>
      [new RegExp(`(?<=(?<!\\S)\\d+)\\s*(?:${typedWords(words)})\\.?(?!\\S)`, 'giu'), unit] as const,
  ),
];

/** What people call what is watched in each language, and what it is. */
const CALLED = meaningsIn('watch-words');

/** What people call the filters in each language, and what they are. */
const FILTERS = meaningsIn('watch-filter-words');
/** A filter without its =, or with spaces around it: `code 254`. */
const LOOSE = new RegExp(
  `(?<=\\S\\s+)(${[...FILTERS.keys()].join('|')})(?:\\s*=\\s*|\\s+)(?=[^\\s=]+(?:\\s|$))`,
  'giu',
);
/** Which commands' messages something may be watched of. */
const CHANNEL = CHANNELS.flatMap((channel) => [channel, typedWords(`spoken-${channel}`)]).join('|');
const ONLY = `(?:${typedWords('typed-watch-only')})`;
/** A channel by its name alone: `failed sms only`. */
const BARE_CHANNEL = new RegExp(
  `(?<=(?:^|[^\\s=,])\\s+)(?:${ONLY}\\s+)*(${CHANNEL})(?:\\s+${ONLY})*(?!\\S)`,
  'iu',
);
/** What is watched of one channel too. */
const OF_CHANNEL = /^\s*(?:failed|delivered|doubt|rate|lag|spend|campaign)(?!\p{L})/u;
const withChannel = (text: string): string =>
  text.replace(BARE_CHANNEL, (whole, word: string) => {
    const channel = channelCalled(word);
    return channel === null ? whole : `channel=${channel}`;
  });

const withFilters = (text: string): string =>
  text.replace(LOOSE, (_, name: string) => `${FILTERS.get(name.toLowerCase())}=`);

/** Behind the first word, in two. */
const EVERY_DAY = new RegExp(`(?<=^\\s*\\p{L}+\\s+)(?:${typedWords('typed-every-day')})(?!\\S)`, 'iu');

const HOW_OFTEN = ['daily', 'weekly'];
const isSummary = (words: string): boolean => {
  const [first = ''] = words.trim().toLowerCase().split(/\s/, 1);
  return first === 'summary' || CALLED.get(first) === 'summary';
};

/** The first words as commands are written: what is watched, and how often a summary comes. */
const named = (text: string): string =>
  text.replace(EVERY_DAY, 'daily').replace(/^\s*(\p{L}+)(\s+\p{L}+)?(?!\S)/u, (whole) =>
    whole.replace(/\p{L}+/gu, (word, at: number) => {
      const called = CALLED.get(word.toLowerCase()) ?? word;
      // Of a summary alone it is said how often it comes.
      return at > 0 && HOW_OFTEN.includes(called) && !isSummary(whole) ? word : called;
    }),
  );

const MORE = `(?:${typedWords('typed-more-than')})\\s+`;
const LESS = `(?:${typedWords('typed-less-than')})\\s+`;
const FAILURES = `(?:${typedWords('typed-failures')})`;
const SHARE = `(?:${MORE})?(?<share>\\d{1,3})\\s*(?:%|(?:${typedWords('typed-percent')})(?!\\p{L}))`;
/** `failed over 20%`, `rate of failures 20%`, `20% of failures`: a share of all, and not every failure. */
const OF_SHARE = [
  `(?:failed|rate)\\s+(?:${FAILURES}\\s+)?(?<channel>(?:${CHANNEL})\\s+)?${SHARE}`,
  `${SHARE}\\s+${FAILURES}(?!\\S)`,
].map((share) => new RegExp(`^\\s*${share}(?<rest>.*)$`, 'isu'));
/** What a limit is by itself: `spend over 1000`, `balance below 500`. */
const TO_LIMIT = new RegExp(
  `(?<=^\\s*(?:lag|spend)\\s+)${MORE}(?=\\d)|(?<=^\\s*balance\\s+)${LESS}(?=\\d)`,
  'iu',
);
const withLimit = (text: string): string =>
  OF_SHARE.reduce((line, share) => line.replace(share, 'rate $<share>%$<rest> $<channel>'), text).replace(
    TO_LIMIT,
    '',
  );

/** It is told where it is asked for. Behind a name such words may be of it. */
const HERE = new RegExp(
  `(?<=\\S)(?<!(?:from|operator)=\\S*)(?:,?\\s+(?:${typedWords('typed-watch-here')}|${typedWords('typed-please')})){1,3}[.!]?\\s*$`,
  'iu',
);

/** The same line as it is read. */
export function withoutSlips(text: string): string {
  const line = withLimit(withWeekday(named(text.replace(HERE, ''))));
  const whole = OF_CHANNEL.test(line) ? withChannel : (piece: string) => piece;
  const read = (piece: string): string =>
    hoursInMinutes(
      SLIPS.reduce((left, [slip, meant]) => left.replace(slip, meant), in24Hours(withFilters(whole(piece)))),
    );
  return line
    .split(/(["“«][^"“”«»]*["”»])/)
    .map((piece, at) => (at % 2 === 1 ? piece : read(piece)))
    .join('');
}
