import type { Card } from '../../../store/chats/cards.ts';
import { findFile } from '../../../store/chats/files.ts';
import type { Reader } from '../../../store/engine/database.ts';
import { contentOf } from '../../../store/orders/documents.ts';
import { findOrder } from '../../../store/orders/orders.ts';
import { findIncoming } from '../../../store/talks/incoming.ts';
import type { Locale } from '../../locale.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { forgottenView } from '../forgotten.ts';
import { betweenNumbers } from '../incoming/between.ts';
import { nothingRead } from '../incoming/unread.ts';
import type { WholeBody } from './body.ts';

/** What the text is of, in a few words, the text (null: it is not kept any more), and whether octets are all of it. */
interface Original {
  readonly title: string;
  readonly text: string | null;
  readonly isUnread?: boolean;
}

/** Null: nothing of it is kept any more. */
async function original(db: Reader, { t }: Locale, { of, id }: WholeBody): Promise<Original | null> {
  if (of === 'incoming') {
    const message = await findIncoming(db, id);
    if (!message) return null;
    const { text, forgottenAt } = message;
    const title = betweenNumbers(message);
    return { title, text: forgottenAt === null ? text : null, isUnread: nothingRead(message) };
  }
  const order = await findOrder(db, id);
  if (!order) return null;
  const content = contentOf(order);
  const text = 'text' in content ? content.text : '';
  return { title: t(`channel-${content.channel}`), text: order.forgotten_at === null ? text : null };
}

/** A text as a file; that it is not kept any more, where Telegram does not have it yet. */
export async function wholeView({ db, locale }: ViewContext, card: Card, body: WholeBody): Promise<View> {
  const found = await original(db, locale, body);
  if (!found) return forgottenView(locale);
  const { title, text, isUnread = false } = found;
  const stored = await findFile(db, body.file);
  const { messages = 1 } = body;
  const whole =
    messages > 1 ? (['whole-texts', messages] as const) : (['whole-text', [...(text ?? '')].length] as const);
  const length = locale.t(text === null ? 'text-forgotten' : whole[0], { n: whole[1] });
  const caption = isUnread && messages === 1 ? title : `${title} · ${length}`;
  if (!stored && card.telegram_id === null) {
    const lines = text === null ? [caption] : [caption, locale.t('whole-forgotten')];
    return { as: 'text', text: lines.join('\n'), buttons: [], atRest: true };
  }
  const file = stored ? { id: body.file, name: stored.name } : null;
  return { as: 'file', text: caption, buttons: [], atRest: true, file };
}
