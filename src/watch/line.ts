import { distance } from 'fastest-levenshtein';
import { CHANNELS } from '../messages/request.ts';
import { type Filter, type Rate, USUAL_RATE, WATCH_KINDS, type Watched, type WatchKind } from './watched.ts';

/** A word that is not understood, and those that could stand there. */
interface Unread {
  readonly typed: string;
  readonly values: readonly string[];
}

/** What stands behind `/watch`, read; or what is not understood of it, and what could stand there as a whole. */
export type WatchReading =
  | { readonly ok: true; readonly watched: Watched }
  | ({ readonly ok: false; readonly instead: readonly string[] } & Unread);

/** What a filter's values are, in the order in which a line is written. */
const FILTERS = {
  from: (word) => word,
  channel: (word) => CHANNELS.find((channel) => channel === word.toLowerCase()) ?? null,
  operator: (word) => word,
  code: (word) => (/^\d{1,4}$/.test(word) ? Number(word) : null),
  by: (word) => word.replace(/^@/, ''),
  number: (word) => word.replace(/^\+/, '').match(/^\d{2,15}$/)?.[0] ?? null,
} as const satisfies Record<string, (word: string) => string | number | null>;

/** Values that can be understood, for whoever wrote one that cannot. */
const EXAMPLES: Readonly<Record<keyof typeof FILTERS, readonly string[]>> = {
  from: ['from=SHOP'],
  channel: CHANNELS.map((channel) => `channel=${channel}`),
  operator: ['operator=MTS'],
  code: ['code=253,254'],
  by: ['by=102'],
  number: ['number=79991234567'],
};

const NAMES = [...Object.keys(FILTERS), 'bulk'] as const;

/** Words that may stand first, without the one that stands for none. */
const KINDS = WATCH_KINDS.filter((kind) => kind !== 'usual');

const own = (name: string): name is keyof typeof FILTERS => Object.hasOwn(FILTERS, name);

/** Words, with what stands in quotes as one; the quotes are left out. */
const wordsOf = (text: string): string[] =>
  [...text.matchAll(/(?:[^\s"“”«»]+|["“«][^"“”«»]*["”»])+/g)].map(([word]) => word.replace(/["“”«»]/g, ''));

/** Reads a line such as `failed from=SHOP code=253,254 bulk=no`. */
export function readWatch(text: string): WatchReading {
  const words = wordsOf(text);
  const read = readWords(words);
  return 'values' in read
    ? { ok: false, ...read, instead: mended(words, read) }
    : { ok: true, watched: read };
}

function readWords([first = '', ...rest]: readonly string[]): Watched | Unread {
  const kind: WatchKind | undefined =
    first === '' || first.includes('=') ? 'usual' : KINDS.find((one) => one === first.toLowerCase());
  if (!kind) return { typed: first, values: KINDS };
  const options = first.includes('=') ? [first, ...rest] : rest;
  const terms = kind === 'rate' ? readRate(options) : null;
  const only: Record<string, unknown> = {};
  for (const option of terms?.rest ?? options) {
    const problem = readFilter(only, option);
    if (problem && terms && !option.includes('=')) return { typed: option, values: termsOf(USUAL_RATE) };
    if (problem) return problem;
  }
  return { kind, only, ...(terms && { rate: terms.rate }) };
}

/** As a word that was meant is mistyped: cut short, or up to two letters off. */
const isNear = (word: string, meant: string): boolean =>
  word.length > 1 && (meant.startsWith(word) || (meant.length > 3 && distance(word, meant) <= 2));

/** Lines that can be understood: with the word that was meant in the place of the other, else each kind alone. */
function mended(words: readonly string[], { typed, values }: Unread): string[] {
  const [, name = typed, rest = ''] = /^(\w+)(=.*)$/s.exec(typed) ?? [];
  const names = values.filter((value) => !value.includes('=') || value.endsWith('='));
  const near = names.map((one) => one.replace('=', '')).filter((one) => isNear(name.toLowerCase(), one));
  const meant = near.length > 0 ? near.map((one) => one + rest) : values;
  const lines = meant.map((one) => words.map((word) => quoted(word === typed ? one : word)).join(' '));
  const readable = lines.filter((line) => !('values' in readWords(wordsOf(line))));
  if (readable.length > 0) return readable;
  return words[0]?.toLowerCase() === 'rate' ? [['rate', ...termsOf(USUAL_RATE)].join(' ')] : [...KINDS];
}

/** A word as it can be typed: what holds spaces in quotes. */
const quoted = (word: string): string => (/\s/.test(word) ? word.replace(/^(\w+=)?(.*)$/s, '$1"$2"') : word);

/** "20%", "10m", in any order; what is not said is as usual. */
function readRate(words: readonly string[]): { rate: Rate; rest: readonly string[] } {
  const rate = { ...USUAL_RATE };
  const rest = words.filter((word) => {
    const [, share, minutes] = /^(?:(\d\d?)%|(\d\d?)m)$/.exec(word) ?? [];
    if (Number(share) > 0) rate.share = Number(share);
    else if (Number(minutes) > 0) rate.minutes = Number(minutes);
    else return true;
    return false;
  });
  return { rate, rest };
}

/** Adds one filter; or says what is wrong with it. */
function readFilter(only: Record<string, unknown>, option: string): Unread | null {
  const [, name = '', value = ''] = /^(\w+)=(.*)$/s.exec(option) ?? [];
  const key = name.toLowerCase();
  if (key === 'bulk') {
    if (value.toLowerCase() !== 'no') return { typed: option, values: ['bulk=no'] };
    only.bulk = false;
    return null;
  }
  if (!own(key)) return { typed: option, values: NAMES.map((one) => `${one}=`) };
  const read = value.split(',').map((word) => (word === '' ? null : FILTERS[key](word)));
  if (read.includes(null)) return { typed: option, values: EXAMPLES[key] };
  only[key] = read;
  return null;
}

/** A value as it can be typed. */
const typed = (value: string | number): string => (/\s/.test(String(value)) ? `"${value}"` : String(value));

const termsOf = ({ share, minutes }: Rate): string[] => [`${share}%`, `${minutes}m`];

/** The line that switches a watch on, as it can be typed. */
export function writeWatch({ kind, only, rate }: Watched): string {
  const filters = (Object.keys(FILTERS) as (keyof Filter & keyof typeof FILTERS)[]).flatMap((name) => {
    const values = only[name];
    return values ? `${name}=${values.map(typed).join(',')}` : [];
  });
  const bulk = only.bulk === false ? ['bulk=no'] : [];
  const terms = rate ? termsOf(rate) : [];
  return ['/watch', ...(kind === 'usual' ? [] : [kind]), ...terms, ...filters, ...bulk].join(' ');
}
