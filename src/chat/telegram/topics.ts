import type { Command } from '../command.ts';
import { typedWords, withApostrophes } from '../grammar/typed-words.ts';
import { asTyped } from '../keyboard.ts';
import { LANGUAGES, localeFor } from '../locale.ts';
import { readZone } from '../settings/zone.ts';

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
): Known[] => {
  const asked =
    asTyped(withApostrophes(words))
      .map((said) => commands.filter(({ spec }) => wordsFor(spec.name)?.test(said)))
      .find(({ length }) => length > 0) ?? [];
  // An address is for what is called there.
  const hook = ADDRESS.test(words) ? asked.filter(({ spec }) => spec.name === 'hook') : [];
  return hook.length > 0 ? hook : asked.slice(0, MOST);
};

/** Digits by which an id, or a code, may be longer or shorter than that of an example. */
const LONGER_BY = 2;

/** Where programs are called, and the events for which they are. */
const ADDRESS = /(?<address>https?:\/\/\S+)(?:\s+(?:events=)?(?<events>[a-z]+(?:,\s*[a-z]+)*)\s*$)?/i;

/** Words of a place's name at the most. */
const PLACE_WORDS = 3;

/** The place whose clocks somebody wants: `set timezone to glasgow`; null: none is named. */
function zoneAtEnd(words: string): string | null {
  const all = words.replace(/[\s.!?]+$/, '').split(/\s+/);
  const ends = Array.from({ length: PLACE_WORDS }, (_, nth) => all.slice(nth - PLACE_WORDS).join(' '));
  return ends.find((place) => readZone(place) !== null) ?? null;
}

/** The example of a command, with the number that words have in the place of its own, where that may be such a one. */
export function exampleFor(words: string, { examples, spec }: Pick<Command, 'examples' | 'spec'>): string {
  const [example = ''] = examples;
  const zone = spec.name === 'settings' ? zoneAtEnd(words) : null;
  if (zone !== null) return `zone ${zone}`;
  const { address, events } = ADDRESS.exec(words)?.groups ?? {};
  if (spec.name === 'hook' && address !== undefined)
    return `add ${address}${events === undefined ? '' : ` events=${events}`}`;
  const [number, ...others] = words.replace(ADDRESS, '').match(/(?<![\d+.,])\d+(?![\d.,]*\d)/g) ?? [];
  const isAlike =
    /^\d+$/.test(example) &&
    number !== undefined &&
    others.length === 0 &&
    Math.abs(number.length - example.length) <= LONGER_BY;
  return isAlike ? number : example;
}
