import { answer } from './answer.ts';
import { type ProblemBody, problemCard } from './cards/problem/body.ts';
import type { Context } from './context.ts';
import { plainView } from './grammar/glyphs.ts';
import { leftOut } from './grammar/left-out.ts';
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
  /** What of the message the lines stand for, where that is not all that it says behind the command. */
  readonly typed?: string;
}

/** A command, or what stands in its place. */
const COMMAND = /^\s*\/\s*([^\s@]+)\S*/u;

const plain = (line: string): string =>
  plainView(line)
    .replace(/[^\S\n]+/g, ' ')
    .trim();

/** What the lines of a command stand for: '' where another one that was typed has led to it. */
function typedFor({ words: written, commands, settings }: Context, command: string): string {
  const [mention = '', named] = /^\s*@(\w+)[\s,:]*/.exec(written) ?? [];
  const isOfBot = named?.toLowerCase() === settings.username.toLowerCase();
  const words = isOfBot ? written.slice(mention.length) : written;
  const name = COMMAND.exec(words)?.[1]?.toLowerCase();
  const isAnother = name !== command && commands.some(({ spec }) => spec.name === name);
  return isAnother ? '' : words.replace(COMMAND, '');
}

/** Answers a line that is not done: what is wrong with it, and lines to copy in its place. */
export async function refuse(
  context: Context,
  { command, problem, reading, instead, ...about }: Refused,
): Promise<null> {
  const spec = typeof command === 'string' ? null : command;
  const { country } = context.settings;
  const written = instead.flatMap((one) => {
    if (typeof one === 'string') return one;
    return spec ? writeLine(spec, one, recipientParser(spec, country)) : [];
  });
  // What was typed itself would be refused again.
  const lines = written.filter((line) => plain(line) !== plain(context.words));
  const { typed = typedFor(context, spec?.name ?? String(command)) } = about;
  await answer(context, problemCard, {
    command: spec?.name ?? String(command),
    problem,
    reading,
    corrections: lines,
    leftOut: lines.map((line) => leftOut(typed, line.replace(COMMAND, ''), spec ?? NO_OPTIONS, country)),
    usage: spec ? usageOf(spec) : [],
  });
  return null;
}

const NO_OPTIONS: CommandSpec = {
  name: '',
  recipients: 'none',
  recipientKind: 'phone',
  options: {},
  text: 'optional',
};

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
    isOfMany = false,
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
    /** There are too many values to be named: /help lists them. */
    readonly isOfMany?: boolean | undefined;
  },
): Promise<null> {
  const line = (word: string) => `/${spec.name} ${before}${word}`.trimEnd();
  return refuse(context, {
    command: spec,
    problem: isOfMany
      ? { kind: 'unknown-word', typed }
      : { kind: isOpen ? 'not-one-like' : 'not-one-of', typed, values },
    reading: line(reading),
    instead: instead.map(line),
    // It says in the bot's words what was typed in others.
    typed: before + reading,
  });
}
