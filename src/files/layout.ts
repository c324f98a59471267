import { setImmediate } from 'node:timers/promises';
import { callsOnly } from '../messages/recipient.ts';
import type { CellReader } from './cell.ts';
import { columnAt } from './columns.ts';
import type { Row } from './row.ts';

/** Where in a table what stands; columns are counted from 0. */
export interface Layout {
  /** The one with the recipients. */
  readonly column: number;
  /** Others with recipients, the likelier ones first. */
  readonly others: readonly number[];
  /** What the columns are called, where a row says so. */
  readonly names: readonly string[];
  /** The row with the names. */
  readonly header: number | null;
  /** Cells in its line, with those that have no name; null: there is none. */
  readonly width: number | null;
  /** The first row that is a recipient's, or should be. */
  readonly first: number;
  /** Rows are single cells, in which words may stand beside the recipient: those are the second column. */
  readonly isList: boolean;
}

/** Rows by which a layout is found. */
const SAMPLE = 200;
/** Columns in which recipients are looked for unasked. */
const COLUMNS = 100;
/** A cell with more digits than these is not the name of a column. */
const DIGITS_IN_NAME = 4;

/** Takes the first rows of a table, by which its layout is found, and leaves all of them to be gone through. */
export async function sampleOf(
  rows: AsyncIterable<Row>,
): Promise<{ sample: Row[]; rows: AsyncIterable<Row> }> {
  const rest = rows[Symbol.asyncIterator]();
  const sample: Row[] = [];
  while (sample.length < SAMPLE) {
    const { done, value } = await rest.next();
    if (done) break;
    sample.push(value);
  }
  return { sample, rows: behind(sample, rest) };
}

async function* behind(sample: readonly Row[], rest: AsyncIterator<Row>): AsyncGenerator<Row> {
  yield* sample;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/**
 * Finds the column in which recipients stand, by what stands in it, and the row that names the columns. Null when there
 * are no recipients. Others have their turn between the rows.
 * @param chosen the column that a person said it is
 */
export async function findLayout(
  sample: readonly Row[],
  reader: CellReader,
  chosen?: number,
): Promise<Layout | null> {
  const rows = sample.filter(({ hidden }) => !hidden);
  const columns = await columnsOf(rows, reader);
  const column = chosen ?? columns[0];
  if (column === undefined) return null;
  const firstFound = rows.findIndex((row) => has(row, column, reader));
  const above = rows.slice(0, firstFound < 0 ? 1 : firstFound);
  const header = headerOf(above, column, reader);
  return {
    column,
    others: columns.filter((other) => other !== column),
    names: header?.cells.map((name) => name.normalize('NFC').trim()) ?? [],
    header: header?.row ?? null,
    width: header ? (header.width ?? header.cells.length) : null,
    first: (header?.row ?? 0) + 1,
    isList: rows.every(({ cells }) => cells.length === 1),
  };
}

/**
 * What was found in a column: cells with anything in them, with numbers, with mobile ones, with names of contacts, with a name
 * for a column of such.
 */
interface Tally {
  readonly column: number;
  filled: number;
  found: number;
  mobile: number;
  contacts: number;
  named: number;
}

/**
 * Columns with recipients, the likeliest first: named so and mostly filled so, then with the most numbers, then of mobile ones.
 * Names are those of contacts in a column that has numbers too, or hardly anything else: elsewhere people are only called so.
 */
async function columnsOf(rows: readonly Row[], reader: CellReader): Promise<number[]> {
  const tallies: Tally[] = Array.from({ length: COLUMNS }, (_, column) => ({
    column,
    filled: 0,
    found: 0,
    mobile: 0,
    contacts: 0,
    named: 0,
  }));
  for (const { cells } of rows) {
    for (const tally of tallies) count(tally, cells[tally.column] ?? '', reader);
    await setImmediate();
  }
  const isNamed = ({ named, found, contacts, filled }: Tally) =>
    Number(named > 0 && (found + contacts) * 2 > filled);
  return tallies
    .filter(({ found, contacts, filled }) => found > 0 || (contacts > 0 && contacts * 2 >= filled))
    .sort(
      (one, other) =>
        isNamed(other) - isNamed(one) ||
        other.found - one.found ||
        other.mobile - one.mobile ||
        other.contacts - one.contacts,
    )
    .map(({ column }) => column);
}

function count(tally: Tally, cell: string, reader: CellReader): void {
  if (cell === '') return;
  tally.filled += 1;
  const reading = reader.read(cell);
  if ('problem' in reading) {
    if (reading.problem.reason === 'two-contacts') tally.contacts += 1;
    else if (reader.isLabel(cell)) tally.named += 1;
    return;
  }
  if (reading.found.some(({ known }) => known)) {
    tally.contacts += 1;
    return;
  }
  tally.found += 1;
  if (reading.found.some(({ to }) => callsOnly(to) === null)) tally.mobile += 1;
}

const has = ({ cells }: Row, column: number, reader: CellReader): boolean =>
  cells[column] !== undefined && 'found' in reader.read(cells[column]);

/** Whether numbers stand there that a program wrote without their last digits. */
export const hasRounded = (sample: readonly Row[], reader: CellReader): boolean =>
  sample.some(({ cells, hidden }) => {
    const readings = hidden ? [] : cells.map(reader.read);
    return readings.some((one) => 'problem' in one && one.problem.reason === 'rounded');
  });

/** Titles and dates may stand above the names, as in the reports of 1C, and mistyped recipients below them. */
function headerOf(above: readonly Row[], column: number, { isLabel }: CellReader): Row | null {
  const named = above.filter(({ cells }) => isName(cells[column] ?? ''));
  const labelled = named.find(({ cells }) => isLabel(cells[column] ?? ''));
  const widest = Math.max(...named.map(filled));
  return labelled ?? named.find((row) => filled(row) === widest) ?? null;
}

const filled = ({ cells }: Row): number => cells.filter((cell) => cell !== '').length;

const isName = (cell: string): boolean => cell !== '' && cell.replace(/\D/g, '').length <= DIGITS_IN_NAME;

/** Letters of Cyrillic that look as Latin ones: a column may be typed by either. */
const CYRILLIC = 'АВСЕНКМОРТХ';
const LATIN = 'ABCEHKMOPTX';

/** The place of a column that is called so, or that spreadsheets call by these letters; null when there is none. */
export function columnNamed(name: string, { names, isList }: Layout, width: number): number | null {
  const wanted = plainName(name);
  const named = names.findIndex((one) => plainName(one) === wanted);
  if (named >= 0) return named;
  const letters = name
    .trim()
    .toUpperCase()
    .replace(/[А-Я]/g, (letter) => LATIN[CYRILLIC.indexOf(letter)] ?? letter);
  const at = /^[A-Z]{1,3}$/.test(letters) ? columnAt(letters) : Number.POSITIVE_INFINITY;
  if (at < (isList ? 2 : width)) return at;
  const [bare, another] = names.flatMap((one, at) => (isBareOf(wanted, one) ? at : []));
  return another === undefined ? (bare ?? null) : null;
}

const lettersIn = (name: string): string => plainName(name).replace(/[^\p{L}\p{N}]/gu, '');

/** Whether two names are one but for dots and spaces: `фио` for `Ф. И. О.`. */
const isBareOf = (wanted: string, name: string): boolean =>
  lettersIn(wanted) !== '' && lettersIn(wanted) === lettersIn(name);

/** A name as names of columns are compared: a Mac may write й and ё as two characters each. */
export const plainName = (name: string): string =>
  name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase().replaceAll('ё', 'е');
