import { plainView, QUOTES } from './glyphs.ts';
import { MOMENT_LENGTH, momentOf } from './options.ts';
import type { Refusal } from './reading.ts';
import { type CommandSpec, declaredOption } from './spec.ts';

/** A word that may be an option's, at the end of what stands before the `=`. */
const NAME = /(?:^|\s)(\p{L}{1,20})$/u;

/** Where a time stands at the end of a text as an option would, and what it says. */
interface TimeBehind {
  readonly name: string;
  /** Where its option begins. */
  readonly at: number;
  readonly value: string;
}

function unquoted(typed: string): string | null {
  const pair = QUOTES.find(
    ({ open, close }) => open.includes(typed.charAt(0)) && close.includes(typed.slice(-1)),
  );
  if (pair && typed.length > 1) return typed.slice(1, -1);
  return momentOf(typed) === typed || !typed.includes(' ') ? typed : null;
}

/** @returns null where a text ends otherwise */
export function timeAtEnd(text: string): TimeBehind | null {
  const view = plainView(text).trimEnd();
  const mark = view.lastIndexOf('=');
  const [whole = '', name] = NAME.exec(view.slice(Math.max(0, mark - 21), mark)) ?? [];
  if (mark < 0 || name === undefined || view.length - mark > MOMENT_LENGTH) return null;
  const value = unquoted(view.slice(mark + 1));
  if (value === null || !/\d/.test(value)) return null;
  return { name, at: mark - whole.trimStart().length, value };
}

/**
 * A time behind the text, where options do not stand: it would go as a part of it, and at once. Asked about, with a line
 * for each of what it may mean.
 */
export function timeBehind(
  spec: CommandSpec,
  { before, text }: { readonly before: string; readonly text: string },
): Refusal | null {
  const found = spec.text === 'required' ? timeAtEnd(text) : null;
  const name = found && declaredOption(spec, found.name);
  if (!found || !name || spec.options[name]?.kind !== 'moment') return null;
  const { at, value } = found;
  const own = text.slice(0, at).trimEnd();
  if (own.trim() === '') return null;
  const head = before.trimEnd();
  return {
    problem: { kind: 'time-behind', name, value },
    attempts: [`${head} ${name}="${value}" -- ${own}`, `${head} -- ${text}`],
  };
}
