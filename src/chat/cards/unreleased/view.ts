import type { Card } from '../../../store/chats/cards.ts';
import { contentOf } from '../../../store/orders/documents.ts';
import { findOrder } from '../../../store/orders/orders.ts';
import { CHANNEL } from '../../../store/tables/coded.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { dateWords } from '../../times/when.ts';
import { buttonsIn } from '../button.ts';
import type { UnreleasedBody } from './body.ts';
import { unreleasedWords } from './words.ts';

/** UTF-16 units of a text. */
const TEXT_LENGTH = 500;

/** What did not go and why, with what can be done about it until that is done here or on its own card. */
export async function unreleasedView(
  context: ViewContext,
  _card: Card,
  { orderId, name }: UnreleasedBody,
): Promise<View> {
  const { db, locale, settings, now } = context;
  const button = buttonsIn(locale);
  const order = await findOrder(db, orderId);
  const said = await unreleasedWords(context, order?.card_id ?? null);
  const isOpen = order?.waiting_for === 'right';
  const content = order && order.forgotten_at === null ? contentOf(order) : null;
  return {
    as: 'text',
    text: [
      locale.t(`unreleased-${said.why}`, {
        ...said.args,
        name,
        when: dateWords(locale, settings.timeZone, order?.send_at ?? now, now),
        what: order ? locale.t(`channel-${CHANNEL.name(order.channel)}`) : '',
        recipients: locale.t('recipients', { n: order?.total ?? 0 }),
      }),
      ...(content && 'text' in content
        ? [locale.t('quoted', { words: shorten(content.text, TEXT_LENGTH) })]
        : []),
      ...(isOpen ? [] : [locale.t('unreleased-over')]),
    ].join('\n'),
    buttons: isOpen ? [[button(['send', 'right'], 'send-now'), button('cancel')]] : [],
    atRest: true,
    asks: isOpen,
  };
}
