import { FormattedString } from '@grammyjs/parse-mode';
import type { Arguments } from '../locale.ts';
import type { ViewContext } from '../show/view.ts';

/** Stands where the time goes while a text is filled in. */
const PLACE = '\u{F0000}';

/**
 * A text of the locale files with `$time` in it: a time (ms) that tells by itself how long it still is, where the
 * reader's Telegram knows how to (Bot API, date-time entity formatting), so that the card need not be edited. Elsewhere
 * it is the hour.
 */
export function liveText(
  { locale, now }: Pick<ViewContext, 'locale' | 'now'>,
  id: string,
  at: number,
  args: Arguments = {},
): FormattedString {
  const [before = '', after = ''] = locale.t(id, { ...args, time: PLACE }).split(PLACE);
  const time = FormattedString.time(locale.time(at, now), Math.ceil(at / 1000), 'r');
  return FormattedString.join([before, time, after]);
}
