import { FormattedString } from '@grammyjs/parse-mode';
import type { Arguments, Locale } from '../locale.ts';

/** Stands for a backtick that somebody typed. */
const TYPED = '\u{F0001}';

/** What somebody typed, as an argument of {@link copyableText}. */
export const typedArgument = (words: string): string => words.replaceAll('`', TYPED);

/**
 * A text of the locale files in which what stands between backticks is copied by a tap. A tap on a command would send
 * it alone, without what stands behind it.
 */
export function copyableText({ t }: Pick<Locale, 't'>, id: string, args?: Arguments): FormattedString {
  const pieces = t(id, args)
    .split('`')
    .map((piece) => piece.replaceAll(TYPED, '`'));
  return FormattedString.join(pieces.map((piece, n) => (n % 2 === 1 ? FormattedString.code(piece) : piece)));
}
