import { unguarded } from './formula.ts';
import { within } from './refusal.ts';

/** One row of a table in which anything stands. */
export interface Row {
  /** As spreadsheets number it, from 1: empty rows count. */
  readonly row: number;
  /** As they are shown, up to the last one in which anything stands. */
  readonly cells: readonly string[];
  /** A filter or a person hides it from whoever looks at the sheet. */
  readonly hidden: boolean;
  /** Cells in its line of plain text, where there are empty ones behind the last. */
  readonly width?: number;
}

/** The cells without the empty ones behind the last, and without the marks that keep spreadsheets from running them. */
export function trimmed(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell !== '');
  return cells.slice(0, last + 1).map(unguarded);
}

/** Rows of which the first was taken, to see that there is one. */
export async function* withFirst(first: Row, rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  yield first;
  yield* rows;
}

/** Rows behind one that was read before, if there are not too many in all. */
export async function* counted(rows: AsyncIterable<Row>, after: number): AsyncGenerator<Row> {
  let count = 0;
  for await (const row of rows) {
    count += 1;
    within('rows', count);
    if (row.row > after) yield row;
  }
}
