import { callingCode } from '../../messages/recipient.ts';
import { contactGroupsOf } from '../../store/book/contact-groups.ts';
import { contactNames } from '../../store/book/contacts.ts';
import type { Context } from '../context.ts';
import { completions } from '../corrections.ts';
import { plainView } from '../grammar/glyphs.ts';
import { writeLine } from '../grammar/line.ts';
import { type NamedList, type NextItem, namedIn } from '../grammar/named.ts';
import { optionsApart } from '../grammar/option-slips.ts';
import { TO_FILL_IN } from '../grammar/options.ts';
import { behindNames } from '../grammar/options-first.ts';
import { type ParseRecipient, recipientAt, recipientParser } from '../grammar/recipients.ts';
import {
  type Arguments,
  type CommandSpec,
  type Problem,
  type ReadResult,
  type Recipient,
  readArguments,
} from '../grammar.ts';
import { localeFor } from '../locale.ts';
import { senderBehind } from '../sending/sender-behind.ts';
import { recipientsOf } from './named-recipients.ts';
import { keyOf, nearestNames } from './names.ts';
import { withNobody, withoutWords } from './nobody.ts';
import { ownersFor } from './owners.ts';
import { isGroup, type Named, resolve } from './resolve.ts';
import { type WholeName, wholeNameIn } from './whole-name.ts';

/** What a line says, its names resolved. */
export type LineRead = ReadResult & {
  /** One name and a text, with nothing between: it could be a text alone. */
  readonly mayBeText: boolean;
};

/**
 * Reads what stands behind a command's name, with names and groups in the place of recipients. A group is written out:
 * who comes into it later is no recipient of this line. Where no name is known all is read as if there were none.
 */
export async function readLine(
  context: Context,
  spec: CommandSpec,
  rest: string,
  further = FURTHER,
): Promise<LineRead> {
  const named = await readNames(context, spec, rest);
  const sender = await senderBehind(context, spec, rest, named);
  const read = sender ? refused(spec, rest, { kind: 'ambiguous', typed: sender.typed }, sender.lines) : named;
  if (read.ok || further === 0) return read;
  const corrections: string[] = [];
  for (const line of read.corrections) corrections.push(...(await settled(context, spec, line, further)));
  return { ...read, corrections: [...new Set(corrections)].slice(0, LINES) };
}

/** A line may be right but for so many things that are mended one by one. */
const FURTHER = 2;
/** More to choose from is no help. */
const LINES = 8;

/** A line to copy, or what would be offered in its place in turn: whoever copies one is not refused again. */
async function settled(
  context: Context,
  spec: CommandSpec,
  line: string,
  further: number,
): Promise<readonly string[]> {
  // What is to be filled in is read then.
  if (line.includes(TO_FILL_IN)) return [line];
  const { settings, language } = context;
  const read = await readLine(context, spec, line.slice(spec.name.length + 1), further - 1);
  if (read.ok) return [line];
  if (read.corrections.length > 0) return read.corrections;
  const locale = localeFor(language, settings.timeZone);
  const { country } = settings;
  const lines = completions(read.problem, spec, read.understood, { locale, country });
  const parse = recipientParser(spec, country);
  return lines.length > 0 ? lines.map((one) => writeLine(spec, one, parse)) : [line];
}

async function readNames(context: Context, spec: CommandSpec, rest: string): Promise<LineRead> {
  const { country } = context.settings;
  const parse = recipientParser(spec, country);
  const moved = behindNames(rest, spec, parse);
  const read = moved && (await readNames(context, spec, moved.line));
  if (moved && read?.ok) {
    return refused(spec, rest, { kind: 'option-first', name: moved.name }, [read.reading]);
  }
  const list = namedIn(rest, plainView(rest), spec, parse);
  const unnamed = (): LineRead => ({ ...readArguments(rest, spec, { country }), mayBeText: false });
  if (!list) return unnamed();
  if (spec.lookups) return readLookUps(context, spec, { rest, list, parse, country });
  const typed = list.items.flatMap((item) => (item.kind === 'name' ? item.typed : []));
  const next = list.next?.kind === 'name' ? [list.next.typed] : [];
  const named = await resolve(context, [...typed, ...next]);
  if (typed.length === 0 && !next.some((name) => named.known.get(name)?.length)) return unnamed();
  const whole = await wholeNameIn(context, rest, list.items);
  if (whole) return refuseParted(spec, rest, whole, named);
  const unknown = typed.find((name) => named.unknown.includes(name));
  if (unknown !== undefined) {
    const refused = await refuseUnknown(context, spec, { rest, list, unknown, named, parse });
    return (
      refused ?? withNobody(unnamed(), spec, { unknown: named.unknown, isReply: context.repliedTo !== null })
    );
  }
  return readNamed(spec, rest, list, named, { parse, country });
}

