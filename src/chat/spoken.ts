import type { Command } from './command.ts';
import type { KnownCommand } from './context.ts';
import { plainView } from './grammar/glyphs.ts';
import { asTyped } from './keyboard.ts';
import { LANGUAGES, localeFor, wordsIn } from './locale.ts';

/** What is called by the name of a command. */
interface Named {
  readonly spec: Pick<Command['spec'], 'name'>;
}

/** An order that was typed as one, and is none: without a slash, in another alphabet, on the wrong keyboard. */
export interface Spoken<Known extends Named = Command> {
  readonly command: Known;
  /** What stood in the command's place. */
  readonly typed: string;
  readonly rest: string;
  /** Something stands in the slash's place: a slash, or the key that is one on another keyboard. */
  readonly isMarked: boolean;
}

const ORDER = /^ *([/.\\|]?) *([^\s\d:+@/.\\|(?!,]+)(?:[:.?!,]+(?=\s|$))?(?=$|[\s\d:+(])/u;

const WORD = /^ *\S+/u;

/** Knows a command by its name, and by what it is called in each language. */
export function createEar<Known extends Named>(
  commands: readonly Known[],
): (words: string) => Spoken<Known> | null {
  const byWord = new Map<string, Known>();
  for (const command of commands) {
    const id = `spoken-${command.spec.name}`;
    const called = LANGUAGES.filter((language) => localeFor(language, 'UTC').has(id));
    const names = [command.spec.name, ...called.flatMap((language) => wordsIn(language, id))];
    for (const name of names) if (!byWord.has(name)) byWord.set(name, command);
  }
  const called = (word: string): Known | undefined =>
    asTyped(word.toLowerCase())
      .map((one) => byWord.get(one))
      .find(Boolean);
  return (words) => {
    const match = ORDER.exec(plainView(words));
    const [whole = '', mark = '', word = ''] = match ?? [];
    const command = called(word);
    if (!command) {
      // Some letters of other keyboards are marks on this one.
      const typed = WORD.exec(words)?.[0] ?? '';
      const retyped = called(typed.trim());
      return retyped
        ? { command: retyped, typed: typed.trim(), rest: words.slice(typed.length), isMarked: false }
        : null;
    }
    const [glued = ''] = /^[\d+(]\S*/.exec(words.slice(whole.length)) ?? [];
    return {
      command,
      typed: (words.slice(0, whole.length) + glued).trim(),
      rest: words.slice(whole.length).replace(/^\s*:/, ''),
      isMarked: mark !== '',
    };
  };
}

/** Made once: the commands stay the same. */
const ears = new WeakMap<readonly KnownCommand[], (words: string) => Spoken<KnownCommand> | null>();

/** What words are an order of, but for the slash. */
export function hearCommand(commands: readonly KnownCommand[], words: string): Spoken<KnownCommand> | null {
  const ear = ears.get(commands) ?? createEar(commands);
  ears.set(commands, ear);
  return ear(words.trim().replace(/[.!?…]+$/u, ''));
}

/** Whether words are nothing but a command's name, and the marks behind it. */
export const isCommandName = (commands: readonly KnownCommand[], words: string): boolean =>
  hearCommand(commands, words)?.rest.trim() === '';
