import { inLatin } from '../latin.ts';

/*
 * Names as they sound in whatever letters: contacts come from phones and tables where the same person is written in
 * Cyrillic or in Latin letters, and Latin ones by several systems. It tells who may have been meant, never who is.
 */

/** What systems of writing Cyrillic in Latin letters differ by. */
const LATIN: readonly (readonly [RegExp, string])[] = [
  [/[yj]/g, 'i'],
  [/shch|sch/g, 'sh'],
  [/kh/g, 'h'],
  [/t[sz]/g, 'c'],
  [/ph/g, 'f'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/[^a-z\d]/g, ''],
  [/(.)\1+/g, '$1'],
];

/** How a name sounds: two that sound alike have the same. */
export function soundOf(name: string): string {
  const plain = inLatin(name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase());
  return LATIN.reduce((sound, [written, heard]) => sound.replace(written, heard), plain);
}

const isCyrillic = (name: string): boolean => /\p{Script=Cyrillic}/u.test(name);

/** Whether one is written in Cyrillic and the other is not. */
export const inOtherLetters = (one: string, other: string): boolean => isCyrillic(one) !== isCyrillic(other);
