import { posix } from 'node:path';
import { TableRefused } from '../refusal.ts';
import { readWhole } from './xml.ts';
import type { Zip } from './zip.ts';

/** A worksheet, and the part of the zip that it is in. */
export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

/** What a workbook says of itself (ECMA-376, part 1, 18.2). */
export interface Workbook {
  /** In the order of their tabs; charts and macro sheets are none. */
  readonly sheets: readonly Sheet[];
  /** The one that its last reader looked at. */
  readonly active: Sheet | null;
  /** Its days are counted from 1904, as on old Macs. */
  readonly date1904: boolean;
  /** The values of its formulas are to be found by whoever opens it: its writer put 0 in their place, or nothing. */
  readonly isUncounted: boolean;
  /** Parts; null when there is none. */
  readonly strings: string | null;
  readonly styles: string | null;
}

interface Relationship {
  /** The last word of its type, which is the same in the strict and the transitional form. */
  readonly type: string;
  readonly part: string;
}

/** A zip that is no workbook, by a file that only this kind has. */
const FOREIGN = [
  ['xl/workbook.bin', 'xlsb'],
  ['word/document.xml', 'document'],
  ['ppt/presentation.xml', 'document'],
  ['index/document.iwa', 'numbers'],
  ['index.zip', 'numbers'],
  ['mimetype', 'opendocument'],
] as const;

/** Reads what stands in a workbook besides its cells. Refuses a zip that is none. */
export async function readWorkbook(zip: Zip): Promise<Workbook> {
  const foreign = FOREIGN.find(([name]) => zip.has(name));
  if (foreign) throw new TableRefused({ kind: 'foreign', format: foreign[1] });
  if (!zip.has('[Content_Types].xml')) throw new TableRefused({ kind: 'foreign', format: 'archive' });
  const [main = 'xl/workbook.xml'] = partsOf(await relationships(zip, ''), 'officeDocument');
  const related = await relationships(zip, main);
  // Some programs name parts that they then have no need to write.
  const written = (type: string) => partsOf(related, type).find((part) => zip.has(part)) ?? null;

  const tabs: (Sheet | null)[] = [];
  let activeTab = 0;
  let date1904 = false;
  let isUncounted = false;
  await readWhole(main, zip.read(main), {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = isTrue(attributes.date1904);
      if (name === 'calcPr') isUncounted = isTrue(attributes.fullCalcOnLoad);
      if (name === 'workbookView') activeTab = Number(attributes.activeTab ?? 0);
      if (name === 'sheet') tabs.push(sheetOf(attributes, related));
    },
  });
  const sheets = tabs.filter((tab) => tab !== null);
  return {
    sheets,
    active: tabs[activeTab] ?? null,
    date1904,
    isUncounted,
    strings: written('sharedStrings'),
    styles: written('styles'),
  };
}

function sheetOf(
  attributes: Readonly<Record<string, string>>,
  related: ReadonlyMap<string, Relationship>,
): Sheet | null {
  const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1];
  const target = related.get(id ?? '');
  if (target?.type !== 'worksheet') return null;
  const hidden = ['hidden', 'veryHidden'].includes(attributes.state ?? '');
  return { name: attributes.name ?? '', hidden, part: target.part };
}

/** What a part refers to (ECMA-376, part 2, 9.3), by the names that it gives it; the zip's own part is ''. */
async function relationships(zip: Zip, part: string): Promise<ReadonlyMap<string, Relationship>> {
  const found = new Map<string, Relationship>();
  const name = posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
  if (!zip.has(name)) return found;
  await readWhole(name, zip.read(name), {
    open(element, { Id = '', Type = '', Target = '' }) {
      if (element !== 'Relationship') return;
      const target = posix.resolve('/', posix.dirname(part), Target).slice(1);
      found.set(Id, { type: posix.basename(Type), part: target });
    },
  });
  return found;
}

const partsOf = (related: ReadonlyMap<string, Relationship>, type: string): string[] =>
  [...related.values()].filter((one) => one.type === type).map(({ part }) => part);

/** An `xsd:boolean`. */
export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';
