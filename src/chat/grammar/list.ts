import { readSender } from '../../messages/source.ts';
import { belongsToText, closedAt, wasMeant } from './around.ts';
import { readColumn } from './column.ts';
import { plainView, textStart } from './glyphs.ts';
import { readLookups } from './lookups.ts';
import { moreRecipients } from './more-recipients.ts';
import { optionsApart } from './option-slips.ts';
import { optionWordAt, skipSpaces } from './option-word.ts';
import { endsRecipients, endsWords } from './options.ts';
import type { BadRecipient, Recipient, Refusal } from './reading.ts';
import {
  EXTENSION,
  isWholeAddress,
  type ParseRecipient,
  readPhone,
  readWord,
  recipientAt,
} from './recipients.ts';
import { type CommandSpec, declaredOption, isCode } from './spec.ts';

export interface ListReading {
  found: (Recipient | BadRecipient)[];
  /** Words beside the recipients of a column. */
  beside: string[];
  end: number;
  /** The last one is bad, and where its digits end and the text's begin is not known. */
  open: boolean;
  refusal: Refusal | null;
}

const nobody: ListReading = { found: [], beside: [], end: 0, open: false, refusal: null };

/** Reads the recipients, which stand first. */
export function readList(line: string, view: string, spec: CommandSpec, parse: ParseRecipient): ListReading {
  if (spec.recipients === 'none') return nobody;
  if (spec.lookups) return lookups(line, view, spec, parse);
  const column = spec.recipients === 'list' ? readColumn(line, view, spec, parse) : null;
  if (column?.kind === 'column') return { ...nobody, ...column };
  if (column) return { ...nobody, refusal: ambiguous(column.typed, column.attempts) };
  return separatedByCommas(line, view, spec, parse);
}

const ambiguous = (typed: string, attempts: string[]): Refusal => ({
  problem: { kind: 'ambiguous', typed },
  attempts,
});

function separatedByCommas(
  line: string,
  view: string,
  spec: CommandSpec,
  parse: ParseRecipient,
): ListReading {
  const found: (Recipient | BadRecipient)[] = [];
  let end = 0;
  /** Where the last recipient ends, and its comma begins. */
  let ended = 0;
  let open = false;
  /** Where nothing but recipients is left, which then need no commas; they may be the text's all the same. */
  let bareAt: number | null = null;
  const closed = (place: number) => {
    const next = skipSpaces(view, place);
    if (next >= view.length) return spec.text === 'none';
    // A word with = that is no option may be the text's.
    return /[,;\n]/.test(view.charAt(next)) || endsWords(view, next, spec);
  };
  const isBareCode = spec.text === 'code' && isCode(view.trim());
  for (let at = skipWhitespace(view, 0); at < view.length && !endsRecipients(view, at, spec); ) {
    const one =
      spec.recipientKind === 'email'
        ? readWord(line, view, at, parse)
        : readPhone(line, view, at, parse, closed);
    if (one.kind === 'ambiguous') {
      // The longest first: what was typed in one go is more often one number.
      const attempts = one.candidates.toReversed().flatMap(({ to, end: behind }) => {
        const head = `${line.slice(0, at)}+${to}`;
        if (closed(behind)) return `${head} ${line.slice(skipSpaces(view, behind))}`;
        const text = textStart(line, behind);
        const list = { found: [...found, { to, typed: line.slice(at, behind) }], end: behind };
        const more = moreRecipients(line, view, list, text, spec, parse);
        return more?.attempts ?? `${head} -- ${line.slice(text)}`;
      });
      if (bareAt !== null)
        attempts.push(`${line.slice(0, bareAt)} -- ${line.slice(textStart(line, bareAt))}`);
      return { ...nobody, found, end, open, refusal: ambiguous(one.typed, attempts) };
    }
    if (one.kind === 'bad' && found.length === 0 && (belongsToText(one.bad.typed) || isBareCode)) break;
    if (one.kind === 'bad' && found.length > 0 && !wasMeant(one.bad, spec, parse)) {
      // Where nobody is known yet, that is to be mended first.
      if (found.every((before) => 'reason' in before)) break;
      const text = ended + (/^[\s,;]*/.exec(line.slice(ended))?.[0].length ?? 0);
      const more = moreRecipients(line, view, { found, end: ended }, text, spec, parse);
      if (more) return { ...nobody, found, end, open, refusal: more };
      // The comma may be a slip, or the text's own.
      const before = line.slice(0, ended);
      const rest = line.slice(ended).trimStart();
      const attempts = [`${before} -- ${rest.replace(/^[\s,;]+/, '')}`, `${before} -- ${rest}`];
      return { ...nobody, found, end, open, refusal: ambiguous(one.bad.typed, attempts) };
    }
    found.push(one.kind === 'one' ? one.recipient : one.bad);
    open = one.kind === 'bad' && one.open;
    ended = closedAt(line, { start: at, end: one.end });
    end = one.end;
    const comma = /^ *[,;][\s,;]*/.exec(view.slice(end))?.[0] ?? '';
    if (comma === '' && one.kind === 'one' && onlyRecipients(view, end, parse)) bareAt ??= end;
    if (comma === '' && bareAt === null) break;
    end += comma.length;
    at = skipSpaces(view, end);
  }
  return { ...nobody, found, end, open };
}

