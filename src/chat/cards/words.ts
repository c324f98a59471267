import type { Provider } from '../../messages/provider.ts';
import { wordsOfError } from '../code-words.ts';
import type { Locale } from '../locale.ts';

/** Names of a list that are spelled out; the rest is counted. */
export const NAMED = 5;
/** The same of characters, which are short. */
const CHARACTERS_NAMED = 10;

/**
 * "a, b, c and 12 more"
 * @param count how many there are, where not all were read
 */
export function listed({ t }: Locale, names: readonly string[], named = NAMED, count = names.length): string {
  const shown = names.slice(0, named).join(', ');
  return count > named ? `${shown} ${t('and-more', { n: count - named })}` : shown;
}

/** Characters in quotes; those that cannot be seen by their code point, quotes themselves with it. */
export function characterNames(locale: Locale, characters: readonly string[]): string {
  const names = characters.map((character) => {
    const point = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    if (/^[\p{C}\p{Z}\p{M}]/u.test(character)) return point;
    return /^[\p{Pi}\p{Pf}„‚]/u.test(character)
      ? `${character} (${point})`
      : locale.t('quoted', { words: character });
  });
  return listed(locale, names, CHARACTERS_NAMED);
}

/** "Subscriber offline" within a sentence; abbreviations such as "IP" stay. */
export const lowerFirst = (words: string): string =>
  /^\p{Lu}(?:\p{Ll}| )/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;

/**
 * "operator's queue is full (220)" within a sentence, and what to do about it; the code alone of one that the provider
 * does not document. Null: no error came.
 */
export function namedError(
  locale: Locale,
  error: number | null,
  provider: Pick<Provider, 'hasDialect'>,
): { readonly words: string; readonly advice: string | null } | null {
  if (!error) return null;
  const known = wordsOfError(locale, error, provider);
  return known
    ? { words: `${lowerFirst(known.name)} (${error})`, advice: known.advice }
    : { words: String(error), advice: null };
}
