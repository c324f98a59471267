import type { Known } from './cell.ts';
import { plainName } from './layout.ts';

/** A text with places that are filled from a row. */
export interface Wording {
  readonly pieces: readonly (string | Placeholder)[];
}

interface Placeholder {
  /** As it was typed. */
  readonly name: string;
  /** Null: no column is called so, and what is known of the recipient fills it. */
  readonly column: number | null;
  /** What stands there where the row has nothing; null when it must have something. */
  readonly otherwise: string | null;
}

/** `{name}`, or `{name|what else}`. */
const PLACEHOLDER = /\{([^{}|\n]{1,100})(?:\|([^{}\n]{0,200}))?\}/g;
/** `{{name}}`, as other programs have it. */
const DOUBLED = /\{(\{[^{}\n]{1,301}\})\}/g;
/** A place as programs for mailings have it, which here is a part of the text: %name%, ((name)), [name], #name#, <name>, ::name::, $name. */
const FOREIGN =
  /%([^%\n]{1,100})%|\(\(([^()\n]{1,100})\)\)|\[([^[\]\n]{1,100})\]|#([^#\n]{1,100})#|<([^<>\n]{1,100})>|::([^:\n]{1,100})::|\$([\p{L}\d_]{1,100})/gu;
/**
 * What spreadsheets show where a formula failed or a column is too narrow, in English and in Russian, LibreOffice by
 * numbers; and a number whose last digits were left out, which an order's or a card's is when a program writes it so.
 */
const FAILED =
  /^(?:#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|ERROR!|GETTING_DATA|Н\/Д|ССЫЛКА!|ЗНАЧ!|ДЕЛ\/0!|ИМЯ\?|ПУСТО!|ЧИСЛО!|ПЕРЕНОС!|ВЫЧИСЛ!|ПОЛЕ!|#{2,})|(?:Err|Ошибка):\d{3}|-?\d(?:[.,]\d+)?E[+-]\d+)$/i;

/** Whether nobody meant what a cell shows. U+FFFD stands where a character is none of the encoding's. */
export const isUnusable = (value: string): boolean => FAILED.test(value) || value.includes('\ufffd');

/**
 * Reads the `{name}`, `{A}` and `{{name}}` of a text. Those that no column is called by come back instead, each once.
 * @param columnOf the place of what is called so among the values that fill the text; null: there is none
 * @param isKnown whether something is known of recipients by that name
 */
export function readWording(
  typed: string,
  columnOf: (name: string) => number | null,
  isKnown: (name: string) => boolean = () => false,
): Wording | { unknown: string[] } {
  const pieces: (string | Placeholder)[] = [];
  const unknown = new Set<string>();
  const text = typed.replace(DOUBLED, '$1');
  let end = 0;
  for (const { index, 0: whole, 1: name = '', 2: otherwise = null } of text.matchAll(PLACEHOLDER)) {
    const column = columnOf(name);
    pieces.push(text.slice(end, index));
    end = index + whole.length;
    if (column === null && !isKnown(name)) unknown.add(name.trim());
    else pieces.push({ name: name.trim(), column, otherwise });
  }
  pieces.push(text.slice(end));
  return unknown.size > 0 ? { unknown: [...unknown] } : { pieces };
}

/** Pieces of a text that are called as a column and are sent as they are, each once: they were perhaps to be filled. */
export function foreignPlaces(text: string, names: readonly string[]): string[] {
  const columns = new Set(names.map(plainName).filter((name) => name !== ''));
  const found = [...text.matchAll(FOREIGN)].filter(([, ...inside]) =>
    columns.has(plainName(inside.find((name) => name !== undefined) ?? '')),
  );
  return [...new Set(found.map(([whole]) => whole))];
}

/** Columns that are called as one that fills a place, by what the place is called: which of them was meant nobody says. */
export interface Twins {
  readonly name: string;
  /** The one that fills it first. */
  readonly columns: readonly number[];
}

export function twinsOf({ pieces }: Wording, names: readonly string[]): Twins[] {
  const plain = names.map(plainName);
  const found = new Map<string, Twins>();
  for (const piece of pieces) {
    if (typeof piece === 'string' || piece.column === null) continue;
    const called = plainName(piece.name);
    // Where it stands there by its letters, nobody is in doubt.
    if (plain[piece.column] !== called) continue;
    const others = plain.flatMap((one, at) => (one === called && at !== piece.column ? [at] : []));
    if (others.length > 0) found.set(called, { name: piece.name, columns: [piece.column, ...others] });
  }
  return [...found.values()];
}

/** The text as one row fills it; or the names of the places that stay empty, or for which the row has no good value. */
export type Filled =
  | { readonly text: string }
  | { readonly missing: readonly string[] }
  | { readonly unusable: { readonly name: string; readonly value: string } };

/** A short word that stands before a place, and a value in small letters. */
const SHORT_BEFORE = /(?<![\p{L}\p{N}])(\p{L}{1,3})\s+$/u;
const SMALL_WORD = /^(\p{Ll}{1,3})\s+(?=\S)/u;

/** A value without the short word that it begins with and that the text has just said: "at {time}" and "at 10". */
function withoutRepeated(before: string, value: string): string {
  const [, said] = SHORT_BEFORE.exec(before.slice(-LONGEST_SHORT)) ?? [];
  const [whole = '', repeated] = SMALL_WORD.exec(value) ?? [];
  return repeated !== undefined && said?.toLowerCase() === repeated ? value.slice(whole.length) : value;
}

/** Such a word, and what stands around it (UTF-16 units). */
const LONGEST_SHORT = 8;

/** @param known what is known of the recipient, where a cell says nothing */
export function fill({ pieces }: Wording, cells: readonly string[], known?: Known): Filled {
  const missing = new Set<string>();
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      text += piece;
      continue;
    }
    const cell = piece.column === null ? '' : (cells[piece.column]?.trim() ?? '');
    const value = cell === '' ? (known?.(piece.name) ?? '') : cell;
    if (isUnusable(value)) return { unusable: { name: piece.name, value } };
    const shown = value === '' ? piece.otherwise : value;
    if (shown === null) missing.add(piece.name);
    else text += withoutRepeated(text, shown);
  }
  return missing.size > 0 ? { missing: [...missing] } : { text };
}
