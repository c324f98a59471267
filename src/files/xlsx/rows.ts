import { TableRefused } from '../refusal.ts';
import { type Row, withFirst } from '../row.ts';
import { readMerges } from './merges.ts';
import { readSharedStrings } from './shared-strings.ts';
import { type SheetContext, sheetRows } from './sheet.ts';
import { shownIn } from './shown.ts';
import { readNumberFormats } from './styles.ts';
import { readWorkbook, type Sheet, type Workbook } from './workbook.ts';
import { openZip, type Zip } from './zip.ts';

/** A sheet of a workbook, as a person who opens it knows it. */
export interface SheetName {
  readonly name: string;
  readonly hidden: boolean;
}

export interface WorkbookRows extends AsyncDisposable {
  /** The one that is read. */
  readonly sheet: string;
  readonly sheets: readonly SheetName[];
  readonly rows: AsyncGenerator<Row>;
}

export interface WorkbookOptions {
  /** By whose habits numbers and dates are written (BCP 47). */
  readonly language: string;
  /** The name of one. Else it is the one that was looked at last, or the first, of those that are neither hidden nor empty. */
  readonly sheet?: string | undefined;
}

/** Opens a workbook (ECMA-376) at a sheet that has rows. */
export async function workbookRows(path: string, options: WorkbookOptions): Promise<WorkbookRows> {
  await using opened = new AsyncDisposableStack();
  const zip = opened.use(await openZip(path));
  const workbook = await readWorkbook(zip);
  const shared = await sharedOf(zip, workbook, options.language);
  for (const { name, part } of candidates(workbook, options.sheet)) {
    const merges = await readMerges(zip.read(part));
    const rows = sheetRows(part, zip.read(part), { ...shared, merges });
    const first = await rows.next();
    if (first.done) continue;
    opened.defer(async () => void (await rows.return(undefined)));
    const held = opened.move();
    return {
      sheet: name,
      sheets: workbook.sheets.map(({ name, hidden }) => ({ name, hidden })),
      rows: withFirst(first.value, rows),
      [Symbol.asyncDispose]: () => held.disposeAsync(),
    };
  }
  const hiddenSheets = workbook.sheets.filter(({ hidden }) => hidden).map(({ name }) => name);
  throw new TableRefused({ kind: 'empty', hiddenSheets });
}

async function sharedOf(
  zip: Zip,
  { strings, styles, date1904, isUncounted }: Workbook,
  language: string,
): Promise<Omit<SheetContext, 'merges'>> {
  return {
    strings: strings === null ? [] : await readSharedStrings(strings, zip.read(strings)),
    formats: styles === null ? [] : await readNumberFormats(styles, zip.read(styles), language),
    shown: shownIn({ language, date1904 }),
    isUncounted,
  };
}

function candidates({ sheets, active }: Workbook, wanted: string | undefined): Sheet[] {
  if (wanted !== undefined) {
    const sheet = sheets.find(({ name }) => name === wanted);
    if (!sheet) throw new TableRefused({ kind: 'no-sheet', sheet: wanted });
    return [sheet];
  }
  return [...new Set([active, ...sheets])].filter((sheet) => sheet !== null && !sheet.hidden) as Sheet[];
}
