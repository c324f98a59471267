import { typedAddress } from '../messages/party.ts';
import { parsePhone } from '../messages/recipient.ts';
import { CHANNELS, type Channel } from '../messages/request.ts';
import { isNamedStatus, statusByName } from '../messages/submit-status.ts';
import type { Reader, Snapshot } from '../store/engine/database.ts';
import { peopleNamed } from '../store/people/people.ts';
import { groupsOf } from '../store/stats/stats.ts';
import { nearestNames } from './book/names.ts';
import { type AskedStats, GROUPED_BY } from './cards/stats/body.ts';
import { plainView, quoted } from './grammar/glyphs.ts';
import { type OptionsReading, readOptions } from './grammar/options.ts';
import { typedWords } from './grammar/typed-words.ts';
import type { CommandSpec, Options } from './grammar.ts';
import { isOneOf, meaningsIn } from './locale.ts';
import { personLike } from './people/people-like.ts';
import { readPeriod } from './times/period.ts';

export const statsSpec: CommandSpec = {
  name: 'stats',
  recipients: 'none',
  recipientKind: 'phone',
  options: {
    from: { kind: 'text' },
    channel: { kind: 'choice', values: CHANNELS },
    operator: { kind: 'text' },
    code: { kind: 'word' },
    number: { kind: 'text' },
    by: { kind: 'text' },
  },
  text: 'optional',
};

/** What people call what figures are parted by, and what it is. */
const CALLED = meaningsIn('grouped-words');

/** The period, and what stands before and behind it. */
export interface Asking {
  readonly period: string;
  readonly options: Options;
}

/** A line of /stats. */
export type StatsLine = Asking | (Extract<OptionsReading, { ok: false }> & { readonly period: string });

/** "by operator", as it is said. */
const BY = new RegExp(
  `(?<!\\S)(?:${typedWords('typed-grouped-by')})\\s+(?:(${GROUPED_BY.join('|')})s?|(${[...CALLED.keys()].join('|')}))(?!\\S)`,
  'iu',
);

const SAYS_BY = new RegExp(`^(?:${typedWords('typed-grouped-by')})\\s+`, 'iu');

const SAYS_OPERATOR = new RegExp(
  `^(?:operator|${[...CALLED].flatMap(([word, by]) => (by === 'operator' ? word : [])).join('|')})\\s+`,
  'iu',
);

const OPTION = /(?:^|\s)\p{L}[\p{L}\d_-]*=/u;

/** Reads options that stand behind the period, beside those that stand before it. */
export function statsLine(written: string, options: Options): StatsLine {
  const text = written.replace(
    BY,
    (_, one?: string, called = '') => `by=${one ?? CALLED.get(called.toLowerCase())}`,
  );
  const at = text.search(OPTION);
  if (at === -1) return { period: text.trim(), options };
  const [period, rest] = [text.slice(0, at).trim(), text.slice(at).trim()];
  const read = readOptions(rest, plainView(rest), 0, statsSpec);
  if (!read.ok) return { ...read, period };
  const behind = rest.slice(read.text.at).trim();
  return { period: [period, behind].filter(Boolean).join(' '), options: { ...options, ...read.options } };
}

/** What of a text that is no period is one, its beginning or its end, and who is named beside it, before it or behind. */
function partsOf(typed: string, now: number, timeZone: string): { period: string; who: string } {
  const words = typed.split(/\s+/).filter(Boolean);
  for (let length = words.length - 1; length > 0; length--) {
    const [before, behind] = [words.length - length, length];
    const parts = [
      { period: words.slice(before), who: words.slice(0, before) },
      { period: words.slice(0, behind), who: words.slice(behind) },
    ].map(({ period, who }) => ({ period: period.join(' '), who: who.join(' ') }));
    const found = parts.find(({ period }) => typeof readPeriod(period, now, timeZone) === 'object');
    if (found) return found;
  }
  return { period: '', who: typed };
}

/** Of so long ago an operator's name is known (ms). */
const KNOWN = 90 * 86_400_000;

/** What people call operators, and what stands in the names that networks have, by strokes. */
const BRANDS = meaningsIn('operator-names');

async function operatorsKnown(db: Snapshot, now: number): Promise<string[]> {
  const counted = await groupsOf(db, 'operator', { from: now - KNOWN, to: now }, {});
  return counted.map(({ name }) => name).filter(Boolean);
}

