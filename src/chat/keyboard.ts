import { LANGUAGES, localeFor } from './locale.ts';

/** The keys of each language's keyboard, in one order: the same key stands in the same place. */
const LAYOUTS = LANGUAGES.map((language) => localeFor(language, 'UTC').t('keyboard'));

const retyped = (typed: string, from: string, to: string): string =>
  [...typed].map((letter) => to[from.indexOf(letter)] ?? letter).join('');

/** What the same keys, pressed for lower-case letters, give on the other keyboards. */
export const onOtherKeyboards = (typed: string): string[] =>
  LAYOUTS.flatMap((from) => LAYOUTS.filter((to) => to !== from).map((to) => retyped(typed, from, to)));

/** Words, and what they may have been meant to be, had another keyboard been on. */
export const asTyped = (words: string): string[] => [words, ...onOtherKeyboards(words.toLowerCase())];
