import type { Language } from './locale.ts';

/** What a spreadsheet takes for the beginning of a formula, behind white space and in full width too. */
const FORMULA = /^[\t\r]|^\s*[=+\-@＝＋－＠]/;

/**
 * Where decimals have a comma, spreadsheets separate cells by semicolons, and read "2.05" as the second of May.
 */
const DIALECTS: Readonly<Record<Language, { separator: string; decimal: string }>> = {
  ru: { separator: ';', decimal: ',' },
  en: { separator: ',', decimal: '.' },
};

/** An amount as the spreadsheets of that language read it. */
export const csvDecimal = (amount: string, language: Language): string =>
  amount.replace('.', DIALECTS[language].decimal);

/** A file that spreadsheets open without asking: with a byte order mark, and no cell that could run as a formula. */
export function toCsv(rows: readonly (readonly string[])[], language: Language): string {
  const { separator } = DIALECTS[language];
  const cell = (text: string): string => {
    const harmless = FORMULA.test(text) ? `'${text}` : text;
    return /["\r\n]/.test(harmless) || harmless.includes(separator)
      ? `"${harmless.replaceAll('"', '""')}"`
      : harmless;
  };
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join('')}`;
}
