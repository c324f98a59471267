import { formatPhone } from '../../../messages/recipient.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { may, roleOf } from '../../people/access.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { listed } from '../words.ts';
import { actions } from './actions.ts';
import { MOST, type NumberBody, OFFERS } from './body.ts';

/** Numbers that are named; the rest is counted. */
const NAMED = 5;

/** Asks what to do with numbers, out of what the person who sent them may. */
export async function numberView(
  { db, settings, locale }: ViewContext,
  card: Card,
  { numbers, isFull, isAmid, done }: NumberBody,
): Promise<View> {
  const role = card.person_id === null ? null : await roleOf(db, settings.ownerIds, card.person_id);
  const button = buttonsIn(locale);
  // There may be thousands, and it takes a while to group the digits of one.
  const list = listed(
    locale,
    numbers.map((number, index) => (index < NAMED ? formatPhone(number) : number)),
    NAMED,
  );
  const { channels } = settings.wire;
  const offers = OFFERS.filter(
    (offer) => channels.includes(offer) && !done.includes(offer) && may(role, actions[offer].role),
  );
  return {
    as: 'text',
    text: [
      locale.t('number-offer', { n: numbers.length, list }),
      ...(isAmid ? [locale.t('number-amid')] : []),
      ...(isFull ? [locale.t('number-full', { most: MOST })] : []),
    ].join('\n'),
    buttons: [offers.map((offer) => button(offer))],
    atRest: true,
  };
}
