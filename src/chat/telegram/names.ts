import type { Chat, Message } from 'grammy/types';
import { readableName } from '../../messages/straight.ts';
import { nameChat, nameTopic } from '../../store/chats/chat-names.ts';
import type { Tx } from '../../store/engine/database.ts';

/** Keeps what a group is called, as every message in it says. */
export async function hearTitle(tx: Tx, chat: Chat): Promise<void> {
  const title = readableName(chat.title ?? '');
  if (title !== '') await nameChat(tx, chat.id, title);
}

/**
 * Keeps what a topic is called. A message in a topic comes as a reply to the one that made it, which says what it was
 * called then.
 */
export async function hearTopic(tx: Tx, message: Message): Promise<void> {
  const {
    chat,
    message_thread_id: threadId,
    forum_topic_created: made,
    forum_topic_edited: edited,
  } = message;
  if (threadId === undefined) return;
  const topic = { chatId: chat.id, threadId };
  const now = readableName(made?.name ?? edited?.name ?? '');
  if (now !== '') return nameTopic(tx, topic, now, 'now');
  const before = readableName(message.reply_to_message?.forum_topic_created?.name ?? '');
  if (before !== '') await nameTopic(tx, topic, before, 'before');
}
