import { FormattedString } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { mention } from '../mention.ts';
import { nameById } from '../presser.ts';
import { seenAddress, sightOf } from '../sight.ts';
import type { OnAgainBody } from './body.ts';

/** Says so to whoever asked, by their name, so that it rings in a group that is muted too. */
export async function onAgainView(context: ViewContext, card: Card, body: OnAgainBody): Promise<View> {
  const { db, locale, now } = context;
  const number = seenAddress(
    sightOf(context, card, { chat_id: card.chat_id, campaign: null }, body.names),
    body.to,
  );
  const words = locale.t('on-again', { number, time: locale.minute(body.at, now) });
  const name = await nameById(db, body.askerId);
  const isGroup = card.chat_id < 0;
  return {
    as: 'text',
    text: isGroup ? FormattedString.join([mention(name, body.askerId), words], ', ') : words,
    buttons: [],
    atRest: true,
  };
}
