import { rowWords } from './lookup-rows.ts';
import { endsRecipients } from './options.ts';
import { isWholeAddress, type ParseRecipient, recipientAt, type Span } from './recipients.ts';
import type { CommandSpec } from './spec.ts';
import { typedWords } from './typed-words.ts';

// Recipients may be named in place of numbers: `ivan, #couriers, +79991234567 text`. Names stand where numbers do, at
// the beginning and with a comma between two, so that no word of a text is ever taken for one: the first recipient
// without a comma behind it is the last. Where look-ups stand there is no text, and spaces separate too.

/** What stands in the place of a recipient: a name, or something else up to its comma. */
export interface NamedItem {
  readonly kind: 'name' | 'other';
  /** As it was typed, a group's with its #. */
  readonly typed: string;
  readonly start: number;
}

/** The recipients of a line in which at least one may be a name. */
export interface NamedList {
  /** All up to the last name, in the order typed. */
  readonly items: readonly NamedItem[];
  /** What stands behind these, to be read as ever. */
  readonly behind: string;
  /** Words that say whose the numbers of a pasted list are: nobody is named by them. */
  readonly beside: readonly string[];
  /** Behind them no further recipient comes, but options and the text. */
  readonly closed: boolean;
  readonly next: NextItem | null;
}

/** What would be a further recipient, had it a comma before it; the text may begin with it too. */
export interface NextItem {
  readonly kind: 'name' | 'address';
  readonly typed: string;
  readonly start: number;
  /** Where the recipients before it end. */
  readonly behind: number;
}

const NAME = /#?\p{L}[\p{L}\p{M}\p{N}_.-]*(?=[\s,;]|$)/uy;
/** `ivan: text`, as somebody is addressed. */
const ADDRESSED = /#?\p{L}[\p{L}\p{M}\p{N}_.-]*(?=:\s)/uy;
const COMMA = /^ *[,;][\s,;]*/;
/** What stands in a comma's place, as in a sentence. */
export const AND_BEFORE = new RegExp(`^\\s*(?:${typedWords('typed-and')})\\s+`, 'iu');
const AND_ALONE = new RegExp(`^(?:${typedWords('typed-and')})$`, 'iu');

/** Finds the recipients of a line that may be names; null: nothing stands where one could. */
export function namedIn(
  line: string,
  view: string,
  spec: CommandSpec,
  parse: ParseRecipient,
): NamedList | null {
  if (spec.recipients === 'none') return null;
  return spec.lookups ? amongLookups(line, view, spec) : separatedByCommas(line, view, spec, parse);
}

function nameAt(line: string, view: string, at: number, pattern = NAME): NamedItem | null {
  pattern.lastIndex = at;
  const typed = pattern.exec(view)?.[0];
  return typed === undefined ? null : { kind: 'name', typed: line.slice(at, at + typed.length), start: at };
}

function separatedByCommas(
  line: string,
  view: string,
  spec: CommandSpec,
  parse: ParseRecipient,
): NamedList | null {
  const items: NamedItem[] = [];
  const upTo = (end: number, closed: boolean, next: NextItem | null = null): NamedList | null =>
    next !== null || items.some(({ kind }) => kind === 'name')
      ? { items, behind: line.slice(end), beside: [], closed, next }
      : null;
  for (let at = Math.max(view.search(/\S/), 0); ; ) {
    if (at >= view.length || endsRecipients(view, at, spec)) return upTo(at, true);
    const addressed = nameAt(line, view, at, ADDRESSED);
    if (addressed) {
      items.push(addressed);
      return upTo(at + addressed.typed.length + 1, true);
    }
    const name = nameAt(line, view, at);
    const stop = /[,;\n]/.exec(view.slice(at));
    const end = name ? at + name.typed.length : at + (stop?.index ?? view.length);
    const comma = COMMA.exec(view.slice(end))?.[0];
    if (name) {
      items.push(name);
      if (comma === undefined) return upTo(end, true, nextAt(line, view, end, parse));
    } else {
      // A number that stands last is divided from the text as ever.
      if (comma === undefined || 'reason' in parse(view.slice(at, end))) {
        return upTo(at, false, spec.recipients === 'list' ? nameBehind(line, view, at, parse) : null);
      }
      items.push({ kind: 'other', typed: line.slice(at, end), start: at });
    }
    at = end + comma.length;
  }
}

/** A name or a number behind the last recipient, where the text would begin. */
function nextAt(line: string, view: string, behind: number, parse: ParseRecipient): NextItem | null {
  const before = AND_BEFORE.exec(view.slice(behind)) ?? /^\s*/.exec(view.slice(behind));
  const start = behind + (before?.[0].length ?? 0);
  const name = nameAt(line, view, start) ?? nameAt(line, view, start, ADDRESSED);
  if (name) return { kind: 'name', typed: name.typed, start, behind };
  const address = recipientAt(view, start, parse);
  if (!address || !isWholeAddress(view.slice(start, address.end))) return null;
  return { kind: 'address', typed: line.slice(start, address.end), start, behind };
}

/** A name behind a number and an "and": without one a text often begins with whom it is to. */
function nameBehind(line: string, view: string, at: number, parse: ParseRecipient): NextItem | null {
  const number = recipientAt(view, at, parse);
  if (!number || !AND_BEFORE.test(view.slice(number.end))) return null;
  const next = nextAt(line, view, number.end, parse);
  return next?.kind === 'name' ? next : null;
}

const blank = (text: string, { start, end }: Span): string =>
  text.slice(0, start) + ','.repeat(end - start) + text.slice(end);

/** Names among numbers, with spaces between them too: the numbers are left, with commas in the names' places. */
function amongLookups(line: string, view: string, spec: CommandSpec): NamedList | null {
  const starts = [...view.matchAll(/(?<=^|[\s,;])[^\s,;]/g)].map(({ index }) => index);
  const end = starts.find((at) => endsRecipients(view, at, spec)) ?? view.length;
  const { places, beside } = rowWords(view.slice(0, end));
  const labels = beside.filter(({ start, end: to }) => !AND_ALONE.test(view.slice(start, to)));
  const outside = [...places, ...labels];
  const items: NamedItem[] = [];
  let behind = outside.reduce(blank, line);
  let isOther = false;
  for (const at of starts) {
    if (at >= end) break;
    if (outside.some(({ start, end: to }) => start <= at && at < to)) continue;
    const name = nameAt(line, view, at);
    if (name) {
      const isFirst = items.length === 0 && !isOther;
      if (isFirst || !AND_BEFORE.test(view.slice(at))) items.push(name);
      behind = blank(behind, { start: at, end: at + name.typed.length });
    } else isOther = true;
  }
  if (items.length === 0 && outside.length === 0) return null;
  return {
    items,
    behind: isOther ? behind : behind.replace(/^[\s,;]+/, ''),
    beside: labels.map(({ start, end: to }) => line.slice(start, to)),
    closed: !isOther,
    next: null,
  };
}
