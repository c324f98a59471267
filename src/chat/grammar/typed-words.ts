import { LANGUAGES, wordsIn } from '../locale.ts';

/** The words that a text of the locale files lists, of every language, as one pattern: people mix languages. */
export const typedWords = (id: string): string =>
  LANGUAGES.flatMap((language) => wordsIn(language, id))
    .sort((a, b) => b.length - a.length)
    .join('|');

/** The same where they are whole words, and no part of others. */
export const wholeWords = (id: string): string => `(?<!\\p{L})(?:${typedWords(id)})(?!\\p{L})`;
