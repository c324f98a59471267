import { LANGUAGES, wordsIn } from '../locale.ts';

/** What a command declares about its line; the grammar reads by it and /help shows it. */
export interface CommandSpec {
  /** Lower-case, without the slash. */
  name: string;
  recipients: 'none' | 'one' | 'list';
  recipientKind: 'phone' | 'email';
  /** Recipients may also be separated by spaces and line breaks; there is no text. */
  lookups?: boolean;
  /** By the name that the reading uses; lower-case. */
  options: Readonly<Record<string, OptionSpec>>;
  /** `code`: 4 to 8 digits and nothing else. */
  text: 'none' | 'required' | 'code' | 'optional';
}

/**
 * `text` may hold spaces (in quotes), `word` may not, `integer` is min..max inclusive, `moment` is a time as people say it.
 */
export type OptionSpec = (
  | { kind: 'text' }
  | { kind: 'word' }
  | { kind: 'moment' }
  | { kind: 'integer'; min: number; max: number }
  | { kind: 'choice'; values: readonly string[] }
) & { required?: boolean; aliases?: readonly string[] };

/** One place in a command's line, in the order in which a line has them. */
export type UsagePiece =
  | { kind: 'command'; name: string }
  | { kind: 'recipients'; of: 'phone' | 'email'; many: boolean }
  | { kind: 'option'; name: string; expected: OptionSpec; required: boolean }
  | { kind: 'text'; required: boolean }
  | { kind: 'code' };

/** The places of a command's line as data, for /help to put in words. Required options come first. */
export function usageOf(spec: CommandSpec): UsagePiece[] {
  const pieces: UsagePiece[] = [{ kind: 'command', name: spec.name }];
  if (spec.recipients !== 'none') {
    pieces.push({ kind: 'recipients', of: spec.recipientKind, many: spec.recipients === 'list' });
  }
  const options = Object.entries(spec.options).map(([name, expected]) => ({
    kind: 'option' as const,
    name,
    expected,
    required: expected.required === true,
  }));
  pieces.push(
    ...options.filter((option) => option.required),
    ...options.filter((option) => !option.required),
  );
  if (spec.text === 'code') pieces.push({ kind: 'code' });
  else if (spec.text !== 'none') pieces.push({ kind: 'text', required: spec.text === 'required' });
  return pieces;
}

/** What a text of the kind `code` may be. */
export const isCode = (typed: string): boolean => /^\d{4,8}$/.test(typed);

/** What people call options in each language, as `word=name`: several commands may know one by other names. */
const CALLED = LANGUAGES.flatMap((language) => wordsIn(language, 'option-words')).map((pair) =>
  pair.split('='),
);

/** Options that are called by these names alone. */
const OTHERS = ['ring', 'retry', 'tries', 'flash', 'after', 'now'];

/** Whether a word names an option of any command. */
export function isOptionSomewhere(word: string): boolean {
  const wanted = word.toLowerCase();
  return OTHERS.includes(wanted) || CALLED.some((names) => names.includes(wanted));
}

/** The declared name that a typed option word stands for, in whatever language and case; null when none does. */
export function declaredOption(spec: CommandSpec, word: string): string | null {
  const wanted = word.toLowerCase();
  for (const [name, option] of Object.entries(spec.options)) {
    if (name === wanted || option.aliases?.includes(wanted)) return name;
  }
  const called = CALLED.find(([one, name = '']) => one === wanted && Object.hasOwn(spec.options, name));
  return called?.[1] ?? null;
}

/** So much of a word is enough to know what it is cut short from, or misspelt (letters). */
const FEWEST_LETTERS = 3;

/** The declared names that a word is nearly, or nearly what people call; `isNear` says of two words whether they are. */
export function nearlyDeclared(
  spec: CommandSpec,
  word: string,
  isNear: (typed: string, meant: string) => boolean,
): string[] {
  const wanted = word.toLowerCase();
  const declared = Object.keys(spec.options).filter((name) => isNear(wanted, name));
  const called = CALLED.flatMap(([one = '', name = '']) =>
    wanted.length >= FEWEST_LETTERS && Object.hasOwn(spec.options, name) && isNear(wanted, one) ? [name] : [],
  );
  return [...new Set([...declared, ...called])];
}
