import type { Layout } from '../../files/layout.ts';
import { callsOnly } from '../../messages/recipient.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { isOneOf, LANGUAGES, wordsIn } from '../locale.ts';
import type { NumberTable } from '../tables/import.ts';

// Which columns of a table of people are their names, and which their numbers, as address books and other programs
// call them.

/** The columns that hold the names of people. */
export interface NameColumns {
  /** One with the whole name, or its parts in the order in which they are said. */
  readonly parts: readonly number[];
  /** What tells apart two who are called the same, and behind which part it is said. */
  readonly patronymic: number | undefined;
  /** What a row without a name has for one, as a company's. */
  readonly otherwise: readonly number[];
}

/** A column that counts the rows, by its name. */
const COUNTING = new RegExp(`^(?:${typedWords('typed-row-number')})\\.?(?:\\s|$)`, 'iu');

const bare = (name: string): string => name.replace(/[.\s_-]/g, '').toLowerCase();

/** The word by which a contact's own table calls {name}, if a column is that. */
export function nameInTexts(header: string): string | undefined {
  const of = LANGUAGES.find((language) => wordsIn(language, 'contacts-name-in-texts')[0] === header);
  return of && wordsIn(of, 'typed-name')[0];
}

/** Whether it is a table that /contact export made: what is called a name in it behind the first two columns is a field. */
export const isExported = ({ names: [name, number] }: Layout): boolean =>
  LANGUAGES.some(
    (language) =>
      wordsIn(language, 'contacts-name')[0] === name && wordsIn(language, 'contacts-number')[0] === number,
  );

/** Columns by what they are called: parts of a name, or all of it; or else the first that may be one; null: none may. */
export function nameColumnsOf({ layout, width }: NumberTable): NameColumns | null {
  const { names, column, others } = layout;
  const allCalled = (id: string) => names.flatMap((name, at) => (isOneOf(bare(name), id) ? at : []));
  const called = (id: string): number | undefined => allCalled(id)[0];
  const name = called('typed-name');
  const family = called('typed-family-name');
  const given = called('typed-given-name') ?? name;
  const whole = called('typed-whole-name');
  if (given !== undefined && family !== undefined && !isExported(layout)) {
    const parts = [given, called('typed-middle-name'), family].filter((at) => at !== undefined);
    const rest = [name, whole, ...allCalled('typed-other-name')].filter((at) => at !== undefined);
    return { parts, patronymic: called('typed-patronymic'), otherwise: rest.filter((at) => at !== given) };
  }
  const isFree = (at: number) => {
    const header = (names[at] ?? '').trim();
    const isNoName = COUNTING.test(header) || isOneOf(bare(header), 'typed-no-name');
    return at !== column && !others.includes(at) && !isNoName;
  };
  const one = name ?? whole ?? given ?? family ?? [...Array(width).keys()].find(isFree);
  return one === undefined ? null : { parts: [one], patronymic: undefined, otherwise: [] };
}

/** A column with numbers of people, and the one that says of each number which it is. */
interface NumberColumn {
  readonly at: number;
  readonly label: number | undefined;
}

const wordsOf = (name: string): readonly string[] => name.toLowerCase().match(/\p{L}+/gu) ?? [];

const hasWord = (name: string, id: string): boolean => wordsOf(name).some((word) => isOneOf(word, id));

const isPlain = (name: string): boolean =>
  wordsOf(name).every(
    (word) => isOneOf(word, 'typed-own-number') || isOneOf(word, 'typed-own-number-beside'),
  );

const isOwn = (name: string): boolean => hasWord(name, 'typed-own-number') && isPlain(name);

/** `Phone 1 - Value` of Google's, and `Phone 1 - Label` beside it. */
const VALUE = / - value$/i;
const LABEL = / - (?:label|type)$/i;

/** The columns with somebody's own numbers, the one with most of them first. */
export function numberColumnsOf({ layout, reader, isContacts, width }: NumberTable): readonly NumberColumn[] {
  const { names, column } = layout;
  const header = (at: number) => names[at] ?? '';
  if (isContacts) return [{ at: column, label: undefined }];
  if (isExported(layout)) return [{ at: 1, label: undefined }];
  const own = [...Array(width).keys()].filter((at) => at !== column && isOwn(header(at)));
  const most = header(column);
  const isTheirs =
    own.length === 0 || ((isPlain(most) || reader.isLabel(most)) && !hasWord(most, 'typed-not-own-number'));
  return [...(isTheirs ? [column] : []), ...own].map((at) => {
    const label = names.findIndex(
      (name) =>
        VALUE.test(header(at)) &&
        LABEL.test(name) &&
        name.replace(LABEL, '') === header(at).replace(VALUE, ''),
    );
    return { at, label: label < 0 ? undefined : label };
  });
}

/** A cell with one number, and others of its owner beside it. */
export interface FoundNumber {
  readonly at: number;
  readonly number: string | undefined;
  readonly others: readonly string[];
}

/**
 * The number of a contact: the mobile one, by what it is or what its column is called, or else the first. Whose each of several
 * in a cell is, nobody says: none is taken then; in an address book all are one person's, who reads an SMS on the mobile one.
 */
export function numberIn(
  cells: readonly string[],
  columns: readonly NumberColumn[],
  { layout: { names }, reader, isContacts }: NumberTable,
): FoundNumber | null {
  const found = columns.flatMap(({ at, label }): (FoundNumber & { far: number })[] => {
    const cell = (cells[at] ?? '').trim();
    const header = `${names[at] ?? ''} ${label === undefined ? '' : (cells[label] ?? '')}`;
    if (cell === '' || (columns.length > 1 && hasWord(header, 'typed-not-own-number'))) return [];
    const reading = reader.read(cell);
    const numbers = 'problem' in reading ? [] : [...new Set(reading.found.map(({ to }) => to))];
    const number = numbers.find((one) => isContacts && callsOnly(one) === null) ?? numbers[0];
    const others = numbers.filter((one) => one !== number);
    const isTaken = number !== undefined && (isContacts || others.length === 0);
    const isMobile = number !== undefined && callsOnly(number) === null;
    const far = isTaken
      ? Number(!isMobile) * 2 + Number(!hasWord(header, 'typed-mobile-number'))
      : Number.POSITIVE_INFINITY;
    return [{ at, number, others, far }];
  });
  return found.toSorted((one, other) => one.far - other.far || 0)[0] ?? null;
}
