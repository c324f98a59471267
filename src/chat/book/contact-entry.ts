import { CONSENT } from '../../messages/consent.ts';
import { type ParsedPhone, parsePhone } from '../../messages/recipient.ts';
import { isOneOf, type Language, wordsIn } from '../locale.ts';
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

/** A number, and a name of any words behind or before it. */
const NUMBER_FIRST = /^([+(\d][\d\s().+-]*\d)[\s,;:]+(\p{L}.*)$/u;
const NAME_FIRST = /^(\p{L}(?:[^\d+(]|\((?!\d))*?)[\s,;:]+((?:[+\d]|\(\d).*)$/u;

const LABEL_BEHIND = /^(.+?)[\s,;]+(\p{L}+)[.:№]*$/u;

/** The name and the number, in either order; words before no number are a name and what is no number. */
function nameAndNumber(before: string): { readonly name: string; readonly number: string } {
  const [, last = '', first = ''] = NUMBER_FIRST.exec(before) ?? [];
  if (first !== '') return { name: first, number: last };
  const [, name = '', number = ''] = NAME_FIRST.exec(before) ?? [];
  // `pasha phone 8 999 …`: the word says what the number is.
  const [, called = name, label = ''] = LABEL_BEHIND.exec(name) ?? [];
  if (name !== '') return { name: isOneOf(label, 'typed-number-field') ? called : name, number };
  const { word, rest } = firstWord(before);
  return { name: word, number: rest.trim() };
}

/**
 * Reads `ivan +7 999 123-45-67 city=Omsk own=yes`, the number before the name too; numbers without a country code are
 * of `country`.
 */
export function readContactEntry(typed: string, country: string): ContactEntry {
  const { before, pairs } = readPairs(typed);
  const { name, number } = nameAndNumber(before.replace(/[\s,;:]+$/, ''));
  const said = pairs.findLast(([field]) => isOneOf(field, 'typed-own'));
  return {
    name,
    number: number === '' ? null : { typed: number, parsed: parsePhone(number, country) },
    fields: Object.fromEntries(pairs.filter((pair) => pair !== said).map(fieldOf)),
    own: said ? !isOneOf(said[1], 'typed-no') : null,
  };
}

/** What a number is written as: digits, and what stands between them. */
const NUMBER = /^\+?[\d\s().-]*\d[\d\s().-]*$/;

/**
 * The entry, its number taken from a field that is called so where none was typed: `phone=8 999 123-45-67`. Kept as a field,
 * messages would go on to the number of before.
 * @param there what the contact has by now: a field of that name is changed as one
 */
export function withNumberField(
  entry: ContactEntry,
  { country, there = {} }: { readonly country: string; readonly there?: ContactEntry['fields'] },
): ContactEntry {
  if (entry.number) return entry;
  const field = Object.keys(entry.fields).find(
    (name) => isOneOf(name, 'typed-number-field') && NUMBER.test(entry.fields[name] ?? ''),
  );
  if (field === undefined || there[field] !== undefined) return entry;
  const { [field]: typed = '', ...fields } = entry.fields;
  return { ...entry, number: { typed, parsed: parsePhone(typed, country) }, fields };
}

/** A field as it is kept: that of a consent has one name in every language, and who takes it back has none. */
export const fieldOf = ([name, value]: readonly [string, string]): readonly [string, string] =>
  isOneOf(name, 'typed-consent') ? [CONSENT, isOneOf(value, 'typed-no') ? '' : value] : [name, value];

/** Fields as a reader of a language calls them, in which they can be typed. */
export const shownFields = (
  fields: Readonly<Record<string, string>>,
  language: Language,
): [string, string][] => {
  const [consent = CONSENT] = wordsIn(language, 'typed-consent');
  return Object.entries(fields).map(([field, value]) => [field === CONSENT ? consent : field, value]);
};

const isNameField = (field: string): boolean => isOneOf(field, 'typed-name');

/** The same as they are read on a card: what goes to customers as {name}, kept from a table, has a word in every language. */
export function labelledFields(
  fields: Readonly<Record<string, string>>,
  language: Language,
): [string, string][] {
  const [called = ''] = wordsIn(language, 'typed-name');
  const isOnly = Object.keys(fields).filter(isNameField).length === 1;
  return shownFields(fields, language).map(([field, value]) => [
    isOnly && isNameField(field) ? called : field,
    value,
  ]);
}

/** What is typed of fields, {name} as what a contact has already calls it: it would be there twice. */
export function namedAsThere(
  fields: ContactEntry['fields'],
  there: ContactEntry['fields'],
): ContactEntry['fields'] {
  const known = Object.keys(there).find(isNameField);
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      known !== undefined && isNameField(field) && there[field] === undefined ? known : field,
      value,
    ]),
  );
}

/** A contact as a line that adds or changes it; `number` null: it says none. */
export function contactLine(
  verb: 'add' | 'change',
  {
    name,
    number,
    fields,
    own = null,
  }: { name: string; number: string | null } & Pick<ContactEntry, 'fields'> &
    Partial<Pick<ContactEntry, 'own'>>,
): string {
  const known = Object.entries(fields).map(([field, value]) =>
    /["=]/.test(value) ? `${field}="${value.replaceAll('"', '”')}"` : `${field}=${value}`,
  );
  const whose = own === null ? [] : [`own=${own ? 'yes' : 'no'}`];
  const to = number === null ? [] : [`+${number}`];
  return [`/contact ${verb} ${name}`, ...to, ...known, ...whose].join(' ');
}
