import type { Card } from '../../../store/cards.ts';
import type { Reader } from '../../../store/database.ts';
import { contentOf } from '../../../store/documents.ts';
import { findFile } from '../../../store/files.ts';
import { findIncoming } from '../../../store/incoming.ts';
import { findOrder } from '../../../store/orders.ts';
import type { Locale } from '../../locale.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { betweenNumbers } from '../incoming/between.ts';
import { nothingRead } from '../incoming/unread.ts';
import type { WholeBody } from './body.ts';

/** What the text is of, in a few words, the text, and whether octets are all there is of it. */
async function original(
  db: Reader,
  { t }: Locale,
  { of, id }: WholeBody,
): Promise<{ title: string; text: string; isUnread?: boolean }> {
  if (of === 'incoming') {
    const message = await findIncoming(db, id);
    if (!message) throw new Error(`incoming message ${id} is not there`);
    return { title: betweenNumbers(message), text: message.text, isUnread: nothingRead(message) };
  }
  const order = await findOrder(db, id);
  if (!order) throw new Error(`order ${id} is not there`);
  const content = contentOf(order);
  return { title: t(`channel-${content.channel}`), text: 'text' in content ? content.text : '' };
}

/** A text as a file; that it is not kept any more, where Telegram does not have it yet. */
export async function wholeView({ db, locale }: ViewContext, card: Card, body: WholeBody): Promise<View> {
  const { title, text, isUnread = false } = await original(db, locale, body);
  const stored = await findFile(db, body.file);
  const length = locale.t('whole-text', { n: [...text].length });
  const caption = isUnread ? title : `${title} · ${length}`;
  if (!stored && card.telegram_id === null) {
    return { as: 'text', text: `${caption}\n${locale.t('whole-forgotten')}`, buttons: [], atRest: true };
  }
  const file = stored ? { id: body.file, name: stored.name } : null;
  return { as: 'file', text: caption, buttons: [], atRest: true, file };
}