function lookups(line: string, view: string, spec: CommandSpec, parse: ParseRecipient): ListReading {
  let end = view.length;
  for (const { index } of view.matchAll(/(?<=^|\s)\S/g)) {
    // A line break separates look-ups, so only an option or ` -- ` ends them.
    if (!endsRecipients(view, index, spec)) continue;
    end = index;
    break;
  }
  const { found, ambiguous: doubt } = readLookups(line, view, { start: 0, end }, parse);
  if (!doubt) return { ...nobody, found, end };
  const { typed, readings } = doubt;
  const attempts = readings.map((reading) => line.replace(typed, () => reading));
  return { ...nobody, found, end, refusal: ambiguous(typed, attempts) };
}

/** An option in the place of the first recipient; the attempt has it behind the recipients. */
export function optionFirst(line: string, view: string, spec: CommandSpec): Refusal | null {
  const at = skipWhitespace(view, 0);
  const word = spec.recipients === 'none' ? null : optionWordAt(view, at, spec);
  if (!word?.name) return null;
  const option = /^\S+/.exec(view.slice(at))?.[0] ?? '';
  const behind = line.slice(skipWhitespace(view, at + option.length));
  const recipient = /^\S+/.exec(behind)?.[0] ?? '';
  const attempts =
    recipient === ''
      ? []
      : [`${recipient} ${line.slice(at, at + option.length)}${behind.slice(recipient.length)}`];
  return { problem: { kind: 'option-first', name: word.name }, attempts };
}

