import { plainName } from '../../files/layout.ts';
import { fill, readWording } from '../../files/wording.ts';
import type { Recipient } from '../grammar.ts';
import { isOneOf } from '../locale.ts';

/** Values by the name of each place. */
type ByName = Readonly<Record<string, string>>;

/** What fills a text beside what is known of its recipients. */
export interface Values {
  /** For all of them, whatever is known. */
  readonly said: ByName;
  /** For those of whom nothing is known. */
  readonly otherwise: ByName;
}

/** Nothing beside what is known. */
export const NO_VALUES: Values = { said: {}, otherwise: {} };

/** What each recipient is to read, in their order; or the places for which somebody has no value. */
export type Worded = { readonly texts: readonly string[] } | { readonly lacking: readonly string[] };

/** Fills the `{name}` and `{name|what else}` of a text for each recipient, as those of a table's rows are filled. */
export function wordEach(text: string, recipients: readonly Recipient[], values: Values): Worded {
  const places: string[] = [];
  const wording = readWording(text, (name) => {
    const there = places.findIndex((place) => plainName(place) === plainName(name));
    return there < 0 ? places.push(name) - 1 : there;
  });
  if ('unknown' in wording) return { lacking: wording.unknown };
  const lacking = new Set<string>();
  const texts = recipients.flatMap((recipient) => {
    const filled = fill(
      wording,
      places.map((place) => filledFrom(place, recipient, values)),
    );
    if ('text' in filled) return filled.text;
    for (const name of 'missing' in filled ? filled.missing : [filled.unusable.name]) lacking.add(name);
    return [];
  });
  return lacking.size > 0 ? { lacking: [...lacking] } : { texts };
}

function filledFrom(place: string, { contact }: Recipient, { said, otherwise }: Values): string {
  return (
    valueNamed(said, place) ??
    (contact ? knownOf(contact, place) : undefined) ??
    valueNamed(otherwise, place) ??
    ''
  );
}

/** What is known of a contact by the name of a place: a field, or what the contact is called. */
export function knownOf(
  { name, fields }: { readonly name: string; readonly fields: ByName },
  place: string,
): string | undefined {
  const isName = isOneOf(place.trim(), 'typed-name');
  const called = Object.keys(fields).find((field) => isName && isOneOf(field, 'typed-name'));
  return valueNamed(fields, called ?? place) ?? (isName ? name : undefined);
}

/** The names of a text's places. */
export function placesIn(text: string): string[] {
  const places: string[] = [];
  readWording(text, (name) => places.push(name));
  return places;
}

/** The value of a name, however it is written. */
export const valueNamed = (values: ByName, name: string): string | undefined =>
  Object.entries(values).find(([one]) => plainName(one) === plainName(name))?.[1];
