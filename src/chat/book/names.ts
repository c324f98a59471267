import { distance } from 'fastest-levenshtein';
import { plainName } from '../../files/layout.ts';
import { plainView } from '../grammar/glyphs.ts';
import { isTypoOf } from '../grammar/options.ts';
import { isOneOf } from '../locale.ts';
import { inOtherLetters, soundOf } from './sound.ts';

/** What a contact, a group or a template may be called: one word, which no number and no address looks like. */
const NAME = /^\p{L}[\p{L}\p{M}\p{N}_.-]{0,39}(?<![.-])$/u;

/** What can be done with a name, by the words that say so in any language. */
const VERBS = ['add', 'change', 'remove', 'rename', 'list', 'import', 'export'] as const;
type Verb = (typeof VERBS)[number];

/** What a word says is to be done; null: it is none of these. */
export const verbOf = (word: string): Verb | null =>
  VERBS.find((verb) => isOneOf(word, `typed-book-${verb}`)) ?? null;

/** What a mistyped word may say is to be done; null: nothing. */
export const nearVerb = (word: string): Verb | null =>
  VERBS.find((verb) => isTypoOf(word.toLowerCase(), verb)) ?? null;

/** A name as names are compared: by what its letters are, not by their case. */
export const keyOf = (name: string): string => plainName(name.normalize('NFC'));

/** Whether it is written as a name is, as each of a great many cells can be asked. */
export const isWrittenAsName = (typed: string): boolean => NAME.test(typed.normalize('NFC'));

export const isName = (typed: string): boolean =>
  isWrittenAsName(typed) && verbOf(typed.normalize('NFC')) === null;

/** A name of several words as one, "Ivan Petrov" as Ivan-Petrov; null: no name comes of it. */
export function asOneWord(typed: string): string | null {
  const name = typed
    .normalize('NFC')
    // Of a sign that is left out, such as how a heart is drawn: nobody could type that.
    .replace(/(?<![\p{L}\p{M}])\p{M}+/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return isName(name) ? name : null;
}

/** Names that are offered in place of a mistyped one. */
const NEAREST = 3;

/** A longer sound that is one letter off is nearly the same: Aleksandr, in whatever letters, is Alexander too. */
const SOUND = 5;

/** How far a name is from what was typed; null: it is another. */
function farFrom(key: string, name: string): number | null {
  const other = keyOf(name);
  if (inOtherLetters(key, other)) {
    const [typed, heard] = [soundOf(key), soundOf(other)];
    const far = distance(typed, heard);
    return typed !== '' && (far === 0 || (far === 1 && typed.length >= SOUND)) ? far : null;
  }
  const far = distance(key, other);
  return far <= Math.max(1, Math.floor(key.length / 3)) || isTypoOf(key, other) ? far : null;
}

/** The names that somebody may have meant, the nearest first: by a slip, with one letter in three another, or in other letters. */
export function nearestNames(typed: string, names: readonly string[]): string[] {
  const key = keyOf(typed);
  return [...new Set(names)]
    .flatMap((name) => {
      const far = farFrom(key, name);
      return far === null ? [] : { name, far };
    })
    .toSorted((one, other) => one.far - other.far)
    .slice(0, NEAREST)
    .map(({ name }) => name);
}

/** Letters that a case of Russian puts in the place of others at the end of a name. */
const ENDING = 3;

/** Whether two words are one but for their endings, as the dative and the nominative of a name are. */
export function isInOtherCase(one: string, other: string): boolean {
  const [first, second] = [keyOf(one), keyOf(other)];
  let same = 0;
  while (same < first.length && first[same] === second[same]) same += 1;
  const ending = Math.max(first.length, second.length) - same;
  return ending <= ENDING && same > Math.max(1, ending);
}

/** The words of a name of several. */
export const partsOf = (name: string): string[] => name.split(/[-_.]/);

/** Whether words are those of a name of several, in whatever case and either order: the dative of both, the second first, is that name. */
export function isNameInWords(words: readonly string[], name: string): boolean {
  const parts = partsOf(name);
  const isEach = (said: readonly string[]) =>
    said.length === parts.length && said.every((word, at) => isInOtherCase(word, parts[at] ?? ''));
  return words.length > 1 && (isEach(words) || isEach(words.toReversed()));
}

/** Names that are offered where one word of several was typed. */
const ALIKE = 5;

/** The names that somebody may look for: those nearly so, and those of several words of which one is so. */
export function namesLike(typed: string, names: readonly string[]): string[] {
  const near = nearestNames(typed, names);
  const words = typed.trim().split(/[\s_.-]+/);
  const isOf = (name: string) => {
    const parts = partsOf(name);
    return parts.length > 1 && words.every((word) => parts.some((part) => isInOtherCase(word, part)));
  };
  return [...new Set([...near, ...names.filter(isOf)])].slice(0, ALIKE);
}

/** The first word of what was typed, and what stands behind it. */
export function firstWord(typed: string): { word: string; rest: string } {
  const at = /^\s*(\S*)\s*/u.exec(plainView(typed));
  const [whole = '', word = ''] = at ?? [];
  return {
    word: typed.slice(whole.indexOf(word), whole.indexOf(word) + word.length),
    rest: typed.slice(whole.length),
  };
}
