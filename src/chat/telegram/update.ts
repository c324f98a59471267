import type { Message, Update, User } from 'grammy/types';
import { readableName } from '../../messages/straight.ts';
import { isOnePerson } from '../../one-person.ts';

/** The author of a message, when it is one person's; an anonymous admin, a channel or a bot is nobody. */
export function authorOf(message: Message): User | null {
  const { from } = message;
  return from && !message.sender_chat && !from.is_bot && isOnePerson(from.id) ? from : null;
}

/** An administrator who writes as the group itself (Bot API: Message, sender_chat). */
export const isAnonymousAdmin = (message: Message): boolean =>
  message.sender_chat !== undefined && message.sender_chat.id === message.chat.id;

/** The words of a message, wherever Telegram puts them. */
export const wordsOf = (message: Message): string => message.text ?? message.caption ?? '';

/** An address as words may show it: how it is reached, and a slash at its end, tell no more. */
const bareAddress = (address: string): string =>
  address
    .trim()
    .replace(/^(?:https?:\/\/(?:www\.)?|www\.|mailto:)/i, '')
    .replace(/\/$/, '')
    .toLowerCase();

/** Digits that a site or an app made to be dialled. */
const NUMBER = /^[\d\s()+.\-\u00a0]{7,}$/;

/** Whether an address stands behind words that do not show it, where only whoever presses them is led to it. */
export function hidesAddress(message: Message): boolean {
  const words = wordsOf(message);
  return [...(message.entities ?? []), ...(message.caption_entities ?? [])].some((entity) => {
    if (entity.type !== 'text_link' || /^tg:/i.test(entity.url)) return false;
    const shown = words.slice(entity.offset, entity.offset + entity.length);
    return !NUMBER.test(shown) && bareAddress(shown) !== bareAddress(entity.url);
  });
}

/** What somebody sent beside words, as far as the bot has something to say about it. */
export type Attachment = 'table' | 'contacts' | 'file' | 'picture' | 'sticker' | 'voice' | 'place' | 'other';

/** A table by its name, or by the kind that Telegram was told. */
const TABLE = /\.(?:csv|tsv|xlsx?|xlsm|ods|numbers)$|\/csv$|spreadsheet|ms-excel/i;
/** Contacts of a phone or an address book, likewise. */
const CONTACTS = /\.(?:vcf|vcard)$|\/(?:x-)?vcard$/i;

/** Null: nothing but words, or a service message (something pinned, a new picture). */
export function attachmentOf(message: Message): Attachment | null {
  const { document } = message;
  // A GIF is a document too, a venue has a location (Bot API: Message).
  if (message.photo || message.video || message.animation) return 'picture';
  if (document) {
    const kind = document.file_name ?? document.mime_type ?? '';
    return TABLE.test(kind) ? 'table' : CONTACTS.test(kind) ? 'contacts' : 'file';
  }
  if (message.voice || message.audio || message.video_note) return 'voice';
  if (message.sticker || message.dice) return 'sticker';
  if (message.location) return 'place';
  const others = [message.poll, message.story, message.game, message.paid_media, message.checklist];
  return others.some(Boolean) ? 'other' : null;
}

/** What a person calls themselves. */
export const nameOf = (user: User): string =>
  readableName([user.first_name, user.last_name].filter(Boolean).join(' '));

/** The topic of a message, null outside topics. */
export const threadOf = (message: Message): number | null =>
  message.is_topic_message ? (message.message_thread_id ?? null) : null;

/** The message that a person replied to; in a topic, Telegram adds a reply to its root, which nobody made. */
export function repliedMessage(message: Message): Message | null {
  const replied = message.reply_to_message;
  if (!replied || replied.forum_topic_created || replied.message_id === threadOf(message)) return null;
  return replied;
}

/** Words that somebody or something else wrote: passed on, or made by an inline bot. */
export const isSecondHand = ({ forward_origin, via_bot }: Message): boolean =>
  forward_origin !== undefined || via_bot !== undefined;

/** Who wrote a message: the first author of one that was passed on, where Telegram names them. */
export function writerOf({ from, forward_origin }: Message): User | undefined {
  return forward_origin?.type === 'user' ? forward_origin.sender_user : from;
}

/** The updates that the bot asks Telegram for. */
export const UPDATE_KINDS = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
] as const satisfies (keyof Update)[];
