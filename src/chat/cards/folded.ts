import { FormattedString } from '@grammyjs/parse-mode';

/** A line longer than this (UTF-16 units) takes more of a chat than it tells at a glance. */
const FOLDED_FROM = 300;

/** A long line as a quote of which three lines are shown until it is opened (Bot API: expandable_blockquote). */
export const folded = (line: string): FormattedString | string =>
  line.length > FOLDED_FROM ? FormattedString.expandableBlockquote(line) : line;
