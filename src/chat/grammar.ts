import { isAddressed, linesAround, linesForAll, recipientsIn } from './grammar/around.ts';
import { plainView } from './grammar/glyphs.ts';
import { writeLine } from './grammar/line.ts';
import {
  dialledExtension,
  extensionAt,
  furtherExtensionApart,
  optionFirst,
  readList,
  senderFirst,
  withExtensionApart,
} from './grammar/list.ts';
import { moreRecipients } from './grammar/more-recipients.ts';
import { optionBehind } from './grammar/option-behind.ts';
import { dashedOption, namedParts, optionBelow } from './grammar/option-slips.ts';
import { readOptions, TO_FILL_IN } from './grammar/options.ts';
import type { Arguments, BadRecipient, Problem, ReadResult, Recipient, Refusal } from './grammar/reading.ts';
import { addressOf, type ParseRecipient, recipientParser } from './grammar/recipients.ts';
import { type CommandSpec, isCode } from './grammar/spec.ts';
import { timeFirst } from './grammar/time-first.ts';
import { typedWords } from './grammar/typed-words.ts';

export type {
  Arguments,
  BadRecipient,
  Options,
  Problem,
  ReadResult,
  Recipient,
} from './grammar/reading.ts';
export { type CommandSpec, type OptionSpec, type UsagePiece, usageOf } from './grammar/spec.ts';
export { splitCommand } from './grammar/split-command.ts';

// A line is: recipients, options, text.
//
//   recipients  separated by commas, or one a line; the first one without a comma behind it is the last
//   options     name=value or name="several words", of the names that the command declares
//   text        verbatim to the end; behind ` -- ` without any reading, and behind a line break unless it goes on
//               with recipients, or begins with an option
//
// Nothing is guessed at: what has two readings, or one that looks like a slip, is a problem, with a line for each.

/** What a line is read by. */
export interface GrammarSettings {
  /** Two-letter code (ISO 3166-1) of the numbers that are typed without a country code. */
  country: string;
}

/** Where nothing that was tried is right, the recipients may stand elsewhere in the line. */
const ABOUT_RECIPIENTS: ReadonlySet<Problem['kind']> = new Set<Problem['kind']>([
  'no-recipient',
  'bad-recipient',
  'ambiguous',
  'unknown-option',
  'option-first',
]);

/** What is wrong with a line that is right but for one thing, which its first attempt mends. */
const NEARLY_RIGHT: ReadonlySet<Problem['kind']> = new Set<Problem['kind']>([
  'ambiguous',
  'bad-recipients',
  'unknown-option',
  'bad-option',
]);

/** What is wrong with a line that lacks something behind its recipients. */
const LACKING: ReadonlySet<Problem['kind']> = new Set<Problem['kind']>(['missing-option', 'missing-text']);

/** A line may be right but for so many things that are mended one by one. */
const FURTHER = 2;

/** Reads what stands behind a command's name. Never throws; a problem is data, with lines to copy instead. */
export function readArguments(rest: string, spec: CommandSpec, settings: GrammarSettings): ReadResult {
  const parse = recipientParser(spec, settings.country);
  const { said, refusal } = read(rest, spec, parse);
  const reading = writeLine(spec, said, parse);
  if (!refusal) return { ok: true, ...said, reading };
  const linesOf = (attempts: readonly string[], further = FURTHER): string[] =>
    attempts
      .filter((attempt) => attempt !== rest)
      .flatMap((attempt) => {
        const again = read(attempt, spec, parse);
        if (again.refusal === null) return writeLine(spec, again.said, parse);
        const { problem, attempts: next } = again.refusal;
        if (further === 0 || !NEARLY_RIGHT.has(problem.kind)) return [];
        // The first has the most recipients, the last the most text.
        return linesOf(
          [...new Set([next[0], next.at(-1)])].flatMap((one) => one ?? []),
          further - 1,
        );
      });
  const { problem } = refusal;
  const named = ABOUT_RECIPIENTS.has(problem.kind) ? namedParts(rest, spec) : null;
  const parts = named === null ? [] : linesOf([named]);
  const tried = parts.length > 0 ? parts : linesOf(refusal.attempts);
  const isForSomebody =
    tried.length === 0 && problem.kind === 'no-recipient' && isAddressed(rest, plainView(rest), spec, parse);
  const lacking = isForSomebody ? lackingAlone(refusal.attempts, spec, parse) : null;
  if (lacking) {
    const { said: understood, refusal: lacks } = lacking;
    return {
      ok: false,
      problem: lacks.problem,
      reading: writeLine(spec, understood, parse),
      understood,
      corrections: [],
    };
  }
  const isAbout = spec.recipients !== 'none' && ABOUT_RECIPIENTS.has(problem.kind);
  const corrections =
    tried.length > 0 || !isAbout ? tried : linesOf(linesAround(rest, plainView(rest), spec, parse));
  return { ok: false, problem, reading, understood: said, corrections: [...new Set(corrections)] };
}