/** A name in the place of the first recipient that is said to be the sender's, without its `=`. */
const SENDER_FIRST = /^\s*(\p{L}+) ([A-Za-z\d._-]+) +(?=[+(\d])/u;

/** `from SHOP` before the recipients; the attempts have it behind them, or in the text. */
export function senderFirst(
  line: string,
  view: string,
  spec: CommandSpec,
  parse: ParseRecipient,
): Refusal | null {
  const [whole = '', word = '', name = ''] = SENDER_FIRST.exec(view) ?? [];
  if (spec.recipients === 'none' || declaredOption(spec, word) !== 'from') return null;
  if (!/[A-Za-z]/.test(name) || readSender(name) === null) return null;
  const behind = line.slice(whole.length);
  const { found, end, refusal } = readList(behind, view.slice(whole.length), spec, parse);
  if (refusal || found.length === 0) return null;
  const whom = behind.slice(0, end).trimEnd();
  const attempts = [
    `${whom} from=${name}${behind.slice(whom.length)}`,
    `${whom} -- ${line.slice(0, whole.length).trim()}${behind.slice(end)}`,
  ];
  return { problem: { kind: 'option-first', name: 'from' }, attempts };
}

/** Whether nothing but recipients stands in the line from this place on. */
function onlyRecipients(view: string, at: number, parse: ParseRecipient): boolean {
  let place = skipSpaces(view, at);
  if (place >= view.length) return false;
  while (place < view.length) {
    const one = recipientAt(view, place, parse);
    if (!one || !isWholeAddress(view.slice(place, one.end))) return false;
    place = skipSpaces(view, one.end);
  }
  return true;
}

/** A first number with letters glued to it, or behind nothing but a comma: RFC 3966 has ";ext=". */
const GLUED = /^\s*(?:tel:)?([+(]?\d[\d ().-]*\d)(?:[,;] *)?(?=\(?\p{L})/iu;

/** The line with a space before an extension that is glued to its first number, as it is read then; any other as it is. */
export function withExtensionApart(line: string, spec: CommandSpec, parse: ParseRecipient): string {
  if (spec.recipients === 'none' || spec.recipientKind !== 'phone' || spec.text === 'none') return line;
  const [whole = '', number = ''] = GLUED.exec(plainView(line)) ?? [];
  if (number === '' || !('to' in parse(number))) return line;
  const behind = line.slice(whole.length).replace(/^(\p{L}+)=/u, '$1 ');
  return EXTENSION.test(plainView(behind)) ? `${number} ${behind}` : line;
}

/** The same for the first recipient of a list that is none since an extension is glued to it. */
export function furtherExtensionApart(
  line: string,
  found: ListReading['found'],
  spec: CommandSpec,
  parse: ParseRecipient,
): string {
  const bad = found.filter((one) => 'reason' in one);
  const apart = bad.map(({ typed }) => [typed, withExtensionApart(typed, spec, parse)] as const);
  const [typed, written] = apart.find(([one, other]) => one !== other) ?? [];
  return typed === undefined || written === undefined ? line : line.replace(typed, () => written);
}

/** An extension where the text would begin; it may be a slip, or the text's own. Behind a comma there may be more recipients. */
export function extensionAt(
  line: string,
  view: string,
  at: number,
  spec: CommandSpec,
  parse: ParseRecipient,
): Refusal | null {
  if (spec.recipients === 'none' || spec.recipientKind !== 'phone' || at === 0) return null;
  const typed = EXTENSION.exec(view.slice(at))?.[0];
  return typed === undefined ? null : refuseExtension(line, at, typed, spec, parse);
}

/** A number, and an extension glued to it as phones dial it: behind a # or a pause. With a space before, a # is of an order. */
const DIALLED = /^(\s*(?:tel:)?([+(]?\d[\d ().-]*\d))(#\d{1,6}|,,\d{1,6}#?)(?![\d\p{L}])/iu;

/** Such an extension behind the number at `from`, and that number. */
export function dialledExtension(
  line: string,
  view: string,
  from: number,
  spec: CommandSpec,
  parse: ParseRecipient,
): { readonly recipient: Recipient; readonly refusal: Refusal } | null {
  if (spec.recipients === 'none' || spec.recipientKind !== 'phone' || spec.text === 'none') return null;
  const [, before = '', number = '', typed = ''] = DIALLED.exec(view.slice(from)) ?? [];
  const parsed = parse(number);
  if (!('to' in parsed)) return null;
  const at = from + before.length;
  return {
    recipient: { to: parsed.to, typed: line.slice(at - number.length, at) },
    refusal: refuseExtension(line, at, typed, spec, parse),
  };
}

function refuseExtension(
  line: string,
  at: number,
  typed: string,
  spec: CommandSpec,
  parse: ParseRecipient,
): Refusal {
  const before = line.slice(0, at).trimEnd();
  const between = /^[\s,;.]*/.exec(line.slice(at + typed.length))?.[0] ?? '';
  const behind = line.slice(at + typed.length + between.length);
  const { options, text } = optionsApart(behind, spec);
  const head = options === '' ? before : `${before} ${options}`;
  const goesOn = /[,;]/.test(between) && recipientAt(plainView(behind), 0, parse) !== null;
  return {
    problem: { kind: 'extension', typed: line.slice(at, at + typed.length) },
    attempts: [
      goesOn ? `${before}, ${behind}` : `${head} -- ${text}`,
      `${head} -- ${line.slice(at, line.length - behind.length)}${text}`,
    ],
  };
}

function skipWhitespace(view: string, at: number): number {
  const found = view.slice(at).search(/\S/);
  return found < 0 ? view.length : at + found;
}
