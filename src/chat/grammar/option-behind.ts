import { momentOf } from '../times/moment-words.ts';
import { whenSaid } from './clock-and-day.ts';
import { plainView, QUOTES, quoted } from './glyphs.ts';
import { optionWordAt, skipSpaces } from './option-word.ts';
import { MOMENT_LENGTH, nearestValue, optionValue } from './options.ts';
import type { Options, Problem, Refusal } from './reading.ts';
import { type CommandSpec, declaredOption, isOptionSomewhere } from './spec.ts';

/** A word that may be an option's, at the end of what stands before the `=`. */
const NAME = /(?:^|\s)(\p{L}{1,20})$/u;

/** What stands at the end of a text as an option would. */
interface Behind {
  /** By which the command declares it; as it was typed where another does. */
  readonly name: string;
  /** Where it begins. */
  readonly at: number;
  readonly value: string;
  /** What the command has against it. */
  readonly fault: Problem | null;
}

function unquoted(typed: string): string | null {
  const pair = QUOTES.find(
    ({ open, close }) => open.includes(typed.charAt(0)) && close.includes(typed.slice(-1)),
  );
  if (pair && typed.length > 1) return typed.slice(1, -1);
  const isOne = momentOf(typed) === typed || whenSaid(typed) === typed;
  return isOne || !typed.includes(' ') ? typed : null;
}

/** Whether the text goes to people: of others, options are read wherever they stand. */
const isSent = ({ recipients, text, options }: CommandSpec): boolean =>
  (recipients !== 'none' && text === 'required') || options.at?.kind === 'moment';

/** @returns null where a text ends otherwise */
export function optionAtEnd(text: string, spec: CommandSpec): Behind | null {
  if (!isSent(spec)) return null;
  const view = plainView(text).trimEnd();
  const mark = view.lastIndexOf('=');
  const [whole = '', typed] = NAME.exec(view.slice(Math.max(0, mark - 21), mark)) ?? [];
  if (mark < 0 || typed === undefined || view.length - mark > MOMENT_LENGTH) return null;
  const name = declaredOption(spec, typed);
  const expected = name === null ? undefined : spec.options[name];
  const value = unquoted(view.slice(mark + 1));
  if (value === null) return null;
  const at = mark - whole.trimStart().length;
  if (name === null || !expected) {
    const fault: Problem = { kind: 'unknown-option', word: typed, known: Object.keys(spec.options) };
    return isOptionSomewhere(typed) ? { name: typed, at, value, fault } : null;
  }
  if (expected.kind === 'moment' && !/\d/.test(value) && whenSaid(value) !== value) return null;
  const isTaken = optionValue(value, expected, false) !== null;
  return { name, at, value, fault: isTaken ? null : { kind: 'bad-option', name, value, expected } };
}

/** Whether words that a card or a question takes for a text begin or end as an option: nobody writes that to a customer. */
export function holdsOption(words: string, spec: CommandSpec): boolean {
  const view = plainView(words);
  const first = optionWordAt(view, skipSpaces(view, 0), spec);
  return (first !== null && first.name !== null) || optionAtEnd(words, spec) !== null;
}

/**
 * An option behind the text, where options do not stand: it would go as a part of it, and a time at once. Asked about,
 * with a line for each of what it may mean.
 */
export function optionBehind(
  spec: CommandSpec,
  { before, text, options }: { readonly before: string; readonly text: string; readonly options: Options },
): Refusal | null {
  const found = optionAtEnd(text, spec);
  if (!found || Object.hasOwn(options, found.name)) return null;
  const all: Behind[] = [];
  let own = text;
  for (let next: Behind | null = found; next; next = optionAtEnd(own, spec)) {
    if (Object.hasOwn(options, next.name) || all.some(({ name }) => name === next?.name)) break;
    all.unshift(next);
    own = own.slice(0, next.at).trimEnd();
  }
  const [first] = all;
  if (!first || !/[\p{L}\d]/u.test(own)) return null;
  const time = all.find(({ name }) => spec.options[name]?.kind === 'moment');
  const head = before.trimEnd();
  const asOptions = all.reduce<string[]>(
    (lines, one) => lines.flatMap((line) => asTaken(one).map((said) => line + said)),
    [head],
  );
  const fault = all.find((one) => one.fault !== null)?.fault;
  return {
    problem:
      fault ??
      (time
        ? { kind: 'time-behind', name: time.name, value: time.value }
        : { kind: 'ambiguous', typed: text.slice(first.at).trim() }),
    attempts: [...asOptions.map((line) => `${line} -- ${own}`), `${head} -- ${text}`],
  };
}

/** An option as the command may take it, in a line; empty where it takes nothing like it. */
function asTaken({ name, value, fault }: Behind): string[] {
  if (fault === null) return [` ${name}=${quoted(value)}`];
  const near = fault.kind === 'bad-option' ? nearestValue(value, fault.expected) : [];
  return near.length === 0 ? [''] : near.map((one) => ` ${name}=${one}`);
}
