import { parseEmail, parsePhone } from '../../messages/recipient.ts';
import { isNoNumber } from '../times/dates.ts';
import type { BadRecipient, BadRecipientReason, Recipient } from './reading.ts';
import type { CommandSpec } from './spec.ts';
import { typedWords } from './typed-words.ts';

/** A stretch of the line, [start, end) in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/** A recipient where it stands. */
export interface Found extends Recipient {
  readonly span: Span;
  /** Length of the words before it that say no more than that it is one. */
  readonly label: number;
}

export type Parsed =
  | { to: string }
  | (Omit<BadRecipient, 'typed'> & { reason: Exclude<BadRecipientReason, 'beside'> });

/** Reads one recipient's whole writing, or says why it is none. */
export type ParseRecipient = (typed: string) => Parsed;

export type RecipientReading =
  | { kind: 'one'; recipient: Recipient; end: number }
  | {
      kind: 'bad';
      bad: BadRecipient;
      end: number /** Where its digits end and the text's begin is open. */;
      open: boolean;
    }
  | { kind: 'ambiguous'; typed: string; candidates: { to: string; end: number }[] };

/** Longest number of E.164, in digits. */
const LONGEST = 15;
const GROUP = /^\+?[\d().–-]*\d[\d().–-]*$|^-$/;

/**
 * The parser for a command's recipients; numbers without a country code are of `country` (ISO 3166 alpha-2). A line and
 * what is tried in its place ask about the same writings again and again, so it is made for one line and remembers.
 */
export function recipientParser(spec: CommandSpec, country: string): ParseRecipient {
  const parse =
    spec.recipientKind === 'email' ? parseAddress : (typed: string) => parseNumber(typed, country);
  const known = new Map<string, Parsed>();
  const remembering: ParseRecipient = (typed) => {
    const before = known.get(typed);
    if (before) return before;
    const one = parse(typed);
    const parsed: Parsed = 'to' in one && isChance(typed, one, remembering) ? { reason: 'not-valid' } : one;
    known.set(typed, parsed);
    return parsed;
  };
  return remembering;
}

function parseAddress(typed: string): Parsed {
  // A bullet, or what sets words off.
  const address = typed.startsWith('*') ? null : parseEmail(typed);
  return address === null ? { reason: 'not-an-address' } : { to: address };
}

/** So written, 8 and 10 are what is dialled before a number of another country, wherever somebody is. */
function parseNumber(typed: string, country: string): Parsed {
  if (isNoNumber(typed)) return { reason: 'not-a-number' };
  const phone = parsePhone(typed, country);
  if ('digits' in phone && /^8 ?- ?10/.test(typed) && !digitsOf(typed).endsWith(phone.digits))
    return { reason: 'not-valid' };
  if ('digits' in phone) return { to: phone.digits };
  const { problem, ...expected } = phone;
  return { reason: problem, ...expected };
}