/** The first of these lines that lacks nothing but an option or the text: whom it is for is known then, and need not be asked. */
function lackingAlone(attempts: readonly string[], spec: CommandSpec, parse: ParseRecipient) {
  for (const attempt of attempts) {
    const { said, refusal } = read(attempt, spec, parse);
    if (refusal && LACKING.has(refusal.problem.kind)) return { said, refusal };
  }
  return null;
}

/** One reading; with a refusal, `said` is what was understood up to it. */
interface Read {
  said: Arguments;
  refusal: Refusal | null;
}

function read(given: string, spec: CommandSpec, parse: ParseRecipient): Read {
  const line = withExtensionApart(given, spec, parse);
  const view = plainView(line);
  const nothing: Arguments = { recipients: [], duplicates: [], beside: [], options: {}, text: '' };
  const early = optionFirst(line, view, spec) ?? senderFirst(line, view, spec, parse);
  if (early) return { said: nothing, refusal: early };
  const first = dialledExtension(line, view, 0, spec, parse);
  if (first) return { said: { ...nothing, recipients: [first.recipient] }, refusal: first.refusal };

  const list = readList(line, view, spec, parse);
  const further = furtherExtensionApart(line, list.found, spec, parse);
  if (further !== line) return read(further, spec, parse);
  const named = { ...nothing, ...distinct(list.found), beside: list.beside };
  if (list.refusal) return { said: named, refusal: list.refusal };

  const options = readOptions(line, view, list.end, spec);
  if (!options.ok) {
    return {
      said: { ...named, options: options.options },
      refusal: { problem: options.problem, attempts: options.attempts },
    };
  }
  const { at, mark } = options.text;
  // An empty line parts the recipients from the text, as paragraphs are parted.
  const text = mark === 'break' ? line.slice(at).replace(/^(?:[^\S\n]*\n)+/, '') : line.slice(at);
  const taken = spec.text === 'code' || text.trim() === '' ? text.trim() : text;
  const said = { ...named, options: options.options, text: taken };
  const slip = () =>
    mark === null
      ? (dashedOption(line, view, at, spec) ??
        extensionAt(line, view, at, spec, parse) ??
        timeAt(line, at, said, spec))
      : optionBelow(line, view, at, spec);
  const doubt = mark === 'dashes' ? null : (slip() ?? moreRecipients(line, view, list, at, spec, parse));
  const before = line.slice(0, at);
  const rest =
    doubt ??
    restProblem(said, spec, before) ??
    (mark === 'dashes' ? null : optionBehind(spec, { ...said, before }));

  const bad = list.found.filter((one) => 'reason' in one);
  if (bad.length > 0) {
    const extensions = bad.map(({ typed }) => dialledExtension(line, view, line.indexOf(typed), spec, parse));
    const dialled = extensions.find((one) => one !== null);
    if (dialled) return { said, refusal: dialled.refusal };
    const isOpen = list.open || bad.some((one) => isGlued(one, spec, parse));
    const usable = rest || isOpen || said.recipients.length === 0 ? null : said;
    // No bad one may stand in what the others are sent.
    const insteadOfSeveral = () => {
      if (rest && rest.attempts.length > 0) return rest.attempts;
      if (!bad.some((one) => isGlued(one, spec, parse))) return [restOf(said, spec, parse)];
      return bad.every((one) => around(one, spec, parse)) ? linesForAll(line, view, spec, parse) : [];
    };
    return {
      said,
      refusal: refuse(badRecipients(list.found.length, bad, usable), [
        ...mended(line, bad, spec, parse),
        ...(list.found.length === 1 ? linesAround(line, view, spec, parse) : insteadOfSeveral()),
      ]),
    };
  }
  if (spec.recipients !== 'none' && list.found.length === 0)
    return { said, refusal: refuse({ kind: 'no-recipient' }, linesAround(line, view, spec, parse)) };
  return { said, refusal: rest };
}

function badRecipients(typed: number, bad: BadRecipient[], usable: Arguments | null): Problem {
  const [only] = bad;
  return only && typed === 1 ? { kind: 'bad-recipient', ...only } : { kind: 'bad-recipients', bad, usable };
}

/** What is longer (UTF-16 units) is not one recipient's writing. */
const LONGEST_WRITING = 100;

