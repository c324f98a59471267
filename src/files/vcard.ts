import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { Encoding } from './encoding.ts';
import { TableRefused, within } from './refusal.ts';
import { type Row, trimmed } from './row.ts';
import { textOf } from './text.ts';

/** What the columns of contacts are called. */
export interface CardColumns {
  readonly name: string;
  readonly number: string;
  readonly company: string;
}

/** The column with the numbers of a contact, from 0. */
export const NUMBERS = 1;
/** Between numbers, as Google writes several into one cell. */
const AND = ' ::: ';

/** What is read of a contact; the rest, pictures above all, is passed over. */
const READ: ReadonlySet<string> = new Set(['VERSION', 'FN', 'N', 'NICKNAME', 'ORG', 'TEL', 'EMAIL']);

/** One line of a contact, as it stands there: name, parameters, value (RFC 6350, 3.3). */
interface Property {
  readonly name: string;
  /** Of the parameters, in capitals: "TYPE=CELL", or "CELL" alone in 2.1. */
  readonly parameters: readonly string[];
  readonly isQuotedPrintable: boolean;
  value: string;
}

const PROPERTY = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/s;

function propertyOf(line: string): Property | null {
  const [, name = '', parameters = '', value = ''] = PROPERTY.exec(line) ?? [];
  if (name === '') return null;
  const all = parameters.replaceAll('"', '').toUpperCase().split(';').filter(Boolean);
  const isQuotedPrintable = all.some((one) => /^(?:ENCODING=)?QUOTED-PRINTABLE$/.test(one));
  return { name: name.toUpperCase(), parameters: all, isQuotedPrintable, value };
}

/**
 * Reads contacts as phones and address books hand them out, vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), as a table: a
 * row with the names of its columns, and one for each contact, its likeliest mobile number first.
 */
export async function* cardRows(path: string, encoding: Encoding, columns: CardColumns): AsyncGenerator<Row> {
  yield { row: 1, cells: [columns.name, columns.number, 'email', columns.company], hidden: false };
  let row = 1;
  for await (const card of cardsIn(textOf(path, encoding), encoding)) {
    row += 1;
    const cells = trimmed(cellsOf(card));
    within('cell', Math.max(0, ...cells.map(({ length }) => length)), row);
    if (cells.length > 0) yield { row, cells, hidden: false };
  }
}

/** The properties of each contact that are read, decoded. */
async function* cardsIn(text: AsyncIterable<string>, encoding: Encoding): AsyncGenerator<Property[]> {
  // What goes wrong comes out of the iteration.
  const lines = createInterface({ input: Readable.from(text, { objectMode: false }), crlfDelay: Infinity });
  /** Of contacts that are begun, the innermost last: one may hold another, an assistant's (2.1, AGENT). */
  const begun: Property[][] = [];
  let last: Property | null = null;
  for await (const line of lines) {
    const isOld =
      begun.at(-1)?.some(({ name, value }) => name === 'VERSION' && value.startsWith('2')) ?? false;
    if (last && goesOn(last, line, isOld)) continue;
    last = propertyOf(line.replace(/^\ufeff/, ''));
    const marks = last && /^VCARD\s*$/i.test(last.value) ? last.name : '';
    if (marks === 'BEGIN') begun.push([]);
    else if (marks === 'END') {
      const card = begun.pop();
      if (card && begun.length === 0) yield card.map((one) => decoded(one, encoding));
    } else if (last && READ.has(last.name)) begun.at(-1)?.push(last);
  }
  if (begun.length > 0) throw new TableRefused({ kind: 'damaged', part: 'END:VCARD' });
}

/**
 * Whether a line is more of the one before, which then has it: behind a soft line break (RFC 2045, 6.7), or folded, which in
 * 2.1 is done at a space that is kept.
 */
function goesOn(before: Property, line: string, isOld: boolean): boolean {
  const isSoft = before.isQuotedPrintable && before.value.endsWith('=');
  if (!isSoft && !/^[ \t]/.test(line)) return false;
  const more = isSoft ? line.trimStart() : isOld ? ` ${line.trimStart()}` : line.slice(1);
  const whole = `${isSoft ? before.value.slice(0, -1) : before.value}${more}`;
  // Of what is passed over only the end tells whether it goes on.
  before.value = READ.has(before.name) ? whole : whole.slice(-1);
  within('cell', before.value.length);
  return true;
}

/** Quoted-printable is of the charset that is named, which phones leave out where it is UTF-8. */
function decoded(property: Property, encoding: Encoding): Property {
  if (!property.isQuotedPrintable) return property;
  const octets = property.value
    .replace(/\P{ASCII}+/gu, (chars) => Buffer.from(chars).toString('latin1'))
    .replace(/=([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  const [, named] = /CHARSET=([\w.:-]+)/.exec(property.parameters.join(';')) ?? [];
  return { ...property, value: decode(Buffer.from(octets, 'latin1'), [named, 'utf-8', encoding]) };
}

function decode(octets: Buffer, charsets: readonly (string | undefined)[]): string {
  for (const charset of charsets) {
    try {
      if (charset) return new TextDecoder(charset, { fatal: true }).decode(octets);
    } catch {
      // Another charset than it is said to be, or one that nobody knows.
    }
  }
  return octets.toString('latin1');
}

const unescaped = (value: string): string =>
  value.replace(/\\(.)/gs, (_, char) => (/n/i.test(char) ? '\n' : char)).trim();

/** What stands between semicolons (RFC 6350, 3.4). */
const componentsOf = (value: string): string[] =>
  (value.match(/(?:\\.|[^;\\])+|(?<=;|^)(?=;|$)/gs) ?? []).map(unescaped);

function cellsOf(card: readonly Property[]): string[] {
  const valuesOf = (wanted: string) => card.filter(({ name }) => name === wanted).map(({ value }) => value);
  const [structured = ''] = valuesOf('N');
  const [family = '', given = '', middle = ''] = componentsOf(structured);
  const [company = ''] = componentsOf(valuesOf('ORG')[0] ?? '');
  const names = [
    ...valuesOf('FN').map(unescaped),
    [given, middle, family].filter(Boolean).join(' '),
    ...valuesOf('NICKNAME').map(unescaped),
    company,
  ];
  const [email = ''] = valuesOf('EMAIL').map(unescaped);
  return [names.find((name) => name !== '') ?? '', numbersOf(card), email, company];
}

/** How far a number is from a mobile one, by the words that stand beside it. */
const farFromMobile = (types: string): number =>
  /FAX|PAGER|MODEM/.test(types) ? 2 : /CELL|MOBILE|IPHONE/.test(types) ? 0 : 1;

const PREFERRED = /(?:^|[;=,])PREF(?:=1)?(?:$|[;,])/;

function numbersOf(card: readonly Property[]): string {
  const numbers = card
    .filter(({ name }) => name === 'TEL')
    .map(({ parameters, value }) => {
      const types = parameters.filter((one) => !/^(?:VALUE|ENCODING|CHARSET)=/.test(one)).join(';');
      return {
        number: unescaped(value).replace(/^tel:/i, ''),
        far: farFromMobile(types) * 2 + (PREFERRED.test(types) ? 0 : 1),
      };
    })
    .toSorted((one, other) => one.far - other.far)
    .map(({ number }) => number);
  return [...new Set(numbers)].filter(Boolean).join(AND);
}
