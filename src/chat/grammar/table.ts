import { addressOf, type Found } from './recipients.ts';

/** Up to four words, of letters somewhere, without a number or a sentence's marks. */
const NAME = /^(?=.*\p{L})[^\s\d,;!?]+(?: +[^\s\d,;!?]+){0,3}$/u;

/** A table with names before its recipients, as it is copied: Telegram makes a space of a tab. */
export interface Table {
  readonly rows: readonly { readonly to: string; readonly name: string }[];
  /** What stands below it. */
  readonly text: string;
}

/** Reads a table of at least two rows at the beginning of the line; null when there is none. */
export function readTable(line: string, view: string, found: readonly Found[]): Table | null {
  const rows: { to: string; name: string }[] = [];
  let at = 0;
  for (const { to, span, label } of found) {
    const newline = view.indexOf('\n', span.end);
    const end = newline < 0 ? view.length : newline;
    const before = line.slice(at, span.start - label);
    const name = before.trim().replace(/[\s,;|:]+$/, '');
    const isAbove = /\n\s*$/.test(before);
    if (isAbove || !NAME.test(name) || !/^[\s,;|]*$/.test(view.slice(span.end, end))) break;
    rows.push({ to, name });
    at = end + 1;
  }
  return rows.length > 1 ? { rows, text: line.slice(at).trim() } : null;
}

/** What stands below goes to all; where nothing does, each row may say something of its own. */
export function linesOfTable({ rows, text }: Table): string[] {
  if (text === '') return rows.map(({ to, name }) => `${addressOf(to)} -- ${name}`);
  return [`${rows.map(({ to }) => addressOf(to)).join(', ')} -- ${text}`];
}
