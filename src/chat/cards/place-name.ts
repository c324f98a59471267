import { namesOf } from '../../store/chats/chat-names.ts';
import type { ViewContext } from '../show/view.ts';
import { nameById } from './presser.ts';

/** "in Olga's private chat", "in “Alerts”, topic “SMS”"; by its id where a name is not known. */
export async function placeName(
  { db, locale }: Pick<ViewContext, 'db' | 'locale'>,
  { chatId, threadId }: { readonly chatId: number; readonly threadId: number },
): Promise<string> {
  if (chatId > 0) return locale.t('place-private', { name: await nameById(db, chatId) });
  const { title, topic } = await namesOf(db, chatId, threadId);
  const group = locale.t('quoted', { words: title ?? String(chatId) });
  return threadId === 0
    ? locale.t('place-group', { group })
    : locale.t('place-topic', { group, topic: topicName(locale, threadId, topic) });
}

/** A topic by its name, else by its number. */
export const topicName = (locale: ViewContext['locale'], threadId: number, name: string | null): string =>
  name === null ? String(threadId) : locale.t('quoted', { words: name });
