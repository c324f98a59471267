import type { Card } from '../../../store/cards.ts';
import { findIncoming } from '../../../store/incoming.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { betweenNumbers } from './between.ts';
import type { IncomingBody } from './body.ts';

/** Of a text that is longer than a Telegram message the beginning is shown (UTF-16 units). */
const SHOWN = 3000;
/** Parts that never came are named up to here (UTF-16 units). */
const PARTS_LENGTH = 500;

/** "2, 3, 5–7" */
function ranges(numbers: readonly number[]): string {
  const found: [first: number, last: number][] = [];
  for (const number of numbers) {
    const open = found.at(-1);
    if (open && number === open[1] + 1) open[1] = number;
    else found.push([number, number]);
  }
  return found
    .map(([first, last]) => {
      if (first === last) return first;
      return last === first + 1 ? `${first}, ${last}` : `${first}–${last}`;
    })
    .join(', ');
}

/** What a subscriber wrote, to which of the account's numbers, and when. */
export async function incomingView(
  { db, locale, now }: ViewContext,
  _card: Card,
  { incomingId }: IncomingBody,
): Promise<View> {
  const message = await findIncoming(db, incomingId);
  if (!message) throw new Error(`incoming message ${incomingId} is not there`);
  const { text, missing, receivedAt } = message;
  const lines = [`${betweenNumbers(message)}: “${shorten(text, SHOWN)}”`, locale.time(receivedAt, now)];
  if (missing.length > 0) {
    const parts = shorten(ranges(missing), PARTS_LENGTH);
    lines.push(locale.t('incoming-missing', { n: missing.length, parts }));
  }
  const buttons = text.length > SHOWN ? [[buttonsIn(locale)('whole')]] : [];
  return { as: 'text', text: lines.join('\n'), buttons, atRest: true };
}
