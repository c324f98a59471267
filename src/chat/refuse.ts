import { answer } from './answer.ts';
import { type ProblemBody, problemCard } from './cards/problem/body.ts';
import type { Context } from './context.ts';
import { writeLine } from './grammar/line.ts';
import { isTypoOf } from './grammar/options.ts';
import { recipientParser } from './grammar/recipients.ts';
import { type Arguments, type CommandSpec, usageOf } from './grammar.ts';

export interface Refused {
  /** What was typed as the command's name, where there is no such command. */
  readonly command: CommandSpec | string;
  readonly problem: ProblemBody['problem'];
  /** The line as it was understood. */
  readonly reading: string;
  /** What could be typed in its place: a line, or what it would say. */
  readonly instead: readonly (Arguments | string)[];
}

/** Answers a line that is not done: what is wrong with it, and lines to copy in its place. */
export async function refuse(
  context: Context,
  { command, problem, reading, instead }: Refused,
): Promise<null> {
  const spec = typeof command === 'string' ? null : command;
  const lines = instead.flatMap((one) => {
    if (typeof one === 'string') return one;
    return spec ? writeLine(spec, one, recipientParser(spec, context.settings.country)) : [];
  });
  await answer(context, problemCard, {
    command: spec?.name ?? String(command),
    problem,
    reading,
    corrections: lines,
    usage: spec ? usageOf(spec) : [],
  });
  return null;
}

/** Of words those that were mistyped, or all of them where none was. */
function nearOf(typed: string, values: readonly string[]): readonly string[] {
  const near = values.filter((value) => isTypoOf(typed.toLowerCase(), value.toLowerCase()));
  return near.length > 0 ? near : values;
}

/** Answers a word that a command does not know, with the lines that it does. */
export function refuseWord(
  context: Context,
  spec: CommandSpec,
  {
    typed,
    values,
    instead = nearOf(typed, values),
    reading = typed,
    before = '',
    isOpen = false,
  }: {
    readonly typed: string;
    readonly values: readonly string[];
    /** What could be typed behind the command, where that is more than one of the words. */
    readonly instead?: readonly string[];
    /** All that was typed behind the command, where the word is not all of it. */
    readonly reading?: string;
    /** What stands between the command and the word. */
    readonly before?: string;
    /** There are more values than these. */
    readonly isOpen?: boolean | undefined;
  },
): Promise<null> {
  const line = (word: string) => `/${spec.name} ${before}${word}`.trimEnd();
  return refuse(context, {
    command: spec,
    problem: { kind: isOpen ? 'not-one-like' : 'not-one-of', typed, values },
    reading: line(reading),
    instead: instead.map(line),
  });
}