/** What of a list is a number, or a name that somebody has; what is not is left out of the look-up, and said. */
async function readLookUps(
  context: Context,
  spec: CommandSpec,
  {
    rest,
    list,
    parse,
    country,
  }: {
    readonly rest: string;
    readonly list: NamedList;
    readonly parse: ParseRecipient;
    readonly country: string;
  },
): Promise<LineRead> {
  const { items } = list;
  const named = await resolve(
    context,
    items.map(({ typed }) => typed),
  );
  const whole = await wholeNameIn(context, rest, items);
  const isEach = whole?.typed.split(/\s+/).every((word) => named.known.get(word)?.length);
  if (whole && !isEach) return refuseParted(spec, rest, whole, named);
  const known = items.filter(({ typed }) => named.known.has(typed));
  const others: LineRead =
    known.length === 0
      ? { ...readArguments(list.behind, spec, { country }), mayBeText: false }
      : readNamed(spec, rest, { ...list, items: known }, named, { parse, country });
  const left = withoutWords(rest, others, { beside: list.beside, unknown: named.unknown });
  const [unknown] = named.unknown;
  if (unknown === undefined || (left && rest.trim().includes('\n'))) return left ?? others;
  const refused = await refuseUnknown(context, spec, { rest, list, unknown, named, parse });
  if (!refused) {
    const read = { ...readArguments(rest, spec, { country }), mayBeText: false };
    return left ?? withNobody(read, spec, { unknown: named.unknown, isReply: false });
  }
  if (!left) return refused;
  // Who is nearly called so may be meant; the others are known.
  if (refused.ok || refused.problem.kind !== 'unknown-name' || refused.problem.near.length === 0) return left;
  return { ...refused, corrections: [...refused.corrections, left.reading] };
}

/** Whether words may stand behind the recipients. */
const takesWords = ({ text }: CommandSpec): boolean => text !== 'none' && text !== 'code';

/**
 * A name that nobody has, with the nearest ones, each in a line of its own. A first word that nobody is nearly called is
 * the text's: null.
 */
async function refuseUnknown(
  context: Context,
  spec: CommandSpec,
  {
    rest,
    list: { items, behind: left, closed },
    unknown,
    named,
    parse,
  }: {
    readonly rest: string;
    readonly list: NamedList;
    readonly unknown: string;
    readonly named: Named;
    readonly parse: ParseRecipient;
  },
): Promise<LineRead | null> {
  const { tx, person, language, settings } = context;
  const owners = ownersFor(person.id);
  const groups = (await contactGroupsOf(tx.db, owners)).map(({ name }) => `#${name}`);
  const isCalled = (group: string) => keyOf(group) === keyOf(`#${unknown}`);
  // A group is written with its #.
  const names = isGroup(unknown)
    ? groups
    : [...(await contactNames(tx.db, owners)), ...groups.filter(isCalled)];
  const near = nearestNames(unknown, names);
  const isSure =
    isGroup(unknown) || items.some(({ kind, typed }) => kind === 'name' && named.known.has(typed));
  if (near.length === 0 && !isSure) return null;
  const item = items.find(({ typed }) => typed === unknown) ?? { start: 0 };
  const before = rest.slice(0, item.start);
  const behind = rest.slice(item.start + unknown.length);
  const code = callingCode('', settings.country);
  const mark = localeFor(language, settings.timeZone).t(`fill-${spec.recipientKind}`, { code });
  const recipients = before.trim().replace(/[,;]$/, '');
  // Behind what may be the text's no further recipient stands.
  const goesOn =
    (!closed && recipientAt(plainView(left), 0, parse) !== null) ||
    items.some(({ kind, typed, start }) => start > item.start && (kind !== 'name' || named.known.has(typed)));
  const { options, text } = optionsApart(behind, spec);
  const head = `${recipients === '' ? mark : recipients}${options === '' ? '' : ` ${options}`}`;
  const said = options === '' ? behind : ` ${text}`;
  const asText = goesOn || !takesWords(spec) ? [] : [`/${spec.name} ${head} -- ${unknown}${said}`];
  // A group's mark is seldom how a text begins.
  const isUnnamed = recipients === '' && near.length === 0 && unknown.startsWith('#');
  const unnamed =
    asText.length > 0 && isUnnamed && said.trim() !== '' ? [`/${spec.name} ${head}${said}`] : [];
  return refused(spec, rest, { kind: 'unknown-name', typed: unknown, near }, [
    ...near.map((name) => `/${spec.name} ${before.trimStart()}${name}${behind}`),
    ...unnamed,
    ...asText,
  ]);
}

/** A contact's name of one word that was typed as several: its first may be somebody else's, and the others a text. */
function refuseParted(
  spec: CommandSpec,
  rest: string,
  { names, typed, start }: WholeName,
  { known }: Named,
): LineRead {
  const [first = ''] = typed.split(/\s/, 1);
  const before = `/${spec.name} ${rest.slice(0, start).trimStart()}`;
  const meant = names.map((name) => `${before}${name}${rest.slice(start + typed.length)}`);
  if (!known.get(first)?.length || !takesWords(spec)) {
    return refused(spec, rest, { kind: 'unknown-name', typed, near: [...names] }, meant);
  }
  const asText = `${before}${first} -- ${rest.slice(start + first.length).trimStart()}`;
  return refused(spec, rest, { kind: 'ambiguous', typed }, [...meant, asText]);
}

