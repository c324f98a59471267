import { CHANNELS } from '../messages/request.ts';
import { type Filter, type Rate, USUAL_RATE, WATCH_KINDS, type Watched, type WatchKind } from './watched.ts';

/** What stands behind `/watch`, read; or the word that is not understood, and those that could stand there. */
export type WatchReading =
  | { readonly ok: true; readonly watched: Watched }
  | { readonly ok: false; readonly typed: string; readonly values: readonly string[] };

/** What a filter's values are, in the order in which a line is written. */
const FILTERS = {
  from: (word) => word,
  channel: (word) => CHANNELS.find((channel) => channel === word.toLowerCase()) ?? null,
  operator: (word) => word,
  code: (word) => (/^\d{1,4}$/.test(word) ? Number(word) : null),
  by: (word) => word.replace(/^@/, ''),
  number: (word) => word.replace(/^\+/, '').match(/^\d{2,15}$/)?.[0] ?? null,
} as const satisfies Record<string, (word: string) => string | number | null>;

const NAMES = [...Object.keys(FILTERS), 'bulk'] as const;

/** Words that may stand first, without the one that stands for none. */
const KINDS = WATCH_KINDS.filter((kind) => kind !== 'usual');

const own = (name: string): name is keyof typeof FILTERS => Object.hasOwn(FILTERS, name);

/** Words, with what stands in quotes as one; the quotes are left out. */
const wordsOf = (text: string): string[] =>
  [...text.matchAll(/(?:[^\s"“”«»]+|["“«][^"“”«»]*["”»])+/g)].map(([word]) => word.replace(/["“”«»]/g, ''));

/** Reads a line such as `failed from=SHOP code=253,254 bulk=no`. */
export function readWatch(text: string): WatchReading {
  const [first = '', ...rest] = wordsOf(text);
  const kind: WatchKind | undefined =
    first === '' || first.includes('=') ? 'usual' : KINDS.find((one) => one === first.toLowerCase());
  if (!kind) return { ok: false, typed: first, values: KINDS };
  const options = first.includes('=') ? [first, ...rest] : rest;
  const terms = kind === 'rate' ? readRate(options) : null;
  const only: Record<string, unknown> = {};
  for (const option of terms?.rest ?? options) {
    const problem = readFilter(only, option);
    if (problem) return { ok: false, ...problem };
  }
  return { ok: true, watched: { kind, only, ...(terms && { rate: terms.rate }) } };
}

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
function readFilter(
  only: Record<string, unknown>,
  option: string,
): { typed: string; values: readonly string[] } | null {
  const [, name = '', value = ''] = /^(\w+)=(.*)$/s.exec(option) ?? [];
  const key = name.toLowerCase();
  if (key === 'bulk') {
    if (value.toLowerCase() !== 'no') return { typed: option, values: ['bulk=no'] };
    only.bulk = false;
    return null;
  }
  if (!own(key)) return { typed: option, values: NAMES.map((one) => `${one}=`) };
  const read = value.split(',').map((word) => (word === '' ? null : FILTERS[key](word)));
  if (read.includes(null)) return { typed: option, values: [`${key}=`] };
  only[key] = read;
  return null;
}

/** A value as it can be typed. */
const typed = (value: string | number): string => (/\s/.test(String(value)) ? `"${value}"` : String(value));

/** The line that switches a watch on, as it can be typed. */
export function writeWatch({ kind, only, rate }: Watched): string {
  const filters = (Object.keys(FILTERS) as (keyof Filter & keyof typeof FILTERS)[]).flatMap((name) => {
    const values = only[name];
    return values ? `${name}=${values.map(typed).join(',')}` : [];
  });
  const bulk = only.bulk === false ? ['bulk=no'] : [];
  const terms = rate ? [`${rate.share}%`, `${rate.minutes}m`] : [];
  return ['/watch', ...(kind === 'usual' ? [] : [kind]), ...terms, ...filters, ...bulk].join(' ');
}
