import type { BadRecipient, Recipient } from './reading.ts';
import {
  abroadAsPlus,
  digitGroups,
  endingIn,
  isOne,
  isPlausible,
  isWholeAddress,
  type ParseRecipient,
  type Span,
} from './recipients.ts';
import { typedWords } from './typed-words.ts';

/** Numbers separated by commas, spaces and line breaks in any mixture. */
export interface LookupReading {
  found: (Recipient | BadRecipient)[];
  /** The piece that can be divided into numbers in two ways, and both of them, as lists. */
  ambiguous: { typed: string; readings: string[] } | null;
}

/** The cheapest way to divide the groups from some place on: fewest bad groups, and how many ways are as cheap. */
interface Division {
  bad: number;
  ways: number;
  /** Groups in the first number, longest and shortest choice; 0 when the first group is bad. */
  longest: number;
  shortest: number;
}

/** What stands between two commas: words, and for each the groups of digits from it on that may belong to one number. */
interface Piece {
  readonly line: string;
  readonly view: string;
  readonly words: readonly Span[];
  readonly groups: readonly (readonly Span[])[];
}

/** `and` before a number parts it from the one before. */
const AND = new RegExp(`(?<=\\s)(?:${typedWords('typed-and')})(?=\\s+[+(\\d])`, 'giu');

/** Reads a region of the line that holds nothing but numbers. */
export function readLookups(line: string, view: string, region: Span, parse: ParseRecipient): LookupReading {
  const found: (Recipient | BadRecipient)[] = [];
  const piece = /[^,;\n]+/g;
  const text = view.slice(region.start, region.end).replace(AND, (word) => ','.repeat(word.length));
  for (let match = piece.exec(text); match; match = piece.exec(text)) {
    const start = region.start + match.index;
    const words = wordsOf(view, { start, end: start + match[0].length });
    const first = words[0];
    const last = words.at(-1);
    if (!first || !last) continue;
    const typed = line.slice(first.start, last.end);
    const groups = words.map(({ start: at }) => digitGroups(view, at));
    const isWhole = (groups[0]?.length ?? 0) >= words.length;
    const whole = isWhole ? parse(view.slice(first.start, last.end)) : null;
    if (whole && 'to' in whole && isOne({ start: first.start, end: last.end }, view, parse)) {
      found.push({ to: whole.to, typed });
      continue;
    }
    const pair = pairIn(view.slice(first.start, last.end), parse);
    if (pair) return { found, ambiguous: { typed, readings: [pair.join(', '), pair[0]] } };
    const numbers: Piece = { line, view, words, groups };
    const divisions = divide(numbers, parse);
    if ((divisions[0]?.ways ?? 1) > 1) {
      const lists = (['longest', 'shortest'] as const).map((choice) =>
        recipientsOf(numbers, divisions, choice, parse)
          .map((one) => ('to' in one ? `+${one.to}` : one.typed))
          .join(', '),
      );
      return { found, ambiguous: { typed, readings: lists } };
    }
    found.push(...recipientsOf(numbers, divisions, 'longest', parse));
  }
  return { found, ambiguous: null };
}

/** A number, and behind a stroke the last figures of another. */
const PAIR = /^(.{5,40}?)\s*\/\s*(\d{2,4})$/s;

/** Both numbers of a pair that is written by the last figures of the other: 8 999 123-45-95/96. */
function pairIn(writing: string, parse: ParseRecipient): [string, string] | null {
  const [, whole = '', figures = ''] = PAIR.exec(writing) ?? [];
  const one = whole === '' ? null : parse(whole);
  const other = one && 'to' in one ? endingIn(figures, one.to, parse) : null;
  return one && 'to' in one && other !== null ? [`+${one.to}`, `+${other}`] : null;
}

function wordsOf(view: string, region: Span): Span[] {
  return [...view.slice(region.start, region.end).matchAll(/\S+/g)].map((match) => ({
    start: region.start + match.index,
    end: region.start + match.index + match[0].length,
  }));
}