function refused(
  spec: CommandSpec,
  rest: string,
  problem: Problem,
  corrections: readonly string[],
): LineRead {
  const understood = { recipients: [], duplicates: [], beside: [], options: {}, text: '' };
  const reading = `/${spec.name} ${rest.trim()}`;
  return { ok: false, problem, reading, understood, corrections: [...corrections], mayBeText: false };
}

/** A line whose names are all known. */
function readNamed(
  spec: CommandSpec,
  rest: string,
  list: NamedList,
  named: Named,
  settings: { readonly parse: ParseRecipient; readonly country: string },
): LineRead {
  const { items, next, behind, closed } = list;
  const { double } = named;
  const head = items.map(({ typed }) => typed).join(', ');
  if (double && items.some(({ typed }) => typed === double.typed)) {
    const lines = double.contacts.map(({ number }) => {
      const dialled = items.map(({ typed }) => (typed === double.typed ? `+${number}` : typed)).join(', ');
      return `/${spec.name} ${dialled}${closed ? behind : `, ${behind}`}`;
    });
    return refused(spec, rest, { kind: 'ambiguous', typed: double.typed }, lines);
  }
  const found = recipientsOf(spec, items, named, settings.parse);
  if ('kind' in found) return refused(spec, rest, found, []);
  const { recipients, duplicates } = found;
  const text = behind.trimStart();
  if (next && spec.recipients === 'list' && isFurther(next, named, recipients, settings.parse)) {
    const before = `/${spec.name} ${rest.slice(0, next.behind).trim()}`;
    const asList = `${before}, ${rest.slice(next.start)}`;
    const asText = takesWords(spec) ? [`${before} -- ${rest.slice(next.behind).trimStart()}`] : [];
    return refused(spec, rest, { kind: 'ambiguous', typed: next.typed }, [asList, ...asText]);
  }
  const tail = readArguments(behind, closed ? { ...spec, recipients: 'none' } : spec, settings);
  if (
    !tail.ok &&
    !closed &&
    takesWords(spec) &&
    NOBODY.has(tail.problem.kind) &&
    tail.corrections.length === 0
  ) {
    const asText = `/${spec.name} ${head} -- ${text}`;
    return refused(spec, rest, { kind: 'ambiguous', typed: text }, [asText]);
  }
  const said = tail.ok ? tail : tail.understood;
  const mine = new Set(recipients.map(({ to }) => to));
  const twice = said.recipients.filter(({ to }) => mine.has(to));
  const more = said.recipients.filter(({ to }) => !mine.has(to));
  const together: Arguments = {
    ...said,
    recipients: [...recipients, ...more],
    duplicates: [...duplicates, ...twice.map(({ typed }) => typed), ...said.duplicates],
  };
  const withHead = (line: string) => {
    const written = line.slice(spec.name.length + 1).trimStart();
    return `/${spec.name} ${head}${written === '' ? '' : closed ? ' ' : ', '}${written}`;
  };
  const reading = withHead(tail.reading);
  const mayBeText =
    items.length === 1 &&
    closed &&
    tail.ok &&
    !/^\s*(?:--|\n)/.test(behind) &&
    Object.keys(tail.options).length === 0;
  if (spec.recipients === 'one' && together.recipients.length > 1) {
    const problem = { kind: 'too-many-recipients', count: together.recipients.length } as const;
    return { ok: false, problem, reading, understood: together, corrections: [], mayBeText: false };
  }
  if (tail.ok) return { ok: true, ...together, reading, mayBeText };
  const { problem, corrections } = tail;
  return {
    ok: false,
    // Bad numbers beside are no hindrance to the others.
    problem: problem.kind === 'bad-recipients' && problem.usable ? { ...problem, usable: together } : problem,
    reading,
    understood: together,
    corrections: corrections.map(withHead),
    mayBeText: false,
  };
}

/** What is wrong with a line in which a text stands where a further recipient should. */
const NOBODY: ReadonlySet<Problem['kind']> = new Set<Problem['kind']>([
  'no-recipient',
  'bad-recipient',
  'option-first',
]);

/** Whether what stands behind the last recipient is another one that lacks its comma; their own name begins a text. */
function isFurther(
  next: NextItem,
  { known }: Named,
  recipients: readonly Recipient[],
  parse: ParseRecipient,
): boolean {
  const mine = new Set(recipients.map(({ to }) => to));
  if (next.kind === 'address') {
    const one = parse(next.typed);
    return 'to' in one && !mine.has(one.to);
  }
  const numbers = new Set(recipients.map(({ contact }) => contact?.number));
  return (known.get(next.typed) ?? []).some(({ number }) => !mine.has(number) && !numbers.has(number));
}
