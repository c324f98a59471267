import type { Context } from '../context.ts';
import type { CommandSpec } from '../grammar.ts';
import { refuseWord } from '../refuse.ts';
import { firstWord, nearVerb } from './names.ts';

/**
 * Answers a mistyped `add`, `change` or `remove` with the line that has it right, and all that stands behind it.
 * Returns whether it was one: a word alone is a name.
 */
export async function refuseVerbSlip(context: Context, spec: CommandSpec, typed: string): Promise<boolean> {
  const { word, rest } = firstWord(typed);
  const verb = rest.trim() === '' ? null : nearVerb(word);
  if (verb === null) return false;
  await refuseWord(context, spec, {
    typed: word,
    values: [verb],
    instead: [`${verb} ${rest.trim()}`],
    reading: typed.trim(),
  });
  return true;
}
