import { formatPhone } from '../../../messages/recipient.ts';
import type { Card } from '../../../store/cards.ts';
import { findIncoming } from '../../../store/incoming.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import type { IncomingBody } from './body.ts';

/** Of a text that is longer than a Telegram message the beginning is shown (UTF-16 units). */
const SHOWN = 3500;

/** What a subscriber wrote, to which of the account's numbers, and when. */
export async function incomingView(
  { db, locale, now }: ViewContext,
  _card: Card,
  { incomingId }: IncomingBody,
): Promise<View> {
  const message = await findIncoming(db, incomingId);
  if (!message) throw new Error(`incoming message ${incomingId} is not there`);
  const { sender, recipient, text, missing, receivedAt } = message;
  const lines = [
    `✉️ ${formatPhone(sender)} → ${formatPhone(recipient)}: “${shorten(text, SHOWN)}”`,
    locale.time(receivedAt, now),
  ];
  if (missing.length > 0) {
    lines.push(locale.t('incoming-missing', { n: missing.length, parts: missing.join(', ') }));
  }
  return { as: 'text', text: lines.join('\n'), buttons: [], atRest: true };
}
