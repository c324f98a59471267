/*
 * A receipt's text cut into its fields, in one pass. Providers write them in any order and in any case, separated by white
 * space, ";", "," or NUL, with ":" or "=" behind their names.
 */

/** The fields of SMPP 3.4, appendix B, and of the provider's form for look-ups. */
const FIELDS = ['id', 'sub', 'dlvrd', 'submit date', 'done date', 'stat', 'err'] as const;
/** Their values may have several words. */
export const LOOKUP_FIELDS = ['imsi', 'msc', 'mcc', 'mnc', 'cn', 'net', 'rcn', 'rnet'] as const;

export type LookupField = (typeof LOOKUP_FIELDS)[number];
export type ReceiptField = (typeof FIELDS)[number] | LookupField;

/** Begins the message's own text, of which most quote the beginning. */
const TEXT = 'text';

type Named = ReceiptField | typeof TEXT;

/** By the name in lower case. */
const NAMES: ReadonlyMap<string, Named> = new Map([
  ...[...FIELDS, ...LOOKUP_FIELDS, TEXT as Named].map((field): [string, Named] => [field, field]),
  ['submit_date', 'submit date'],
  ['submitdate', 'submit date'],
  ['done_date', 'done date'],
  ['donedate', 'done date'],
  ['status', 'stat'],
  ['state', 'stat'],
  ['error', 'err'],
]);
const DATE = ' date';
const LOOKUPS: ReadonlySet<string> = new Set(LOOKUP_FIELDS);

export interface ReceiptFields {
  readonly fields: ReadonlyMap<ReceiptField, string>;
  readonly text: string | null;
  /** Words that belong to no field. */
  readonly leftover: string[];
}

/** A name with what stands behind it, which may begin a field: from its first character to its value's. */
interface Mark {
  readonly from: number;
  readonly to: number;
  /** Undefined for a name that nobody knows. */
  readonly field: Named | undefined;
}

const isSpace = (code: number): boolean =>
  code <= 0xff
    ? code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0
    : String.fromCharCode(code).trim() === '';
const separates = (code: number): boolean =>
  isSpace(code) || code === 0 || code === 0x3b /* ; */ || code === 0x2c; /* , */
const isLetter = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f; /* _ */
const isWord = (code: number): boolean => isLetter(code) || (code >= 0x30 && code <= 0x39);
const isEnd = (code: number): boolean => code === 0x3a /* : */ || code === 0x3d; /* = */

const named = (name: string): Named | undefined => NAMES.get(name) ?? NAMES.get(name.toLowerCase());

/** The next one from there on; null: there is none. */
function nextMark(text: string, start: number): Mark | null {
  for (let from = start; from < text.length; from += 1) {
    if (from > 0 && !separates(text.charCodeAt(from - 1))) continue;
    if (!isLetter(text.charCodeAt(from))) continue;
    let end = from + 1;
    while (isWord(text.charCodeAt(end))) end += 1;
    if (isEnd(text.charCodeAt(end))) return { from, to: end + 1, field: named(text.slice(from, end)) };
    const dated = end + DATE.length;
    if (isEnd(text.charCodeAt(dated))) {
      const field = named(text.slice(from, dated));
      if (field !== undefined) return { from, to: dated + 1, field };
    }
    from = end - 1;
  }
  return null;
}

/** Where the message's own text is quoted; null: it is not. */
export function quoteIn(receipt: string): Mark | null {
  let mark = nextMark(receipt, 0);
  while (mark !== null && mark.field !== TEXT) mark = nextMark(receipt, mark.to);
  return mark;
}

/**
 * The message's own text may hold anything, "stat:DELIVRD" too, so nothing after `text:` is believed to be a
 * field. Only a receipt that has nothing before it must have its fields behind; they start at the last `id:`.
 */
export function readFields(receipt: string): ReceiptFields {
  const { fields, leftover, quote } = cut(receipt, TEXT);
  if (quote === null) return { fields, leftover, text: null };
  const rest = receipt.slice(quote.to);
  const behind = receipt.slice(0, quote.from).trim() === '' ? lastId(rest) : -1;
  if (behind < 0) return { fields, leftover, text: withoutEnd(rest, '\0') };
  const after = cut(rest.slice(behind), null);
  return { fields: after.fields, leftover: after.leftover, text: rest.slice(0, behind) };
}

/** Where white space before the last `id:` stands; -1: nowhere. */
function lastId(text: string): number {
  for (let at = text.length - 4; at >= 0; at -= 1) {
    if (!isEnd(text.charCodeAt(at + 3)) || !isSpace(text.charCodeAt(at))) continue;
    if (text.slice(at + 1, at + 3).toLowerCase() === 'id') return at;
  }
  return -1;
}

interface Cut {
  readonly fields: Map<ReceiptField, string>;
  readonly leftover: string[];
  /** Where it ended before the end of the text. */
  readonly quote: Mark | null;
}

/** Cuts a text into its fields; with `end` TEXT up to where it quotes the message. */
function cut(text: string, end: typeof TEXT | null): Cut {
  const fields = new Map<ReceiptField, string>();
  const leftover: string[] = [];
  const spare = (words: string): void => {
    const left = withoutEnd(words.trim());
    if (left !== '') leftover.push(left);
  };
  let mark = nextField(text, 0, end);
  spare(text.slice(0, mark?.from));
  while (mark !== null && mark.field !== end) {
    const { from, to, field } = mark;
    mark = nextField(text, to, end);
    const value = text.slice(to, mark?.from).trim();
    if (field === undefined || field === TEXT || fields.has(field)) {
      spare(text.slice(from, to) + value);
    } else if (LOOKUPS.has(field)) {
      fields.set(field, value);
    } else {
      const wordEnd = endOfWord(value);
      fields.set(field, withoutEnd(value.slice(0, wordEnd)));
      if (wordEnd < value.length) for (const word of value.slice(wordEnd).split(/\s+/)) spare(word);
    }
  }
  return { fields, leftover, quote: mark };
}

/** Behind ";" or "," only a name that is known begins a field: an id may hold any character. */
function nextField(text: string, start: number, end: typeof TEXT | null): Mark | null {
  for (let mark = nextMark(text, start); mark !== null; mark = nextMark(text, mark.to)) {
    const { from, field } = mark;
    const isKnown = field !== undefined && (field !== TEXT || end === TEXT);
    if (isKnown || from === 0 || isSpace(text.charCodeAt(from - 1))) return mark;
  }
  return null;
}

function endOfWord(value: string): number {
  let end = 0;
  while (end < value.length && !isSpace(value.charCodeAt(end))) end += 1;
  return end;
}

const ENDS = '\0;, \t\r\n';

/** Without the separator to the next field, and without NULs, which some write at the end of any string. */
function withoutEnd(value: string, ends = ENDS): string {
  let end = value.length;
  while (end > 0 && ends.includes(value.charAt(end - 1))) end -= 1;
  return value.slice(0, end);
}
