import { filtersOf, nameOf, namesKind, quoted, wordsOf, writeWatch } from './line.ts';
import { WEEKDAYS, writeTerms } from './terms.ts';
import type { Watched, WatchKind } from './watched.ts';

/*
 * A watch is changed by the words of its line: what is said anew takes the place of what was said before, the rest stays as
 * it is, and of a name with nothing behind it (`code=`) nothing is left.
 */

/** Of these a word that is said twice is one too many: the one before gives way. */
const SAID_ONCE: readonly WatchKind[] = ['balance', 'heartbeat'];

/** These stand for the absence of what can be said. */
const TAKEN_BACK = ['silent=no', 'bulk=yes'];

const HOW_OFTEN = /^(?:daily|weekly)$/i;

const isNumber = (word: string): boolean => /^\d/.test(word);
const isOption = (word: string): boolean => word.includes('=');
const nameIn = (option: string): string => option.slice(0, option.indexOf('=')).toLowerCase();

/**
 * The line of a watch once so much of it is said otherwise, without `/watch`, to be read as any. Words that begin with a
 * kind are a line of their own.
 */
export function changedLine(watched: Watched, said: string): string {
  const words = wordsOf(said);
  const [first = ''] = words;
  if (namesKind(first)) return words.map(quoted).join(' ');
  const { kind, only: _, labels: _labels, silent: _silent, ...terms } = watched;
  const news = words.filter((word) => !isOption(word));
  const gives = (term: string): boolean =>
    SAID_ONCE.includes(kind) && news.some((word) => isNumber(word) === isNumber(term));
  const head = HOW_OFTEN.test(first)
    ? ['summary']
    : [...nameOf(kind), ...writeTerms(terms).filter((term) => !gives(term))];
  return [...head, ...news, ...optionsWith(watched, words.filter(isOption))].map(quoted).join(' ');
}

/** The options of a watch with these in the place of those of their names. */
function optionsWith(watched: Watched, news: readonly string[]): string[] {
  const before = wordsOf(writeWatch(watched)).filter(isOption);
  const options = new Map(before.map((option) => [nameIn(option), option]));
  const said = new Set<string>();
  for (const option of news) {
    const name = nameIn(option);
    const isSaidTwice = said.has(name) && options.has(name);
    said.add(name);
    const isTaken = option.endsWith('=') && options.has(name);
    if (isTaken || (watched.kind !== 'alerts' && TAKEN_BACK.includes(option.toLowerCase()))) {
      options.delete(name);
    } else {
      // As in a line: what is said twice is meant twice.
      options.set(name, isSaidTwice ? `${options.get(name)},${option.slice(name.length + 1)}` : option);
    }
  }
  return [...options.values()];
}

const TIMES = ['8:00', '9:00', '12:00', '18:00'];

/** Words that are at hand, in rows: any others are written. */
const CHOICES: Partial<Record<WatchKind, readonly (readonly string[])[]>> = {
  rate: [
    ['10%', '20%', '30%', '50%'],
    ['5m', '10m', '30m', '60m'],
  ],
  lag: [['5m', '15m', '30m', '60m']],
  spend: [['1h', '1d', '7d', '30d']],
  heartbeat: [['5m', '15m', '1h', '25h']],
  daily: [TIMES],
  weekly: [WEEKDAYS, TIMES],
};

/** What of a watch can be said otherwise by one word, but for what it is already: in rows. */
export function choicesFor(watched: Watched): string[][] {
  const said = wordsOf(writeWatch(watched));
  return (CHOICES[watched.kind] ?? []).map((row) => row.filter((word) => !said.includes(word)));
}

/** The filters and labels of a watch, each as it is written. */
export const filtersIn = (watched: Watched): string[] =>
  wordsOf(writeWatch(watched)).filter((word) => isOption(word) && !isSwitch(watched.kind, word));

/** Whether it is one of two ways in which each watch of the kind is. */
const isSwitch = (kind: WatchKind, option: string): boolean =>
  nameIn(option) === 'silent' || (nameIn(option) === 'bulk' && kind !== 'alerts');

/** What can be said of a watch in two ways, as it would be otherwise. */
export function switchesOf({ kind, only, silent }: Watched): string[] {
  const bulk = only.bulk === false ? 'bulk=yes' : 'bulk=no';
  return [
    ...(kind !== 'alerts' && filtersOf(kind).includes('bulk') ? [bulk] : []),
    silent ? 'silent=no' : 'silent=yes',
  ];
}
