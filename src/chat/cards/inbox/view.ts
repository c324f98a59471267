import type { Card } from '../../../store/cards.ts';
import { findPerson, type Inbox, inboxes } from '../../../store/people.ts';
import type { View, ViewContext } from '../../show/view.ts';

/** Places that are named; the rest is counted. */
const NAMED = 10;

async function placeName({ db, locale }: ViewContext, place: Inbox, here: Card): Promise<string> {
  const { chat_id: id, thread_id: thread } = place;
  if (id > 0) return locale.t('inbox-private', { name: (await findPerson(db, id))?.name || String(id) });
  if (id === here.chat_id) {
    return thread === 0
      ? locale.t('inbox-this-chat')
      : locale.t('inbox-this-topic', { thread: String(thread) });
  }
  return thread === 0
    ? locale.t('inbox-group', { id: String(id) })
    : locale.t('inbox-topic', { id: String(id), thread: String(thread) });
}

/** Whether incoming SMS are shown in this chat or topic, and where else. */
export async function inboxView(context: ViewContext, card: Card): Promise<View> {
  const { db, locale } = context;
  const places = await inboxes(db);
  const isHere = (place: Inbox) =>
    place.chat_id === card.chat_id && place.thread_id === (card.thread_id ?? 0);
  const on = places.some(isHere);
  const others = places.filter((place) => !isHere(place));
  const lines = [locale.t(on ? 'inbox-on' : 'inbox-off')];
  if (others.length > 0) {
    const names = await Promise.all(others.slice(0, NAMED).map((place) => placeName(context, place, card)));
    const more = others.length > NAMED ? ` ${locale.t('and-more', { n: others.length - NAMED })}` : '';
    lines.push(locale.t('inbox-elsewhere', { places: names.join(', ') + more }));
  } else if (!on) {
    lines.push(locale.t('inbox-owners'));
  }
  const arg = on ? 'off' : 'on';
  return {
    as: 'text',
    text: lines.join('\n'),
    buttons: [[{ action: 'inbox', arg, label: locale.t(`button-inbox-${arg}`) }]],
    atRest: true,
  };
}
