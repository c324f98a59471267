import type { Command } from '../command.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { LANGUAGES, localeFor } from '../locale.ts';

/** More commands are a list to search, and `/help` has that. */
const MOST = 3;

const isAsked = new Map<string, RegExp | null>();

/** How words begin that ask for what a command does; null: there are none. */
function wordsFor(name: string): RegExp | null {
  const known = isAsked.get(name);
  if (known !== undefined) return known;
  const id = `typed-topic-${name}`;
  const has = LANGUAGES.some((language) => localeFor(language, 'UTC').has(id));
  const words = has ? new RegExp(`(?<!\\p{L})(?:${typedWords(id)})`, 'iu') : null;
  isAsked.set(name, words);
  return words;
}

/** The commands that words may ask for which are no order: “how much money is left?” is about `/balance`. */
export const topicsIn = <Known extends Pick<Command, 'spec'>>(
  words: string,
  commands: readonly Known[],
): Known[] => commands.filter(({ spec }) => wordsFor(spec.name)?.test(words)).slice(0, MOST);

/** Digits by which an id, or a code, may be longer or shorter than that of an example. */
const LONGER_BY = 2;

/** The example of a command, with the number that words have in the place of its own, where that may be such a one. */
export function exampleFor(words: string, { examples }: Pick<Command, 'examples'>): string {
  const [example = ''] = examples;
  const [number, ...others] = words.match(/(?<![\d+.,])\d+(?![\d.,]*\d)/g) ?? [];
  const isAlike =
    /^\d+$/.test(example) &&
    number !== undefined &&
    others.length === 0 &&
    Math.abs(number.length - example.length) <= LONGER_BY;
  return isAlike ? number : example;
}