/** A group of digits that may be a list's number, before a number without +. */
const GROUP_BEFORE = /^\d{1,3} +(?=[(\d])/;
/** An area code; and a figure alone is no calling code but in North America and the zone of Russia (ITU-T E.164). */
const NO_CALLING_CODE = /^(?:[2-689] |\(\d+\))/;

/** "3 8 (903) 188-25-72" is the third number of a list, and by chance one of another country too: neither is meant. */
function isChance(typed: string, { to }: { to: string }, parse: ParseRecipient): boolean {
  const digits = digitsOf(typed);
  const hasLostPlus = to.startsWith(digits.charAt(0)) && to.length <= digits.length;
  if (hasLostPlus && NO_CALLING_CODE.test(typed)) return true;
  const group = GROUP_BEFORE.exec(typed)?.[0];
  if (group === undefined) return false;
  const behind = typed.slice(group.length);
  if (!isWholeAddress(behind)) return false;
  const other = parse(behind);
  return 'to' in other && other.to !== to;
}

/**
 * The groups of digits from `at` on that may belong to one number: what stands between spaces, up to a comma, a
 * line break, a word, or a second +.
 */
export function digitGroups(view: string, at: number): Span[] {
  const groups: Span[] = [];
  const word = / *([^\s,;]+)/y;
  word.lastIndex = at;
  let digits = 0;
  for (let match = word.exec(view); match; match = word.exec(view)) {
    const group = match[1] ?? '';
    if (!GROUP.test(group) || (groups.length > 0 && group.startsWith('+'))) break;
    groups.push({ start: word.lastIndex - group.length, end: word.lastIndex });
    digits += digitsOf(group).length;
    // Every group but a lone dash has a digit, so a longer row is no number either.
    if (digits > LONGEST || groups.length > LONGEST) break;
  }
  return groups;
}

/**
 * Whether somebody would write one number so. A number typed with a digit too few must not take one from the text
 * behind it, so a lone last digit, a pair behind a long run, or anything behind an all but whole number is no part
 * of it: `+7 999 123 45 67` is a number, `+7999123456 7` may be six sevenths of one and seven pieces.
 */
export function isPlausible(writing: string): boolean {
  if (!/\d$|^\+\d{1,3} *\(\d+\)$/.test(writing)) return false;
  const lastAt = writing.lastIndexOf(' ') + 1;
  const before = /\d+(?=\D*$)/.exec(writing.slice(0, lastAt))?.[0].length;
  if (before === undefined) return true;
  const last = digitsOf(writing.slice(lastAt)).length;
  return last > 1 && before < 8 && (last > 2 || before <= 3);
}

/**
 * Reads the phone number at `at`. When what follows its groups is not text (`closed`), all of them are the number;
 * else it is the one beginning that is a number, if somebody would write one so. Where a longer beginning is a number
 * too, which of them is meant is a question.
 */
export function readPhone(
  line: string,
  view: string,
  at: number,
  parse: ParseRecipient,
  closed: (end: number) => boolean,
): RecipientReading {
  const groups = digitGroups(view, at);
  const last = groups.at(-1);
  if (!last) return readWord(line, view, at, parse);
  const writing = view.slice(at, last.end);
  const whole = parse(writing);
  const candidates = candidatesAt(view, at, groups, parse);
  const isDivided =
    candidates.length > 1 ? isSetApart(view, last.end, parse) : /^ *[,;]/.test(view.slice(last.end));
  // A lone figure may be the text's, and in a row of its own any figure that a number can do without.
  const isSure = isDivided ? !/ \d$/.test(writing) : candidates.length === 1 && isPlausible(writing);
  if (closed(last.end) && 'to' in whole && isSure && isOne({ start: at, end: last.end }, view, parse)) {
    return { kind: 'one', recipient: { to: whole.to, typed: line.slice(at, last.end) }, end: last.end };
  }
  const [only] = candidates;
  const abroad = only && numberAbroad(view, at, groups, parse);
  if (only && abroad && abroad.end > only.end) {
    return { kind: 'ambiguous', typed: line.slice(at, abroad.end), candidates: [only, abroad] };
  }
  if (only && candidates.length === 1 && isPlausible(view.slice(at, only.end))) {
    return { kind: 'one', recipient: { to: only.to, typed: line.slice(at, only.end) }, end: only.end };
  }
  if (candidates.length > 0) return { kind: 'ambiguous', typed: line.slice(at, last.end), candidates };
  // A sentence's mark stands at its last digit.
  const marked = /^ *(?=\d)[\d().–-]+[:.!?]+(?=[\s,;]|$)/.exec(view.slice(last.end))?.[0];
  if (marked && 'to' in parse(view.slice(at, last.end + marked.length).replace(/[:.!?]+$/, ''))) {
    const end = last.end + marked.length;
    return { kind: 'bad', bad: { typed: line.slice(at, end), reason: 'not-a-number' }, end, open: true };
  }
  // Figures behind a number that is mistyped may be the text's.
  const nearly = groups.find((group) => isNearly(view.slice(at, group.end), parse));
  const end = nearly?.end ?? last.end;
  const parsed = parse(view.slice(at, end));
  const why = 'reason' in parsed ? parsed : { reason: 'not-valid' as const };
  const behind = /^ *(.?)/.exec(view.slice(end))?.[1] ?? '';
  const open = /[\d(]/.test(behind) || (groups.length > 1 && !/[,;]/.test(behind));
  return { kind: 'bad', bad: { typed: line.slice(at, end), ...why }, end, open };
}

/** Whether a number can go no further than here: the line ends, ` -- ` stands here, or a comma and another recipient. */
function isSetApart(view: string, end: number, parse: ParseRecipient): boolean {
  const behind = view.slice(end);
  if (/^ *(?:$|--(?:\s|$))/.test(behind)) return true;
  const comma = /^ *[,;][\s,;]*/.exec(behind)?.[0];
  return comma !== undefined && recipientAt(view, end + comma.length, parse) !== null;
}

/**
 * Whether a writing that is a number as a whole is no other one with figures behind it: "9161000000 42" is, by the
 * habits of Russia, though India has a number of these digits.
 */
export function isOne({ start, end }: Span, view: string, parse: ParseRecipient): boolean {
  const writing = view.slice(start, end);
  const whole = parse(writing);
  if (!('to' in whole) || !/\d$/.test(writing)) return false;
  const [first] = numbersAt(view, start, digitGroups(view, start), parse).filter((one) => one.end < end);
  if (!first) return true;
  const hasLostPlus = !writing.startsWith('+') && digitsOf(writing) === whole.to;
  return !(hasLostPlus && digitsOf(view.slice(start, first.end)) !== first.to);
}

/** Every beginning of these groups that may be one number, the shortest first. */
export function candidatesAt(view: string, at: number, groups: Span[], parse: ParseRecipient) {
  return numbersAt(view, at, groups, parse).filter(
    ({ end }) => !view.slice(at, end).endsWith(' -') && !takesFigure({ start: at, end }, view, parse),
  );
}

/** Whether the lone figure or the area code that ends a writing begins another number: it is that one's. */
function takesFigure({ start, end }: Span, view: string, parse: ParseRecipient): boolean {
  const group = / (\d|\(\d+\))$/.exec(view.slice(start, end))?.[1];
  if (group === undefined) return false;
  const at = end - group.length;
  const next = recipientAt(view, at, parse);
  return next !== null && next.end > end && isWholeAddress(view.slice(at, next.end));
}

/** Every beginning of these groups that is a number by itself, the shortest first. */
export function numbersAt(view: string, at: number, groups: Span[], parse: ParseRecipient) {
  const found: { to: string; end: number }[] = [];
  for (const { end } of groups) {
    const parsed = parse(view.slice(at, end));
    if ('to' in parsed) found.push({ to: parsed.to, end });
  }
  return found;
}

/** The recipient that begins at this place and ends before a space, a comma or the line's end; null: none, or a question which. */
export function recipientAt(
  view: string,
  at: number,
  parse: ParseRecipient,
): { to: string; end: number } | null {
  const numbers = numbersAt(view, at, digitGroups(view, at), parse).filter(({ end }) =>
    isPlausible(view.slice(at, end)),
  );
  const [first, another] = numbers;
  if (another && isWholeAddress(view.slice(at, first?.end))) return null;
  const longest = numbers.at(-1);
  if (longest) return longest;
  const word = /^[^\s,;|]+/.exec(view.slice(at))?.[0] ?? '';
  const parsed = parse(word);
  return 'to' in parsed ? { to: parsed.to, end: at + word.length } : null;
}

/** Whether it is an address beyond doubt: shorter digits may be a code or a price. */
export const isWholeAddress = (writing: string): boolean =>
  writing.includes('@') || writing.startsWith('+') || digitsOf(writing).length >= 10;

/** What is dialled before the numbers of other countries: in most of them, in America, here; in Australia, in Japan, in Asia, from an office. */
const ABROAD = [
  /^\(?(?:00|011|8[ -]*10)\)?[ -]*(?=\(?[1-9])/,
  /^\(?(?:0011|010|001|9[ -]*8[ -]*10)\)?[ -]+(?=\(?[1-9])/,
];

/** A writing with + in the place of what is dialled before numbers of other countries, of the same length: each way to read it so. */
export const abroadAsPlus = (writing: string): string[] =>
  ABROAD.filter((prefix) => prefix.test(writing)).map((prefix) =>
    writing.replace(prefix, (dialled) => '+'.padStart(dialled.length)),
  );

/** The longest number of another country that these groups are behind what is dialled before it. */
function numberAbroad(view: string, at: number, groups: Span[], parse: ParseRecipient) {
  return groups
    .flatMap(({ end }) => abroadAsPlus(view.slice(at, end)).map((plus) => ({ plus: plus.trimStart(), end })))
    .flatMap(({ plus, end }) => {
      const parsed = parse(plus);
      return 'to' in parsed && isPlausible(plus) ? [{ to: parsed.to, end }] : [];
    })
    .at(-1);
}

/** Whether figures are a number but for one digit, or for 00 in the place of +; other ones are a code, with which a text may begin. */
const isNearly = (like: string, parse: ParseRecipient): boolean =>
  [`${like}0`, like.slice(0, -1), like.replace(/^00/, '+')].some((one) => 'to' in parse(one));

/** Whether figures begin with such ones. */
export const beginsNearly = (figures: string, parse: ParseRecipient): boolean =>
  digitGroups(figures, 0).some(({ end }) => isNearly(figures.slice(0, end), parse));

const EXTENSION_WORDS = `(?:(?:${typedWords('typed-extension')})\\.? ?\\d{1,6}|x\\d{2,6})`;
/** Behind a number: the words that name an extension, and its digits, in brackets too; "x136" has no space within it, "x2" is no extension. */
export const EXTENSION = new RegExp(`^(?:\\(${EXTENSION_WORDS}\\)|${EXTENSION_WORDS})(?![\\d\\p{L}])`, 'iu');

/** What looks like whole numbers amid words: ten figures or more. */
export const WHOLE_NUMBERS = /[+(]?\d(?:[\s().\-–‑]*\d){9,}/gu;

/** An address as it is written in a line: digits need their +. */
export const addressOf = (to: string): string => (/^\d+$/.test(to) ? `+${to}` : to);

/** An address with a comma in the place of its last dot, as the key beside it types: "ivan@mail,ru"; read for what was meant. */
export function withDot(typed: string): string | null {
  const [, before, last] = /^([^\s,;@]+@[^\s,;@]+),([a-z]{2,})$/i.exec(typed) ?? [];
  return before === undefined ? null : parseEmail(`${before}.${last}`);
}

/** Reads one word, up to a space or a comma, as a recipient. */
export function readWord(line: string, view: string, at: number, parse: ParseRecipient): RecipientReading {
  const behind = view.slice(at);
  const [comma = ''] = /^[^\s,;@]+@[^\s,;@]+,[a-z]+(?=[\s,;]|$)/i.exec(behind) ?? [];
  const [word = ''] = /^[^\s,;]*/.exec(behind) ?? [];
  const isSlip = 'reason' in parse(word) && withDot(comma) !== null;
  const end = at + (isSlip ? comma : word).length;
  const typed = line.slice(at, end);
  const parsed = parse(typed);
  if ('to' in parsed) return { kind: 'one', recipient: { to: parsed.to, typed }, end };
  return { kind: 'bad', bad: { typed, ...parsed }, end, open: false };
}

/** The figures of a writing, one after another. */
export function digitsOf(writing: string): string {
  return writing.replace(/\D/g, '');
}

/** A number with other last figures than one that was read; null: there is none. */
export function endingIn(figures: string, to: string, parse: ParseRecipient): string | null {
  const other = parse(`+${to.slice(0, -figures.length)}${figures}`);
  return 'to' in other && other.to !== to && other.to.length === to.length ? other.to : null;
}
