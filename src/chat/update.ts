import type { Message, Update, User } from 'grammy/types';
import { isOnePerson } from './access.ts';

/** The author of a message, when it is one person's; an anonymous admin, a channel or a bot is nobody. */
export function authorOf(message: Message): User | null {
  const { from } = message;
  return from && !message.sender_chat && !from.is_bot && isOnePerson(from.id) ? from : null;
}

/** The words of a message, wherever Telegram puts them. */
export const wordsOf = (message: Message): string => message.text ?? message.caption ?? '';

/** What a person calls themselves. */
export const nameOf = (user: User): string => [user.first_name, user.last_name].filter(Boolean).join(' ');

/** The topic of a message, null outside topics. */
export const threadOf = (message: Message): number | null =>
  message.is_topic_message ? (message.message_thread_id ?? null) : null;

/** The message that a person replied to; in a topic, Telegram adds a reply to its root, which nobody made. */
export function repliedMessage(message: Message): Message | null {
  const replied = message.reply_to_message;
  if (!replied || replied.forum_topic_created || replied.message_id === threadOf(message)) return null;
  return replied;
}

/** The updates that the bot asks Telegram for. */
export const UPDATE_KINDS = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
] as const satisfies (keyof Update)[];
