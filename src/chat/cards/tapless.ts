import { FormattedString } from '@grammyjs/parse-mode';

/** What Telegram makes a command of, wherever it stands: a tap sends it in the reader's name. */
const COMMAND = /(?<![\p{L}\p{M}\p{N}_/<>])\/[a-z0-9_]+(?:@\w+)?/giu;
/** Whom Telegram rings up, if they are in the group; what stands in an address is part of a link. */
const MENTION = /(?<![\p{L}\p{M}\p{N}_/]|:\/\/\S{0,300})@\w{3,32}(?![\p{L}\p{N}_])/gu;
/** It acts at once, on whatever is sent: it is typed, or chosen from the menu. */
const STOP = /^\/stop(?:@|$)/i;

/** Inside of these Telegram looks for neither. */
const CLOSED: readonly string[] = ['code', 'pre', 'text_link', 'text_mention'];

/**
 * A card's text in which no command can be tapped and nobody is mentioned by a username, since customers, programs and
 * names may have put it there.
 * @param ownTaps those of a card that says little of others' are left, but for /stop
 */
export function tapless(given: FormattedString | string, ownTaps: boolean): FormattedString | string {
  const { text, rawEntities } = given instanceof FormattedString ? given : new FormattedString(given);
  const closed = rawEntities.filter(({ type }) => CLOSED.includes(type));
  const pieces = [...text.matchAll(COMMAND), ...(ownTaps ? [] : text.matchAll(MENTION))]
    .filter(({ 0: piece }) => !ownTaps || STOP.test(piece))
    .map(({ 0: piece, index: offset }) => ({ type: 'code' as const, offset, length: piece.length }))
    .filter(
      ({ offset, length }) =>
        !closed.some((other) => offset < other.offset + other.length && other.offset < offset + length),
    );
  return pieces.length === 0 ? given : new FormattedString(text, [...rawEntities, ...pieces]);
}
