import { decline } from '../answer.ts';
import type { Context } from '../context.ts';
import { shorten } from '../show/view.ts';

/** What was typed of a number that is none is said back (UTF-16 units). */
const TYPED_LENGTH = 60;

/** Says how whose data are meant is written, and what was no number. */
export const declineUnread = (
  context: Context,
  of: 'erase' | 'export',
  typed: string,
  numbers: readonly string[],
): Promise<null> =>
  numbers.length > 0 || typed.trim() === ''
    ? decline(context, `${of}-how`)
    : decline(context, `${of}-unread`, { typed: shorten(typed.trim(), TYPED_LENGTH) });
