import { contactNames } from '../../store/contacts.ts';
import type { Context } from '../context.ts';
import { plainView } from '../grammar/glyphs.ts';
import type { NamedItem } from '../grammar/named.ts';
import { asOneWord, keyOf } from './names.ts';
import { ownersFor } from './owners.ts';

/** A contact's name that was typed in several words, though it is one: `Ivan Petrov` for Ivan-Petrov. */
export interface WholeName {
  readonly name: string;
  /** The words, as they stand in the line. */
  readonly typed: string;
  readonly start: number;
}

const WORD = String.raw`\p{L}[\p{L}\p{M}\p{N}_.-]*`;
/** A first word, and so many behind it as a person's name has, the longest first. */
const WORDS = [2, 1].map((n) => new RegExp(String.raw`^${WORD}(?:[^\S\n]+${WORD}){${n}}(?=[\s,;:]|$)`, 'u'));

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
  const names = new Map(
    (await contactNames(tx.db, ownersFor(person.id))).map((name) => [keyOf(name), name] as const),
  );
  for (const { key, ...one } of typed) {
    const name = names.get(key);
    if (name !== undefined) return { ...one, name };
  }
  return null;
}
