import { contactNames } from '../../store/book/contacts.ts';
import type { Context } from '../context.ts';
import { plainView } from '../grammar/glyphs.ts';
import type { NamedItem } from '../grammar/named.ts';
import { asOneWord, isNameInWords, keyOf } from './names.ts';
import { ownersFor } from './owners.ts';

/** A contact's name that was typed in several words, though it is one: `Ivan Petrov` for Ivan-Petrov. */
export interface WholeName {
  /** Several where it is typed in another case, and so may be any of them. */
  readonly names: readonly string[];
  /** The words, as they stand in the line. */
  readonly typed: string;
  readonly start: number;
}

const WORD = String.raw`\p{L}[\p{L}\p{M}\p{N}_.-]*`;
/** Of a room, or a car: `room 214` for room-214. */
const NUMBER = String.raw`\d{1,4}(?![\d.,:])`;
/** A first word, and so many behind it as a person's name has, the longest first. */
const WORDS = [2, 1].map(
  (n) => new RegExp(String.raw`^${WORD}(?:[^\S\n]+(?:${WORD}|${NUMBER})){${n}}(?=[\s,;:]|$)`, 'u'),
);

/** The first name of a line that goes on behind its first word; null: none does. */
export async function wholeNameIn(
  { tx, person }: Context,
  line: string,
  items: readonly NamedItem[],
): Promise<WholeName | null> {
  const view = plainView(line);
  const typed = items
    .filter(({ kind }) => kind === 'name')
    .flatMap(({ start }) =>
      WORDS.flatMap((words) => {
        const { length } = words.exec(view.slice(start))?.[0] ?? '';
        const name = length === 0 ? null : asOneWord(line.slice(start, start + length));
        return name === null ? [] : { key: keyOf(name), typed: line.slice(start, start + length), start };
      }),
    );
  if (typed.length === 0) return null;
  const all = await contactNames(tx.db, ownersFor(person.id));
  const names = new Map(all.map((name) => [keyOf(name), name] as const));
  for (const { key, ...one } of typed) {
    const name = names.get(key);
    if (name !== undefined) return { ...one, names: [name] };
  }
  for (const { typed: words, start } of typed) {
    const alike = all.filter((one) => isNameInWords(words.split(/\s+/), one));
    if (alike.length > 0) return { typed: words, start, names: [...new Set(alike)] };
  }
  return null;
}
