import type { Provider } from '../messages/provider.ts';
import type { Values } from './book/wording.ts';
import type { Context, KnownCommand } from './context.ts';
import type { Arguments, BadRecipient } from './grammar.ts';
import type { Did } from './record.ts';
import type { SentDocument } from './telegram/document.ts';

/** What was typed behind a command's name, read. */
export interface CommandLine extends Arguments {
  /** The line as it was understood, to be copied. */
  readonly reading: string;
  /** Recipients that are none: reported, not sent to. */
  readonly bad: readonly BadRecipient[];
  /** What stood behind the command's name, as it was typed. */
  readonly rest: string;
  /** What fills the `{…}` of its text beside what is known of its recipients; null: they are left as they are. */
  readonly values: Values | null;
}

/** A slash-command: one file in commands/ and one line in its index. Its words are in the locale files. */
export interface Command extends KnownCommand {
  /** Returns what came of it for the record; null when it was refused or not understood. */
  run(context: Context, line: CommandLine): Promise<Did | null>;
  /** Does it to the numbers in a table, where its line, `rest`, names nobody. */
  readTable?(context: Context, table: SentDocument, rest: string): Promise<Did | null>;
  /** What it is at this provider, null where it is not there; the same everywhere when left out. */
  at?(provider: Provider): Command | null;
}

/** Those commands that there are at this provider. */
export const commandsAt = (commands: readonly Command[], provider: Provider): Command[] =>
  commands.flatMap((command) => (command.at ? (command.at(provider) ?? []) : command));
