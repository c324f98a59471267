import type { CellReader, CellReading } from '../../files/cell.ts';
import type { Row } from '../../files/row.ts';
import type { Contact } from '../../store/book/contacts.ts';
import { isWrittenAsName, keyOf } from '../book/names.ts';
import { knownOf } from '../book/wording.ts';

/** Contacts by their keys, of whoever has the table read: the team's first, then their own. */
export type ContactsOf = (keys: readonly string[]) => Promise<readonly Contact[]>;

/** Rows whose names are looked up together. */
const AHEAD = 500;

/**
 * Contacts whose names stand in a table in the place of numbers. They are looked up before their rows are read, so many at a
 * time, and those that were found are kept.
 */
export class NamesInTable {
  readonly #contactsOf: ContactsOf;
  readonly #found = new Map<string, readonly Contact[]>();

  constructor(contactsOf: ContactsOf) {
    this.#contactsOf = contactsOf;
  }

  /** Looks up what may be names among these cells. */
  async look(cells: readonly string[]): Promise<void> {
    const keys = new Set(
      cells
        .map((cell) => cell.trim())
        .filter(isWrittenAsName)
        .map(keyOf),
    );
    const unseen = [...keys].filter((key) => !this.#found.has(key));
    if (unseen.length === 0) return;
    for (const [key, contacts] of Map.groupBy(await this.#contactsOf(unseen), (one) => one.key)) {
      this.#found.set(key, contacts);
    }
  }

  /** Rows, of which the names in a column are looked up before they come. */
  async *ahead(rows: AsyncIterable<Row>, column: number): AsyncGenerator<Row> {
    let read: Row[] = [];
    for await (const row of rows) {
      read.push(row);
      if (read.length < AHEAD) continue;
      yield* await this.#known(read, column);
      read = [];
    }
    yield* await this.#known(read, column);
  }

  async #known(rows: readonly Row[], column: number): Promise<readonly Row[]> {
    await this.look(rows.map(({ cells }) => cells[column] ?? ''));
    return rows;
  }

  /** Whether something is known by the name of a place of any contact that was found. */
  knows(place: string): boolean {
    return [...this.#found.values()].flat().some((contact) => knownOf(contact, place) !== undefined);
  }

  /** Reads numbers, and in their place names. */
  reader({ read, isLabel }: CellReader): CellReader {
    return {
      isLabel,
      read: (cell) => {
        const reading = read(cell);
        const typed = cell.trim();
        return 'problem' in reading && isWrittenAsName(typed) && !isLabel(typed)
          ? this.#named(typed)
          : reading;
      },
    };
  }

  #named(typed: string): CellReading {
    const contacts = this.#found.get(keyOf(typed)) ?? [];
    // One's own is the last.
    const contact = contacts.at(-1);
    if (!contact) return { problem: { reason: 'unknown-name' } };
    const isOne = contacts.every(({ number }) => number === contact.number);
    if (!isOne) return { problem: { reason: 'two-contacts' } };
    return { found: [{ to: contact.number, typed, known: (place) => knownOf(contact, place) }], words: '' };
  }
}
