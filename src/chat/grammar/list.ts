import { readLookups } from './lookups.ts';
import { endsRecipients, optionWordAt, skipSpaces } from './options.ts';
import type { BadRecipient, Problem, Recipient } from './reading.ts';
import { digitGroups, digitsOf, numbersAt, type ParseRecipient, readPhone, readWord } from './recipients.ts';
import type { CommandSpec } from './spec.ts';

/** Why a line is refused, and lines to try in its place. */
export interface Refusal {
  problem: Problem;
  attempts: string[];
}

export interface ListReading {
  found: (Recipient | BadRecipient)[];
  end: number;
  /** The last one is bad, and where its digits end and the text's begin is not known. */
  open: boolean;
  refusal: Refusal | null;
}

/** Reads the recipients, which stand first. */
export function readList(line: string, view: string, spec: CommandSpec, parse: ParseRecipient): ListReading {
  if (spec.recipients === 'none') return { found: [], end: 0, open: false, refusal: null };
  return spec.lookups ? lookups(line, view, spec, parse) : separatedByCommas(line, view, spec, parse);
}

function separatedByCommas(
  line: string,
  view: string,
  spec: CommandSpec,
  parse: ParseRecipient,
): ListReading {
  const found: (Recipient | BadRecipient)[] = [];
  let end = 0;
  let open = false;
  const closed = (place: number) => {
    const next = skipSpaces(view, place);
    if (next >= view.length) return spec.text === 'none';
    return /[,;]/.test(view.charAt(next)) || endsRecipients(view, next, spec);
  };
  for (let at = skipWhitespace(view, 0); at < view.length && !endsRecipients(view, at, spec); ) {
    const one =
      spec.recipientKind === 'email'
        ? readWord(line, view, at, parse)
        : readPhone(line, view, at, parse, closed);
    if (one.kind === 'ambiguous') {
      // The longest first: what was typed in one go is more often one number.
      const attempts = one.candidates.toReversed().map(({ to, end: behind }) => {
        return `${line.slice(0, at)}+${to} -- ${line.slice(skipSpaces(view, behind))}`;
      });
      return { found, end, open, refusal: { problem: { kind: 'ambiguous', typed: one.typed }, attempts } };
    }
    found.push(one.kind === 'one' ? one.recipient : one.bad);
    open = one.kind === 'bad' && one.open;
    end = one.end;
    const comma = /^ *[,;][\s,;]*/.exec(view.slice(end));
    if (!comma) break;
    end += comma[0].length;
    at = end;
  }
  return { found, end, open, refusal: null };
}

function lookups(line: string, view: string, spec: CommandSpec, parse: ParseRecipient): ListReading {
  let end = view.length;
  for (const { index } of view.matchAll(/(?<=^|\s)\S/g)) {
    // A line break separates look-ups, so only an option or ` -- ` ends them.
    if (!endsRecipients(view, index, spec)) continue;
    end = index;
    break;
  }
  const { found, ambiguous } = readLookups(line, view, { start: 0, end }, parse);
  if (!ambiguous) return { found, end, open: false, refusal: null };
  const { typed, readings } = ambiguous;
  const attempts = readings.map((reading) => line.replace(typed, () => reading));
  return { found, end, open: false, refusal: { problem: { kind: 'ambiguous', typed }, attempts } };
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

/** A text that begins with a whole recipient: a comma may be missing before it. */
export function forgottenComma(
  line: string,
  view: string,
  at: number,
  spec: CommandSpec,
  parse: ParseRecipient,
): Refusal | null {
  if (spec.recipients === 'none' || at === 0) return null;
  const groups = spec.recipientKind === 'phone' ? digitGroups(view, at) : [];
  const ends = numbersAt(view, at, groups, parse).map((number) => number.end);
  const word = readWord(line, view, at, parse);
  if (word.kind === 'one') ends.push(word.end);
  // Shorter digits at a text's beginning are a code or a price; those of a whole number are not.
  const end = ends.findLast((place) => {
    const typed = view.slice(at, place);
    return spec.recipientKind === 'email' || typed.startsWith('+') || digitsOf(typed).length >= 10;
  });
  if (end === undefined) return null;
  const before = line.slice(0, at).trimEnd();
  const attempts = [`${before}, ${line.slice(at)}`, `${before} -- ${line.slice(at)}`];
  return { problem: { kind: 'ambiguous', typed: line.slice(at, end) }, attempts };
}

function skipWhitespace(view: string, at: number): number {
  const found = view.slice(at).search(/\S/);
  return found < 0 ? view.length : at + found;
}
