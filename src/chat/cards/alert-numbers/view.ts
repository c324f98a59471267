import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { formatPhone } from '../../../messages/recipient.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { findMessages } from '../../../store/orders/history.ts';
import { messagesTold } from '../../../store/watch/alerts.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { forgottenView } from '../forgotten.ts';
import { fateWords } from '../send/fate.ts';
import type { AlertNumbersBody } from './body.ts';

/** Messages that are listed; the file has the others. */
const LISTED = 30;

/** The first numbers, each with what became of its message. */
export async function alertNumbersView(
  { db, locale, settings }: ViewContext,
  _card: Card,
  { alertId }: AlertNumbersBody,
): Promise<View> {
  const ids = await messagesTold(db, alertId);
  const messages = await findMessages(db, ids.slice(0, LISTED));
  if (messages.length === 0) return forgottenView(locale);
  const lines = messages
    .toSorted((one, other) => one.id - other.id)
    .map((message) => {
      const number = FormattedString.code(formatPhone(message.recipient));
      return fmt`${number} · ${fateWords(locale, message, settings.wire)}`;
    });
  if (ids.length > LISTED) lines.push(fmt`${locale.t('and-more', { n: ids.length - LISTED })}`);
  return { as: 'text', text: FormattedString.join(lines, '\n'), buttons: [], atRest: true };
}
