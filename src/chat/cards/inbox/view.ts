import type { Card } from '../../../store/chats/cards.ts';
import { namesOf } from '../../../store/chats/chat-names.ts';
import { lastSenders } from '../../../store/talks/conversations.ts';
import { type Inbox, inboxes } from '../../../store/talks/inboxes.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { shownInboxes } from '../../talks/inboxes.ts';
import { placeName, topicName } from '../place-name.ts';

/** Places that are named; the rest is counted. */
const NAMED = 10;

async function nameOf(context: ViewContext, place: Inbox, here: Card): Promise<string> {
  const { db, locale } = context;
  const { chat_id: chatId, thread_id: threadId } = place;
  const name = async () => {
    if (chatId > 0 || chatId !== here.chat_id) return placeName(context, { chatId, threadId });
    if (threadId === 0) return locale.t('place-this-chat');
    const { topic } = await namesOf(db, chatId, threadId);
    return locale.t('place-this-topic', { topic: topicName(locale, threadId, topic) });
  };
  return place.suspended_at === null ? name() : locale.t('inbox-paused', { place: await name() });
}

/** Senders that are named. */
const SENDERS = 3;

/** An SMS from a name cannot be answered: only a number, or none of which the provider decides, can be written to. */
const isName = (sender: string): boolean => sender !== '' && !/^\d+$/.test(sender);

/** Why answers may not come: SMS go from a name, by default or of late. */
async function unanswerable({ db, locale, settings }: ViewContext): Promise<string[]> {
  const { sender } = settings.wire;
  if (isName(sender)) return [locale.t('inbox-from-name', { sender })];
  const used = (await lastSenders(db)).filter(isName).slice(0, SENDERS);
  return used.length === 0 ? [] : [locale.t('inbox-from-names', { senders: used.join(', ') })];
}

/** Whether incoming SMS are shown in this chat or topic, and where else. */
export async function inboxView(context: ViewContext, card: Card): Promise<View> {
  const { db, locale, settings } = context;
  const all = await inboxes(db);
  const isHere = (place: Inbox) =>
    place.chat_id === card.chat_id && place.thread_id === (card.thread_id ?? 0);
  const on = all.some((place) => isHere(place) && place.suspended_at === null);
  const others = all.filter((place) => !isHere(place));
  const lines = [locale.t(on ? 'inbox-on' : 'inbox-off')];
  if (others.length > 0) {
    const names = await Promise.all(others.slice(0, NAMED).map((place) => nameOf(context, place, card)));
    const more = others.length > NAMED ? ` ${locale.t('and-more', { n: others.length - NAMED })}` : '';
    lines.push(locale.t('inbox-elsewhere', { places: names.join('; ') + more }));
  }
  const { places, isConfirmed } = await shownInboxes(db, settings.ownerIds);
  if (!isConfirmed) lines.push(locale.t(places.length === 0 ? 'inbox-owners' : 'inbox-owners-besides'));
  lines.push(...(await unanswerable(context)));
  const arg = on ? 'off' : 'on';
  return {
    as: 'text',
    text: lines.join('\n'),
    buttons: [[{ action: 'inbox', arg, label: locale.t(`button-inbox-${arg}`) }]],
    atRest: true,
  };
}