/** What stands around the recipients in a bad one; null where there are none, or something stands between them. */
function around({ typed }: BadRecipient, spec: CommandSpec, parse: ParseRecipient) {
  if (typed.length > LONGEST_WRITING) return null;
  const found = recipientsIn(typed, plainView(typed), spec, parse);
  const [first] = found;
  const last = found.at(-1);
  if (!first || !last) return null;
  const between = found
    .slice(1)
    .map(({ span, label }, at) => typed.slice(found[at]?.span.end, span.start - label));
  if (/[\p{L}\d]/u.test(between.join(''))) return null;
  return {
    numbers: found.map(({ to }) => addressOf(to)).join(', '),
    before: typed.slice(0, first.span.start - first.label),
    behind: typed.slice(last.span.end),
  };
}

/** Whether words are written to its number, which may be those of a text. */
function isGlued(bad: BadRecipient, spec: CommandSpec, parse: ParseRecipient): boolean {
  const found = around(bad, spec, parse);
  return found !== null && /\p{L}/u.test(found.before + found.behind);
}

/** The line with its bad recipients as they are dialled; none where they are not bad by how they are written alone. */
function mended(
  line: string,
  bad: readonly BadRecipient[],
  spec: CommandSpec,
  parse: ParseRecipient,
): string[] {
  const whole = bad.reduce((before, one) => {
    const found = around(one, spec, parse);
    if (!found || /\d{4}/.test(found.before) || isGlued(one, spec, parse)) return before;
    // Figures behind it may be the text's.
    return before.replace(one.typed, () => found.numbers + (/\d/.test(found.behind) ? found.behind : ''));
  }, line);
  return whole === line ? [] : [whole];
}

/** No text, or what an offered line has in the place of one. */
const TO_BE_WRITTEN = new RegExp(`^(?:\\s*(?:${TO_FILL_IN}|${typedWords('fill-text')})\\s*)?$`, 'u');

/** What is wrong with a line whose recipients and options were read. */
function restProblem(said: Arguments, spec: CommandSpec, beforeText: string): Refusal | null {
  const count = said.recipients.length;
  if (spec.recipients === 'one' && count > 1) return refuse({ kind: 'too-many-recipients', count });
  for (const [name, expected] of Object.entries(spec.options)) {
    if (expected.required && !Object.hasOwn(said.options, name))
      return refuse({ kind: 'missing-option', name, expected });
  }
  switch (spec.text) {
    case 'none':
      return said.text === ''
        ? null
        : refuse({ kind: 'text-not-taken', text: said.text }, [beforeText.trimEnd()]);
    case 'required':
      return TO_BE_WRITTEN.test(said.text) ? refuse({ kind: 'missing-text' }) : null;
    case 'code':
      return codeProblem(said, beforeText);
    case 'optional':
      return null;
  }
}

/** A time that stands where the text begins may be the text's, or when it goes. */
function timeAt(line: string, at: number, { options }: Arguments, spec: CommandSpec): Refusal | null {
  if (spec.options.at?.kind !== 'moment' || Object.hasOwn(options, 'at')) return null;
  const text = line.slice(at);
  const found = timeFirst(text);
  if (!found) return null;
  const before = line.slice(0, at);
  const { time, behind } = found;
  return refuse({ kind: 'ambiguous', typed: time }, [
    `${before} at="${time}" ${behind}`,
    `${before} -- ${text}`,
  ]);
}

function codeProblem(said: Arguments, beforeText: string): Refusal | null {
  const typed = said.text;
  if (typed === '') return refuse({ kind: 'missing-text' });
  if (isCode(typed)) return null;
  const codes = typed.match(/(?<!\d)\d{4,8}(?!\d)/g) ?? [];
  const one = codes.length === 1 ? codes : [];
  const attempts = [typed.replace(/[\s-]/g, ''), ...one].map((code) => `${beforeText} ${code}`);
  return refuse({ kind: 'bad-code', typed }, attempts);
}

function refuse(problem: Problem, attempts: string[] = []): Refusal {
  return { problem, attempts };
}

/** The line of a reading without the command's name. */
function restOf(said: Arguments, spec: CommandSpec, parse: ParseRecipient): string {
  return writeLine(spec, said, parse).slice(spec.name.length + 1);
}

function distinct(found: (Recipient | BadRecipient)[]): Pick<Arguments, 'recipients' | 'duplicates'> {
  const recipients = new Map<string, Recipient>();
  const duplicates: string[] = [];
  for (const one of found) {
    if (!('to' in one)) continue;
    if (recipients.has(one.to)) duplicates.push(one.typed);
    else recipients.set(one.to, one);
  }
  return { recipients: [...recipients.values()], duplicates };
}
