import { type ParsedPhone, parsePhone } from '../../messages/recipient.ts';
import { isOneOf } from '../locale.ts';
import { firstWord } from './names.ts';
import { readPairs } from './pairs.ts';

/** What was typed behind `/contact add`. */
export interface ContactEntry {
  readonly name: string;
  /** null: none was typed. */
  readonly number: { readonly typed: string; readonly parsed: ParsedPhone } | null;
  /** In the order typed; '' takes a field away. */
  readonly fields: Readonly<Record<string, string>>;
  /** Only its maker is to see it; null: nothing was said of that. */
  readonly own: boolean | null;
}

/** Characters of a field's name and of its value. */
export const FIELD_LENGTHS = { name: 40, value: 200 } as const;
/** Fields of one contact. */
export const MOST_FIELDS = 20;

/** Reads `ivan +7 999 123-45-67 city=Omsk own=yes`; numbers without a country code are of `country`. */
export function readContactEntry(typed: string, country: string): ContactEntry {
  const { before, pairs } = readPairs(typed);
  const { word: name, rest } = firstWord(before);
  const said = pairs.findLast(([field]) => isOneOf(field, 'typed-own'));
  return {
    name,
    number: rest.trim() === '' ? null : { typed: rest.trim(), parsed: parsePhone(rest.trim(), country) },
    fields: Object.fromEntries(pairs.filter((pair) => pair !== said)),
    own: said ? !isOneOf(said[1], 'typed-no') : null,
  };
}

/** A contact as a line that adds or changes it. */
export function contactLine(
  verb: 'add' | 'change',
  { name, number, fields }: { name: string; number: string; fields: Readonly<Record<string, string>> },
): string {
  const known = Object.entries(fields).map(([field, value]) =>
    /["=]/.test(value) ? `${field}="${value.replaceAll('"', '”')}"` : `${field}=${value}`,
  );
  return [`/contact ${verb} ${name} +${number}`, ...known].join(' ');
}
