/** What a spreadsheet takes for the beginning of a formula, behind white space and in full width too. */
const FORMULA = /^[\t\r]|^\s*[=+\-@＝＋－＠]/;

/** Whether a cell is such a one, or was but for marks before it. */
const isFormula = (cell: string): boolean =>
  FORMULA.test(cell.startsWith("'") ? cell.replace(/^'+/, '') : cell);

/** What the mark says is text and no number: figures, and Cyrillic words, before which no apostrophe stands otherwise. */
const AS_TEXT = /^'+(?:\d[\d\s.,:/-]*|\p{Script=Cyrillic}[^']*)$/u;

/** A cell that no spreadsheet runs: with a mark before what could be a formula (OWASP, CSV Injection). */
export const guarded = (cell: string): string => (isFormula(cell) || AS_TEXT.test(cell) ? `'${cell}` : cell);

/** The same without that mark, whichever program set it. "'s-Gravenhage" has none. */
export const unguarded = (cell: string): string =>
  cell.startsWith("'") && (isFormula(cell) || AS_TEXT.test(cell)) ? cell.slice(1) : cell;
