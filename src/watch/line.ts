import { distance } from 'fastest-levenshtein';
import { CHANNELS } from '../messages/request.ts';
import { readTerms, termsFor, wholeTerms, writeTerms } from './terms.ts';
import { type Filter, WATCH_KINDS, type Watched, type WatchKind } from './watched.ts';

/** A word that is not understood, and those that could stand there. */
interface Unread {
  readonly typed: string;
  readonly values: readonly string[];
  /** There are more than these. */
  readonly isOpen?: boolean;
  /** There are too many of them to be named. */
  readonly isOfMany?: boolean;
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

const NAMES = [...Object.keys(FILTERS), 'bulk'];

/** Beside the filters: what is told comes without a sound. */
const SILENT = 'silent=yes';
/** As many write it. */
const SILENCES = [SILENT, 'silent'];

/** What is counted by the hour is counted by these alone. */
const BY_HOUR = ['from', 'channel', 'operator', 'by'];
const NAMES_OF: Partial<Record<WatchKind, readonly string[]>> = {
  link: [],
  campaign: ['from', 'channel', 'by'],
  heartbeat: [],
  balance: [],
  spend: BY_HOUR,
  daily: BY_HOUR,
  weekly: BY_HOUR,
};

/** Of these figures are drawn: those of one sender, channel, operator or person, or all. */
const SUMMARIES = ['daily', 'weekly'] as const;
const isSummary = (kind: WatchKind): kind is (typeof SUMMARIES)[number] =>
  SUMMARIES.some((one) => one === kind);

/** Words that may stand first, without the one that stands for none. */
const SUMMARY = 'summary';
/** What is likeliest where a word is near none: what did not arrive, and what other programs tell. */
const LIKELIEST = ['failed', 'alerts'];
/** More lines are not offered in the place of one. */
const MOST_OFFERED = 3;
const KINDS = [...WATCH_KINDS.filter((kind) => kind !== 'usual' && !isSummary(kind)), SUMMARY] as const;

/** Whether a line that begins with this word says of what kind it is. */
export const namesKind = (word: string): boolean => KINDS.some((one) => one === word.toLowerCase());

/** What a watch of a kind can be told apart by. */
export const filtersOf = (kind: WatchKind): readonly string[] => NAMES_OF[kind] ?? NAMES;

/** What the first words name, and what stands behind them. */
function kindOf([first = '', ...rest]: readonly string[]): {
  kind: WatchKind;
  behind: readonly string[];
} | null {
  if (first === '' || first.includes('='))
    return { kind: 'usual', behind: first === '' ? [] : [first, ...rest] };
  const kind = KINDS.find((one) => one === first.toLowerCase());
  if (kind !== SUMMARY) return kind ? { kind, behind: rest } : null;
  const often = SUMMARIES.find((one) => one === rest[0]?.toLowerCase());
  return { kind: often ?? 'daily', behind: often ? rest.slice(1) : rest };
}

const own = (name: string): name is keyof typeof FILTERS => Object.hasOwn(FILTERS, name);

/** Words, with what stands in quotes as one; the quotes are left out. */
export const wordsOf = (text: string): string[] =>
  [...text.matchAll(/(?:[^\s"“”«»]+|["“«][^"“”«»]*["”»])+/g)].map(([word]) => word.replace(/["“”«»]/g, ''));

/** Reads a line such as `failed from=SHOP code=253,254 bulk=no`. */
export function readWatch(text: string): WatchReading {
  const words = wordsOf(text);
  const read = readWords(words);
  return 'values' in read
    ? { ok: false, ...read, instead: mended(words, read) }
    : { ok: true, watched: read };
}

function readWords(words: readonly string[]): Watched | Unread {
  const named = kindOf(words);
  if (!named) return { typed: words[0] ?? '', values: KINDS, isOfMany: true };
  const { kind, behind } = named;
  const options = behind.filter((option) => !SILENCES.includes(option.toLowerCase()));
  const read = kind === 'alerts' ? readLabels(options) : readOptions(kind, options);
  return 'values' in read || options.length === behind.length ? read : { ...read, silent: true };
}

function readOptions(kind: WatchKind, options: readonly string[]): Watched | Unread {
  const read = readTerms(kind, options);
  if (!read.isEnough) {
    const strange = read.rest.find((word) => !word.includes('='));
    return strange === undefined
      ? { typed: '', values: [lineOf(kind, options)] }
      : { typed: strange, values: termsFor(kind), isOpen: true };
  }
  const only: Record<string, unknown> = {};
  for (const option of read.rest) {
    const problem = readFilter(only, option, kind);
    if (problem && termsFor(kind).length > 0 && !option.includes('='))
      return {
        typed: option,
        values: [...(kind === 'daily' ? ['weekly'] : []), ...termsFor(kind)],
        isOpen: true,
      };
    if (problem) return problem;
  }
  return { kind, only, ...read.terms };
}

/** A kind with all that can be said of how much, as it can be typed: what is said of that, and of what is left the usual. */
const lineOf = (kind: WatchKind, said: readonly string[]): string =>
  [...nameOf(kind), ...wholeTerms(kind, said)].join(' ');

/** The words that name a kind. */
export const nameOf = (kind: WatchKind): string[] =>
  kind === 'usual' ? [] : isSummary(kind) ? [SUMMARY, kind] : [kind];

/** A label and its values; a name may have dots and letters of any language (Prometheus 3). */
const LABEL = /^([^\s=!~{}]+)=(?!~)(.+)$/s;
/** As Alertmanager's own configuration has several values. */
const ANY_OF = /^([^\s=!~{}]+)=~([^\s.*+?()[\]\\^$]+)$/;

/**
 * Labels of other programs' alerts, whatever they are called there: `severity=critical,page team=db`, or as they are pasted
 * from there: `{severity="critical",team="db"}`.
 */
function readLabels(options: readonly string[]): Watched | Unread {
  const labels = new Map<string, readonly string[]>();
  for (const option of options) {
    for (const one of option.replace(/^\{|\}$/g, '').split(/,(?=[^,=]+=)/)) {
      const [, name = '', value = ''] = LABEL.exec(one) ?? [];
      const values = value.split(',').filter((word) => word !== '');
      if (values.length === 0) {
        const [, meant = 'severity', any = 'critical'] = ANY_OF.exec(one) ?? [];
        return { typed: option, values: [`${meant}=${any.replaceAll('|', ',')}`], isOpen: true };
      }
      labels.set(name, [...(labels.get(name) ?? []), ...values]);
    }
  }
  return { kind: 'alerts', only: {}, labels: Object.fromEntries(labels) };
}

const lettersOf = (word: string): string => [...word].sort().join('');

/** As a word that was meant is mistyped: cut short, or up to two letters off. */
function isNear(word: string, meant: string): boolean {
  if (word.length < 2) return false;
  if (meant.startsWith(word)) return true;
  const off = meant.length > 3 ? distance(word, meant) : Number.POSITIVE_INFINITY;
  // Of a short word two letters are half: they are swapped, or it is another one.
  return off < 2 || (off === 2 && (meant.length > 4 || lettersOf(word) === lettersOf(meant)));
}

/** Names that may be of several words. */
const SPACED = /^(?:from|operator)=/i;

/**
 * A word taken to the name before it, which was typed without quotes, or of a heartbeat with a space, in quotes or not;
 * null: it is of none.
 */
function withSpace(words: readonly string[], typed: string): string | null {
  const at = words.indexOf(typed);
  if (typed.includes('=')) return null;
  const ofBeat = words[0]?.toLowerCase() === 'heartbeat';
  const isBeat = ofBeat && at === 2 && /^[\w-]+$/.test(typed);
  const isWhole = ofBeat && /\s/.test(typed);
  const name = isWhole ? '' : (words[at - 1] ?? '');
  if (!isBeat && !isWhole && !SPACED.test(name)) return null;
  const joined = ofBeat ? [name, typed].join(isWhole ? '' : '-').replace(/\s+/g, '-') : `${name} ${typed}`;
  const line = [...words.slice(0, isWhole ? at : at - 1), joined, ...words.slice(at + 1)]
    .map(quoted)
    .join(' ');
  return isRead(line) ? line : null;
}

const isRead = (line: string): boolean => !('values' in readWords(wordsOf(line)));

/** Lines that can be understood: with the word that was meant in the place of the other, else without it, else each kind alone. */
function mended(words: readonly string[], { typed, values }: Unread): string[] {
  const named = kindOf(words);
  const [first = '', ...theirs] = words;
  const filter = first.toLowerCase();
  if (!named && own(filter)) {
    const line = `failed ${quoted(`${filter}=${theirs.join(',')}`)}`;
    return [isRead(line) ? line : `failed ${EXAMPLES[filter][0]}`];
  }
  const several = named ? [] : words.flatMap((word) => word.split(/,+/).filter(Boolean));
  if (several.length > 1 && several.every(namesKind)) return several.map((one) => whole(one, []).join(' '));
  if (named?.kind === 'alerts' && !/[=!~{}]/.test(typed)) {
    const left = named.behind.filter((one) => one !== typed);
    return [...new Set(['alerts', `alerts ${values[0]}`].map((line) => understood([line, ...left])))];
  }
  const joined = withSpace(words, typed);
  if (joined !== null) return [joined];
  const [, name = typed, rest = ''] = /^(\w+)(=.*)$/s.exec(typed) ?? [];
  const near = values
    .filter((value) => !value.includes('=') || value.endsWith('='))
    .map((one) => one.replace('=', ''))
    .filter((one) => isNear(name.toLowerCase(), one))
    .map((one) => (rest === '' ? (example(one) ?? one) : one + rest));
  const isHowMuch = named !== null && !typed.includes('=') && termsFor(named.kind).length > 0;
  const linesWith = (all: readonly string[]) =>
    all
      .map((one) =>
        words
          .flatMap((word) => (word === typed ? whole(one, words) : word))
          .map(quoted)
          .join(' '),
      )
      .filter(isRead);
  const likely = named ? values : LIKELIEST;
  const lines = linesWith(near.length > 0 || isHowMuch ? near : likely);
  if (lines.length > 0) return lines;
  if (!named) {
    // One of which only some is understood, then those of which all is.
    const some = [
      ...near.map((one) => understood([whole(one, theirs).join(' '), ...theirs])),
      ...linesWith(KINDS),
    ];
    return some.length > 0
      ? some.slice(0, MOST_OFFERED)
      : LIKELIEST.map((one) => understood([whole(one, []).join(' '), ...theirs]));
  }
  const kept = named.behind.filter((one) => one !== typed && one.includes('='));
  const all = understood([lineOf(named.kind, named.behind), ...kept]);
  if (!namesKind(typed)) return [all];
  return [all, understood([alone(typed, words.slice(words.indexOf(typed) + 1)).join(' '), ...kept])];
}

/** The words of a line one after the other, but for those with which it could not be read. */
const understood = ([first = '', ...more]: readonly string[]): string =>
  more.reduce((line, word) => {
    const longer = `${line} ${quoted(word)}`.trim();
    return isRead(longer) ? longer : line;
  }, first);

/** Something that can stand behind a filter's name, with it; null: it is none. */
const example = (name: string): string | null =>
  name === 'silent' ? SILENT : name === 'bulk' ? 'bulk=no' : own(name) ? (EXAMPLES[name][0] ?? null) : null;

/** A word; of a kind of which too little would be said, with what has to stand behind it. */
function whole(word: string, behind: readonly string[]): string[] {
  const kind = kindOf([word])?.kind;
  return kind && !readTerms(kind, behind).isEnough ? [kind, ...wholeTerms(kind, [])] : [word];
}

/** Another kind that the words behind a word of it are about, with what they say of how much. */
function alone(word: string, behind: readonly string[]): string[] {
  const kind = kindOf([word])?.kind;
  const saysMore = kind !== undefined && readTerms(kind, behind).rest.length < behind.length;
  return saysMore ? [word, ...wholeTerms(kind, behind)] : whole(word, []);
}

/** A word as it can be typed: what holds spaces in quotes. */
export const quoted = (word: string): string =>
  /\s/.test(word) ? word.replace(/^(\w+=)?(.*)$/s, '$1"$2"') : word;

/** Adds one filter; or says what is wrong with it. */
function readFilter(only: Record<string, unknown>, option: string, kind: WatchKind): Unread | null {
  const names = filtersOf(kind);
  if (/^silent=/i.test(option)) return { typed: option, values: [SILENT] };
  const [, name = '', value = ''] = /^(\w+)=(.*)$/s.exec(option) ?? [];
  const key = name.toLowerCase();
  if (!names.includes(key)) return { typed: option, values: [...names, 'silent'].map((one) => `${one}=`) };
  if (key === 'bulk') {
    if (value.toLowerCase() !== 'no') return { typed: option, values: ['bulk=no'] };
    only.bulk = false;
    return null;
  }
  if (!own(key)) return null;
  const read = value.split(',').map((word) => (word === '' ? null : FILTERS[key](word)));
  const all = [...((only[key] as typeof read | undefined) ?? []), ...read];
  if (read.includes(null) || (all.length > 1 && isSummary(kind)))
    return { typed: option, values: EXAMPLES[key], isOpen: key !== 'channel' };
  only[key] = all;
  return null;
}

/** A value as it can be typed. */
const typed = (value: string | number): string => (/\s/.test(String(value)) ? `"${value}"` : String(value));

/** What is left of all messages, as it can be typed. */
export function writeFilters(only: Filter): string[] {
  const filters = (Object.keys(FILTERS) as (keyof Filter & keyof typeof FILTERS)[]).flatMap((name) => {
    const values = only[name];
    return values ? `${name}=${values.map(typed).join(',')}` : [];
  });
  return [...filters, ...(only.bulk === false ? ['bulk=no'] : [])];
}

const writeLabels = (labels: Watched['labels']): string[] =>
  Object.entries(labels ?? {}).map(([name, values]) => `${name}=${values.map(typed).join(',')}`);

/** The line that switches a watch on, as it can be typed. */
export function writeWatch({ kind, only, labels, silent, ...terms }: Watched): string {
  const words = [...nameOf(kind), ...writeTerms(terms), ...writeFilters(only), ...writeLabels(labels)];
  return ['/watch', ...words, ...(silent ? [SILENT] : [])].join(' ');
}
