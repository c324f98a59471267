import { plainName } from '../../files/layout.ts';
import { answer } from '../answer.ts';
import { aboutOf, type QuestionBody, questionCard } from '../cards/question/body.ts';
import type { Context } from '../context.ts';
import { quoted } from '../grammar/glyphs.ts';
import { readPairs, valuesBehind } from './pairs.ts';
import { placesIn, type Values, valueNamed } from './wording.ts';

/** Asks for what the line of a book's command lacks behind what it is about. */
export async function askForRest(
  context: Context,
  line: { readonly command: string; readonly rest: string; readonly name: string },
  lacks: 'text' | 'number',
): Promise<null> {
  await answer(context, questionCard, {
    command: line.command,
    rest: ` ${line.rest}`,
    missing: lacks === 'text' ? 'text' : 'recipient',
    kept: '',
    to: [line.name],
    unread: '',
    wants: [lacks === 'text' ? 'text' : 'one-phone'],
    test: null,
    document: null,
    filling: null,
  });
  return null;
}

/** Asks, in one reply, for what a text has no values for. */
export async function askForValues(
  context: Context,
  line: {
    readonly command: string;
    readonly rest: string;
    /** That has the places. */
    readonly text: string;
    readonly lacking: readonly string[];
  },
  values: Values,
): Promise<null> {
  const { command, rest, text, lacking } = line;
  await answer(context, questionCard, {
    command,
    rest,
    missing: 'values',
    kept: text,
    to: [],
    unread: '',
    wants: [lacking.length > 1 ? 'values' : 'value'],
    test: null,
    document: null,
    filling: { lacking, values },
    ...aboutOf(context),
  });
  return null;
}

/**
 * The values that an answer gives, with those of before; null: it gives none. Where one alone is asked for it needs no
 * name.
 */
export function valuesIn(words: string, { filling }: QuestionBody): Values | null {
  if (!filling) return null;
  const { lacking, values } = filling;
  const { pairs } = readPairs(words);
  // Where one alone is asked for, its name without a mark may be how the value begins.
  const isNamed = pairs.length === 0 && (lacking.length > 1 || /^\s*\S+?\s*:/.test(words));
  const behind = isNamed ? valuesBehind(lacking, words.trim()) : null;
  const said = behind ?? Object.fromEntries(pairs);
  const named = lacking.flatMap((name) => {
    const value = valueNamed(said, name);
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  if (named.length > 0)
    return { ...values, otherwise: { ...values.otherwise, ...Object.fromEntries(named) } };
  const [only, another] = lacking;
  if (only === undefined || another !== undefined || words.trim() === '') return null;
  return { ...values, otherwise: { ...values.otherwise, [only]: words.trim() } };
}

/** What is said, and known of nobody, for these places. */
export const saidFor = (
  lacking: readonly string[],
  { otherwise }: Values,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    lacking.flatMap((name) => {
      const value = valueNamed(otherwise, name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );

interface Beside {
  /** The answer without them. */
  readonly line: string;
  readonly said: Readonly<Record<string, string>>;
  /** With those of before. */
  readonly values: Values;
}

/** The values for places of the text that an answer names behind whom it goes to; null: it names none. */
export function valuesBeside(words: string, { kept, filling }: QuestionBody): Beside | null {
  if (!filling) return null;
  const places = placesIn(kept).map(plainName);
  const { before, pairs } = readPairs(words);
  const isPlace = ([name]: readonly [string, string]): boolean => places.includes(plainName(name));
  if (before === '' || !pairs.some(isPlace)) return null;
  const others = pairs.filter((pair) => !isPlace(pair)).map(([name, value]) => ` ${name}=${quoted(value)}`);
  const said = Object.fromEntries(pairs.filter(isPlace));
  const { values } = filling;
  return { line: before + others.join(''), said, values: { ...values, said: { ...values.said, ...said } } };
}
