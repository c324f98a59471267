import { FormattedString } from '@grammyjs/parse-mode';

/** What Telegram makes a command of, wherever it stands: a tap sends it in the reader's name. */
const COMMAND = /(?<![\p{L}\p{M}\p{N}_/<>])\/[a-z0-9_]+(?:@\w+)?/giu;
/** It acts at once, on whatever is sent: it is typed, or chosen from the menu. */
const STOP = /^\/stop(?:@|$)/i;

/** Inside of these Telegram looks for no command. */
const CLOSED: readonly string[] = ['code', 'pre', 'text_link', 'text_mention'];

/**
 * A card's text in which no command can be tapped, since customers, programs and names may have put it there.
 * @param ownTaps those of a card that says little of others' can, but for /stop
 */
export function tapless(given: FormattedString | string, ownTaps: boolean): FormattedString | string {
  const { text, rawEntities } = given instanceof FormattedString ? given : new FormattedString(given);
  const closed = rawEntities.filter(({ type }) => CLOSED.includes(type));
  const commands = [...text.matchAll(COMMAND)]
    .filter(({ 0: command }) => !ownTaps || STOP.test(command))
    .map(({ 0: command, index: offset }) => ({ type: 'code' as const, offset, length: command.length }))
    .filter(
      ({ offset, length }) =>
        !closed.some((other) => offset < other.offset + other.length && other.offset < offset + length),
    );
  return commands.length === 0 ? given : new FormattedString(text, [...rawEntities, ...commands]);
}
