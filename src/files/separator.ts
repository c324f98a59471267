/** What may stand between the cells of a row. */
const SEPARATORS = [';', ',', '\t', '|'] as const;

/** Lines of a sample that are looked at. */
const LINES = 100;

/** A phone number as a cell has it, or several. */
const NUMBERS = /^(?=(?:\D*\d){7})[\d\s()+.,;:/-]+$/;

/** Where the rows of a table of plain text begin, and what separates their cells; null when each has only one. */
export interface Separation {
  readonly separator: string | null;
  /** UTF-16 units before the first row. */
  readonly start: number;
  /** Whether lines stand in quotes as a whole. */
  readonly isWrapped: boolean;
}

/**
 * A line that stands in quotes as a whole, empty cells behind it perhaps: Excel, where the separator is another than its own,
 * takes each line for one cell, and writes it so, or those alone that have its own.
 */
const WRAPPED = /^"((?:[^"]|"")*)"[;,\t]*(?=[\r\n]*$)/;
const WRAPPED_LINES = /^"(?:[^"]|"")*"[;,\t]*(?=[\r\n]|$(?![\s\S]))/gm;

/** What stands in the quotes of such a line. */
export const withinWrapping = (line: string): string | null =>
  WRAPPED.exec(line)?.[1]?.replaceAll('""', '"') ?? null;

/**
 * By the line in which Excel names it ("sep=;"), else the one that stands equally often in most lines, or in all of them:
 * rather one that leaves numbers in cells of their own than one that leaves them within words.
 */
export function findSeparator(sample: string): Separation {
  const named = /^"?sep=([^"\r\n])"?(?:\r\n|\n|\r|$)/i.exec(sample);
  if (named?.[1] !== undefined) return { separator: named[1], start: named[0].length, isWrapped: false };
  const isWrapped = hasNumbersWithin(sample);
  const { separator } = bestIn(isWrapped ? unwrapped(sample) : sample);
  return { separator, start: 0, isWrapped };
}

const unwrapped = (sample: string): string =>
  sample.replace(WRAPPED_LINES, (line) => withinWrapping(line) ?? line);

/** Whether lines stand in quotes as a whole of which something leaves numbers in cells of their own. */
function hasNumbersWithin(sample: string): boolean {
  const lines = sample.match(WRAPPED_LINES) ?? [];
  if (lines.every((line) => NUMBERS.test(withinWrapping(line) ?? ''))) return false;
  const { separator, isNumbered } = bestIn(unwrapped(sample));
  return separator !== null && isNumbered && lines.some((line) => line.includes(separator));
}

function bestIn(sample: string): { readonly separator: string | null; readonly isNumbered: boolean } {
  const lines = sample
    .replace(/"(?:[^"]|"")*"/g, quotedAlone)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, LINES);
  const [best] = SEPARATORS.map((separator) => ({ separator, ...regularity(lines, separator) })).sort(
    (one, other) =>
      Number(other.isNumbered) - Number(one.isNumbered) ||
      other.regular - one.regular ||
      other.count - one.count,
  );
  const isFound = best && (best.regular * 2 > lines.length || best.having === lines.length);
  return { separator: isFound ? best.separator : null, isNumbered: best?.isNumbered ?? false };
}

/**
 * What separates the cells of lines that a workbook has in one cell each, as a file that was opened by another separator than
 * its own; null: nothing does. Where none names columns, it is a list of numbers and words.
 */
export function separatorWithin(lines: readonly string[]): string | null {
  const [names = ''] = lines;
  const { separator, isNumbered } = bestIn(lines.join('\n'));
  return isNumbered && separator !== null && names.includes(separator) && !/\d/.test(names)
    ? separator
    : null;
}

/** Between the numbers of a list: a space only where no number goes on behind it. */
const BETWEEN = /[;,\t|]|(?<=\d{10})\s+(?=\+?\d{10})/;

/**
 * The numbers that a table of one line is made of, a line each; null: it is no such list. In columns beside the first they
 * would go unread.
 */
export function listInLine(text: string): string | null {
  const line = text.trim();
  if (/[\r\n]/.test(line)) return null;
  const cells = line.split(BETWEEN).filter((cell) => cell.trim() !== '');
  return cells.length > 1 && cells.every((cell) => NUMBERS.test(cell)) ? cells.join('\n') : null;
}

/** What stands in quotes is in one cell: nothing of it separates any, and its figures tell. */
const quotedAlone = (quoted: string): string => quoted.replace(/[^\d+]/g, '');

interface Regularity {
  /** In most lines a cell has a number and nothing else. */
  readonly isNumbered: boolean;
  /** Lines in which the character stands at all. */
  readonly having: number;
  /** Those in which it stands as often as in most of them, and how often that is. */
  readonly regular: number;
  readonly count: number;
}

function regularity(lines: readonly string[], separator: string): Regularity {
  const rows = lines.map((line) => line.split(separator));
  const counts = rows.map((cells) => cells.length - 1).filter((count) => count > 0);
  const times = Map.groupBy(counts, (count) => count);
  const [most = []] = [...times.values()].sort((one, other) => other.length - one.length);
  const numbered = rows.filter((cells) => cells.some((cell) => NUMBERS.test(cell))).length;
  return {
    isNumbered: numbered * 2 > lines.length,
    having: counts.length,
    regular: most.length,
    count: most[0] ?? 0,
  };
}
