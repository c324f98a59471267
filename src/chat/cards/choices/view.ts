import { FormattedString } from '@grammyjs/parse-mode';
import { type Card, findCard } from '../../../store/chats/cards.ts';
import { orderOfCard } from '../../../store/orders/orders.ts';
import type { ActionButton, Button, View, ViewContext } from '../../show/view.ts';
import { momentWords } from '../../times/when.ts';
import { buttonsIn } from '../button.ts';
import { copyableText } from '../copyable.ts';
import { readBody } from '../kind.ts';
import { sendCard } from '../send/body.ts';
import { sendView } from '../send/view.ts';
import { isOffered } from './actions.ts';
import type { ChoicesBody } from './body.ts';

const isMirrored = (button: Button): button is ActionButton =>
  'action' in button && button.action !== undefined && isOffered(button.action);

/** What nothing came of, with the buttons of the card that is meant as they are now. */
export async function choicesView(
  context: ViewContext,
  _card: Card,
  { cardId, said, times }: ChoicesBody,
): Promise<View> {
  const { db, locale, settings, now } = context;
  const above = await findCard(db, cardId);
  const body = above && readBody(sendCard, above);
  const seen = above && body ? await sendView(context, above, body) : null;
  const rows = seen?.buttons ?? [];
  const [head = ''] = (typeof seen?.text === 'string' ? seen.text : (seen?.text.rawText ?? '')).split(
    '\n',
    1,
  );
  const mirrored = rows.map((row) => row.filter(isMirrored)).filter((row) => row.length > 0);
  const button = buttonsIn(locale);
  const order = above && (await orderOfCard(db, above.id));
  const offered = order?.waiting_for == null ? [] : times;
  const at = offered.map((typed, nth) =>
    button(['at', String(nth)], 'choices-at', { when: momentWords(locale, settings.timeZone, typed, now) }),
  );
  const isOpen = mirrored.length > 0;
  return {
    as: 'text',
    text: FormattedString.join([copyableText(locale, said), isOpen ? head : locale.t('choices-over')], '\n'),
    buttons: isOpen ? [...at.map((one) => [one]), ...mirrored] : [],
    atRest: true,
    asks: isOpen,
  };
}
