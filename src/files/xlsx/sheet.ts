import { columnAt } from '../columns.ts';
import { TableRefused, within } from '../refusal.ts';
import { type Row, trimmed } from '../row.ts';
import type { Merges } from './merges.ts';
import { richText, unescaped } from './shared-strings.ts';
import type { Shown } from './shown.ts';
import { isTrue } from './workbook.ts';
import { readXml } from './xml.ts';

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly strings: readonly string[];
  /** Number formats by style. */
  readonly formats: readonly string[];
  readonly shown: Shown;
  readonly merges: Merges;
  /** A formula whose value is 0 has none yet. */
  readonly isUncounted: boolean;
}

/** Rows that a sheet can have (Excel specifications and limits). */
const LAST_ROW = 1_048_576;

/** Reads a sheet (ECMA-376, part 1, 18.3): its cells as they are shown, its formulas by the values that were kept. */
export async function* sheetRows(
  part: string,
  chunks: AsyncIterable<Buffer>,
  context: SheetContext,
): AsyncGenerator<Row> {
  const damaged = () => new TableRefused({ kind: 'damaged', part });
  const rows: Row[] = [];
  const text = richText();
  let row = 0;
  let hidden = false;
  let cells: string[] = [];
  let column = -1;
  let type = 'n';
  let style = 0;
  let value = '';
  let isValue = false;
  let isFormula = false;

  const cellText = (): string => {
    const format = context.formats[style] ?? 'General';
    switch (type) {
      case 's': {
        if (value === '') return '';
        const string = context.strings[Number(value)];
        if (string === undefined) throw damaged();
        return string;
      }
      case 'inlineStr':
        return text.end();
      case 'b':
        return value === '' ? '' : context.shown.boolean(isTrue(value));
      case 'd':
        return value === '' ? '' : context.shown.date(value, format);
      case 'n': {
        const number = Number(value);
        if (number === 0 && isFormula && context.isUncounted) return '';
        return value === '' || Number.isNaN(number) ? value : context.shown.number(number, format);
      }
      default:
        return unescaped(value);
    }
  };

  const elements = {
    open(name: string, attributes: Readonly<Record<string, string>>) {
      switch (name) {
        case 'row': {
          const next = Number(attributes.r ?? row + 1);
          if (!Number.isInteger(next) || next <= row || next > LAST_ROW) throw damaged();
          row = next;
          hidden = isTrue(attributes.hidden);
          cells = [];
          column = -1;
          break;
        }
        case 'c': {
          const letters = /^[A-Z]{1,3}(?=\d)/.exec(attributes.r ?? '')?.[0];
          column = letters === undefined ? column + 1 : columnAt(letters);
          type = attributes.t ?? 'n';
          style = Number(attributes.s ?? 0);
          value = '';
          isFormula = false;
          text.begin();
          break;
        }
        case 'f':
          isFormula = true;
          break;
        case 'v':
          isValue = true;
          break;
        default:
          text.open(name);
      }
    },
    text(piece: string) {
      if (isValue) value += piece;
      else text.text(piece);
    },
    close(name: string) {
      switch (name) {
        case 'v':
          isValue = false;
          break;
        case 'c': {
          const shown = cellText();
          if (shown === '') break;
          within('columns', column + 1, row);
          within('cell', shown.length, row);
          while (cells.length < column) cells.push('');
          cells[column] = shown;
          break;
        }
        case 'row': {
          const filled = trimmed(context.merges.fill(row, cells));
          if (filled.length > 0) rows.push({ row, cells: filled, hidden });
          break;
        }
        default:
          text.close(name);
      }
    },
  };
  for await (const _ of readXml(part, chunks, elements)) yield* rows.splice(0);
}
