import { type ZipPart, zipOf } from './zip.ts';

/** A cell as a program writes it: XML as it is, or a text. */
export type WrittenCell = string | { readonly xml: string } | null;

export interface WrittenSheet {
  readonly name?: string;
  readonly state?: 'hidden' | 'veryHidden';
  /** Rows in their order; null is one that is not written. */
  readonly rows: readonly (readonly WrittenCell[] | null)[];
  /** What stands behind the rows. */
  readonly behind?: string;
  /** Attributes of a row by its number. */
  readonly rowAttributes?: Readonly<Record<number, string>>;
}

/** How programs write the same: with strings kept apart or in their cells, with or without names of cells, with a prefix. */
export interface Habit {
  readonly strings: 'shared' | 'inline';
  readonly references: boolean;
  readonly prefix: string;
}

export const HABITS = {
  excel: { strings: 'shared', references: true, prefix: '' },
  google: { strings: 'shared', references: true, prefix: '' },
  openxmlSdk: { strings: 'shared', references: true, prefix: 'x:' },
  pythonStream: { strings: 'inline', references: true, prefix: '' },
  bare: { strings: 'inline', references: false, prefix: '' },
} as const satisfies Record<string, Habit>;

export interface WrittenWorkbook {
  readonly sheets: readonly WrittenSheet[];
  readonly habit?: Habit;
  /** Number formats by style: a pattern, or the number of one that stands in no file. */
  readonly formats?: readonly (string | number)[];
  readonly date1904?: boolean;
  /** Whoever opens it is to find the values of its formulas. */
  readonly isUncounted?: boolean;
  readonly activeTab?: number;
  /** Parts that are written instead of, or besides, the usual ones. */
  readonly parts?: readonly ZipPart[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');

/** A number in a cell, with a style. */
export const numberCell = (value: number | string, style = 0): WrittenCell => ({
  xml: `<c s="${style}"><v>${value}</v></c>`,
});

/** Writes a workbook as programs do. */
export function workbookOf(written: WrittenWorkbook): Buffer {
  const parts = partsOf(written);
  const own = written.parts ?? [];
  return zipOf([...parts.filter(({ name }) => !own.some((other) => other.name === name)), ...own]);
}

function partsOf({
  sheets,
  habit = HABITS.excel,
  formats,
  date1904,
  isUncounted,
  activeTab = 0,
}: WrittenWorkbook): ZipPart[] {
  const { prefix } = habit;
  const root = (name: string, inner: string) => {
    const space = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`;
    const text = `<${name} ${space}="${MAIN}" xmlns:r="${OFFICE}">${inner}</${name}>`;
    const named = prefix === '' ? text : text.replace(/<(\/?)(?=[a-zA-Z])/g, `<$1${prefix}`);
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n${named}`;
  };
  const strings = new Map<string, number>();
  const related = [
    ...sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const),
    ['sharedStrings', 'sharedStrings.xml'] as const,
    ['styles', 'styles.xml'] as const,
  ];
  const tabs = sheets.map(
    ({ name = 'Лист1', state }, at) =>
      `<sheet name="${escaped(name)}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="rId${at + 1}"/>`,
  );
  return [
    {
      name: '[Content_Types].xml',
      content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    { name: '_rels/.rels', content: relationships([['officeDocument', 'xl/workbook.xml']]) },
    { name: 'xl/_rels/workbook.xml.rels', content: relationships(related) },
    {
      name: 'xl/workbook.xml',
      content: root(
        'workbook',
        `<workbookPr${date1904 ? ' date1904="1"' : ''}/><bookViews><workbookView activeTab="${activeTab}"/></bookViews>` +
          `<sheets>${tabs.join('')}</sheets>${isUncounted ? '<calcPr calcId="124519" fullCalcOnLoad="1"/>' : ''}`,
      ),
    },
    ...sheets.map((sheet, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      content: root(
        'worksheet',
        `<sheetData>${rowsOf(sheet, habit, strings)}</sheetData>${sheet.behind ?? ''}`,
      ),
    })),
    {
      name: 'xl/sharedStrings.xml',
      content: root('sst', [...strings.keys()].map((string) => `<si>${textOf(string)}</si>`).join('')),
    },
    { name: 'xl/styles.xml', content: root('styleSheet', stylesOf(formats ?? [])) },
  ];
}

const relationships = (of: readonly (readonly [type: string, target: string])[]): string =>
  `<Relationships xmlns="${PACKAGE}">${of
    .map(
      ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

const textOf = (text: string): string => `<t xml:space="preserve">${escaped(text)}</t>`;

function rowsOf(
  { rows, rowAttributes = {} }: WrittenSheet,
  habit: Habit,
  strings: Map<string, number>,
): string {
  return rows
    .map((cells, at) => {
      if (!cells) return '';
      const r = habit.references ? ` r="${at + 1}"` : '';
      const attributes = rowAttributes[at + 1] ?? '';
      return `<row${r} ${attributes}>${cells.map((cell, column) => cellOf(cell, at + 1, column, habit, strings)).join('')}</row>`;
    })
    .join('');
}

function cellOf(
  cell: WrittenCell,
  row: number,
  column: number,
  habit: Habit,
  strings: Map<string, number>,
): string {
  const r = habit.references ? ` r="${letters(column)}${row}"` : '';
  if (cell === null) return habit.references ? '' : '<c/>';
  if (typeof cell !== 'string') return cell.xml.replace('<c', `<c${r}`);
  if (habit.strings === 'inline') return `<c${r} t="inlineStr"><is>${textOf(cell)}</is></c>`;
  const at = strings.get(cell) ?? strings.size;
  strings.set(cell, at);
  return `<c${r} t="s"><v>${at}</v></c>`;
}

const letters = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + letters(column % 26);

function stylesOf(formats: readonly (string | number)[]): string {
  const custom = formats.map((format, at) =>
    typeof format === 'string'
      ? `<numFmt numFmtId="${164 + at}" formatCode="${escaped(format).replaceAll('"', '&quot;')}"/>`
      : '',
  );
  const styles = formats.map(
    (format, at) => `<xf numFmtId="${typeof format === 'string' ? 164 + at : format}"/>`,
  );
  return (
    `<numFmts>${custom.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
    `<cellXfs>${styles.join('')}</cellXfs>`
  );
}
