import { LANGUAGES, wordsIn } from '../locale.ts';

/** The words that a text of the locale files lists, of every language, as one pattern: people mix languages. */
export const typedWords = (id: string): string =>
  LANGUAGES.flatMap((language) => wordsIn(language, id))
    .sort((a, b) => b.length - a.length)
    .join('|');

/** The same where they are whole words, and no part of others. */
export const wholeWords = (id: string): string => `(?<!\\p{L})(?:${typedWords(id)})(?!\\p{L})`;

/** More than marks and pictures. */
export const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

/** Whether nothing is said beside the words that a pattern (with the flag g) finds. */
export const saysNothingBeside = (words: string, found: RegExp): boolean =>
  !SAYS_SOMETHING.test(words.replace(found, ''));

/** With one form of the apostrophe, as the lists of words are written. */
export const withApostrophes = (words: string): string => words.replaceAll('\u2019', "'");