function divide(piece: Piece, parse: ParseRecipient): Division[] {
  const { view, words } = piece;
  const divisions: Division[] = [];
  for (let at = words.length - 1; at >= 0; at--) {
    const behind = divisions[at + 1] ?? { bad: 0, ways: 1 };
    const sizes = sizesAt(piece, at, parse);
    // A number with its + is one: its digits are no part of another for a mistyped one's sake.
    const isMeant = sizes.length > 0 && view[words[at]?.start ?? 0] === '+';
    const bad = isMeant ? Number.POSITIVE_INFINITY : behind.bad + 1;
    let best: Division = { bad, ways: behind.ways, longest: 0, shortest: 0 };
    for (const size of sizes) {
      const rest = divisions[at + size] ?? { bad: 0, ways: 1 };
      if (rest.bad < best.bad) best = { bad: rest.bad, ways: rest.ways, longest: size, shortest: size };
      else if (rest.bad === best.bad && best.longest > 0) {
        // Two is enough to know; counting on would overflow on a long paste.
        best = { ...best, ways: Math.min(best.ways + rest.ways, 2), longest: size };
      }
    }
    divisions[at] = best;
  }
  return divisions;
}

/** How many groups, from this one on, make a number; the fewest first. */
function sizesAt({ view, words, groups }: Piece, at: number, parse: ParseRecipient): number[] {
  const start = words[at]?.start ?? 0;
  const sizes: number[] = [];
  const own = groups[at] ?? [];
  if (own.length === 0) return 'to' in parse(view.slice(start, words[at]?.end)) ? [1] : [];
  own.slice(0, words.length - at).forEach(({ end }, index) => {
    const writing = view.slice(start, end);
    if (isPlausible(writing) && 'to' in parse(writing)) sizes.push(index + 1);
  });
  return sizes;
}

/** How many groups are a number of another country behind what is dialled before it elsewhere: none of them is a number alone. */
function sizeAbroad({ view, words, groups }: Piece, at: number, parse: ParseRecipient): number {
  const start = words[at]?.start ?? 0;
  const isNumber = ({ end }: Span) =>
    abroadAsPlus(view.slice(start, end))
      .map((plus) => plus.trimStart())
      .some((plus) => isPlausible(plus) && 'to' in parse(plus));
  return (groups[at] ?? []).findLastIndex(isNumber) + 1;
}

function recipientsOf(
  { line, view, words, groups }: Piece,
  divisions: readonly Division[],
  choice: 'longest' | 'shortest',
  parse: ParseRecipient,
): (Recipient | BadRecipient)[] {
  const found: (Recipient | BadRecipient)[] = [];
  let at = 0;
  while (at < words.length) {
    let size = divisions[at]?.[choice] ?? 0;
    const good = size > 0;
    const abroad = good ? 0 : sizeAbroad({ line, view, words, groups }, at, parse);
    if (abroad > 0) size = abroad;
    else if (!good) {
      // Neighbouring bad groups of digits are one bad number, up to the next + or word.
      const most = groups[at]?.length ?? 0;
      for (size = 1; size < most && divisions[at + size]?.[choice] === 0; ) size++;
    }
    const start = words[at]?.start ?? 0;
    const end = words[at + size - 1]?.end ?? start;
    const parsed = parse(view.slice(start, end));
    const typed = line.slice(start, end);
    if (good && 'to' in parsed) found.push({ to: parsed.to, typed });
    // Signs alone stand between numbers.
    else if (/[\p{L}\p{N}]/u.test(typed))
      found.push({ typed, ...('reason' in parsed ? parsed : { reason: 'not-valid' }) });
    at += size;
  }
  return found.map((one, index) => {
    if (!('to' in one)) return one;
    // Digits beside a bad number may be the rest of it, where they are few or would be a number of another country.
    const beside = [found[index - 1], found[index + 1]];
    const isBeside = beside.some((next) => next && 'reason' in next && /\d/.test(next.typed));
    const isSure =
      isWholeAddress(one.typed) && (one.typed.replace(/\D/g, '') !== one.to || /^\+|^\d+$/.test(one.typed));
    return isBeside && !isSure ? { typed: one.typed, reason: 'not-valid' } : one;
  });
}