/** The operator that is called nearly so by that piece of its name, as messages to its numbers have it; null: none of these is. */
function operatorLike(typed: string, known: readonly string[]): string | null {
  const names = known.flatMap((name) => [name, ...name.split(/\s+/)]);
  const brands = BRANDS.get(typed.toLowerCase())?.split('/') ?? [];
  const holds = (piece: string) => known.some((name) => name.toLowerCase().includes(piece));
  return nearestNames(typed, names)[0] ?? brands.find(holds) ?? null;
}

/** The options with the operator as messages have its name, where it was typed in other letters or by its brand. */
export async function withKnownOperator(db: Reader, options: Options, now: number): Promise<Options> {
  const typed = options.operator === undefined ? '' : String(options.operator);
  if (typed === '' || isOneOf(typed, 'typed-unknown')) return options;
  const known = await operatorsKnown(db, now);
  if (known.some((name) => name.toLowerCase().includes(typed.toLowerCase()))) return options;
  const operator = operatorLike(typed, known);
  return operator === null ? options : { ...options, operator };
}

/** A line that names somebody, or an operator, in the period's place or beside it. */
export interface Naming extends Asking {
  /** Nobody else can be meant. */
  readonly isSure: boolean;
}

/** Whose figures are asked for by what is no period; null: nobody is called so. */
export async function namingIn(
  db: Reader,
  { period: typed, options }: Asking,
  now: number,
  timeZone: string,
): Promise<Naming | null> {
  const { period, who } = partsOf(typed, now, timeZone);
  const called = who.replace(SAYS_BY, '');
  const named = called.replace(SAYS_OPERATOR, '');
  const person = options.by === undefined && called === named ? await personLike(db, called) : null;
  if (person) return { period, options: { ...options, by: person.name }, isSure: person.isSure };
  const operator = options.operator === undefined ? operatorLike(named, await operatorsKnown(db, now)) : null;
  return operator === null ? null : { period, options: { ...options, operator }, isSure: false };
}

/** The same as it is typed. */
export const writeStats = ({ period, options }: Asking): string =>
  [
    '/stats',
    period,
    ...Object.entries(options).map(([option, value]) => `${option}=${quoted(String(value))}`),
  ]
    .filter(Boolean)
    .join(' ');

/** A code as it is typed: of a receipt, or a command_status by its number or its name; null: it is neither. */
function readCode(typed: string): Pick<AskedStats['filter'], 'error' | 'commandStatus'> | null {
  if (/^\d{1,3}$/.test(typed)) return { error: Number(typed) };
  if (/^0x[0-9a-f]{1,8}$/i.test(typed)) return { commandStatus: Number(typed) };
  if (/^\d{4,10}$/.test(typed)) return isNamedStatus(Number(typed)) ? { commandStatus: Number(typed) } : null;
  const status = statusByName(typed);
  return status && { commandStatus: status.code };
}

/**
 * What the options ask for; or the name of the one that nobody is, or that says nothing known.
 * @param country two-letter code of numbers without a country code
 * @param asker by whose id “me” is read
 */
export async function readFilter(
  db: Reader,
  { from, channel, operator, code, number, by }: Options,
  country: string,
  asker: number,
): Promise<Pick<AskedStats, 'filter' | 'by' | 'said'> | { readonly unknown: 'code' | 'by' | 'number' }> {
  const typed = { from, channel, operator, code, number, by };
  const said = Object.entries(typed).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}=${quoted(String(value))}`,
  );
  const word = String(by ?? '').toLowerCase();
  const grouped = GROUPED_BY.find((one) => one === (CALLED.get(word) ?? word)) ?? null;
  const coded = code === undefined ? {} : readCode(String(code));
  if (!coded) return { unknown: 'code' };
  const phone = number === undefined ? null : parsePhone(String(number), country);
  if (phone && 'problem' in phone) return { unknown: 'number' };
  const who = isOneOf(String(by), 'typed-me') ? String(asker) : String(by);
  const makers = by === undefined || grouped ? undefined : await peopleNamed(db, who);
  if (makers?.length === 0) return { unknown: 'by' };
  const named = operator === undefined ? undefined : String(operator);
  return {
    by: grouped,
    said,
    filter: {
      ...coded,
      ...(from !== undefined && { from: typedAddress(String(from), country) }),
      ...(channel !== undefined && { channel: String(channel) as Channel }),
      ...(named !== undefined && { operator: isOneOf(named, 'typed-unknown') ? '' : named }),
      ...(phone && { number: phone.digits }),
      ...(makers && { makers: makers.map(({ id }) => `person:${id}`) }),
    },
  };
}
