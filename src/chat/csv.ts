import { guarded } from '../files/formula.ts';
import type { Locale } from './locale.ts';

/** An amount as the reader's spreadsheets take it: where decimals have a comma, they read "2.05" as the second of May. */
export const csvDecimal = (amount: string, { t }: Locale): string => amount.replace('.', t('csv-decimal'));

/** What a file begins with, so that spreadsheets open it without asking for its encoding. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Lines of a file as the reader's spreadsheets take them: cells separated by semicolons where decimals have a comma,
 * and none that could run as a formula.
 */
export function csvLines(rows: readonly (readonly string[])[], { t }: Locale): string {
  const separator = t('csv-separator');
  const divides = new RegExp(`["\\r\\n${separator}]`);
  const cell = (text: string): string => {
    const harmless = guarded(text);
    return divides.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  };
  return rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join('');
}
