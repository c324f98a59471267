import type { Mention } from '../../messages/mention.ts';
import type { Reader, Tx } from '../engine/database.ts';

/*
 * All that a store has of one person, who is known by a number: rows that are theirs, texts and documents that mention
 * them, files that do. It is looked through in pages, each of some milliseconds, to be handed over or erased.
 */

/** A row as it is handed over. */
export type PersonRow = Readonly<Record<string, unknown>>;

/** Some of what there is in one place, and behind which of its rows to go on; null: there is no more. */
export interface Page<Row extends PersonRow = PersonRow> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/** A place that may hold something of a person. */
export interface Holding<Row extends PersonRow = PersonRow> {
  /** The table, and the column where that is one of several. */
  readonly name: string;
  page(db: Reader, whom: Mention, after: string | null): Promise<Page<Row>>;
  /** What is to stay is left out by `except`: the id of a card. */
  erase(tx: Tx, whom: Mention, rows: readonly Row[], at: { now: number; except: string }): Promise<void>;
}
