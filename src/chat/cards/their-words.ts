import { FormattedString } from '@grammyjs/parse-mode';

/**
 * What Telegram makes a command of, wherever it stands: a tap sends it in the reader's name, and /stop stops all at once. Of
 * `code` it makes nothing.
 */
const COMMAND = /(?<![\p{L}\p{M}\p{N}_/<>])\/[a-z0-9_]+(?:@\w+)?/giu;

/** Words of somebody who has no say here, in which no command can be tapped. */
export function theirWords(words: string): FormattedString {
  let shown = new FormattedString('');
  let at = 0;
  for (const { 0: command, index } of words.matchAll(COMMAND)) {
    shown = shown.plain(words.slice(at, index)).code(command);
    at = index + command.length;
  }
  return shown.plain(words.slice(at));
}
