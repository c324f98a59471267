import { imageSize } from './images.ts';
import type { Media, Post, Room, Rooms } from './rooms.ts';

/** An object of the Bot API, ready for JSON. */
export type ApiObject = Record<string, unknown>;

/** Bot API: Chat. */
export function chatObject(room: Room, rooms: Rooms): ApiObject {
  if (room.person !== null)
    return { id: room.id, type: 'private', first_name: rooms.person(room.person).name };
  return { id: room.id, type: room.type, title: room.title, ...(room.topics.size > 0 && { is_forum: true }) };
}

/** Bot API: Message. The message replied to is inside, but not the one that it replied to in turn. */
export function messageObject(post: Post, rooms: Rooms, nested = false): ApiObject {
  const { room, content, media } = post;
  const inTopic = post.thread !== null;
  // In a topic, what replies to nothing else replies to the message that opened it.
  const repliedTo = room.posts.get(post.replyTo ?? post.thread ?? -1);
  const text = media ? 'caption' : 'text';
  return {
    message_id: post.ephemeralId === null ? post.id : 0,
    ...(post.ephemeralId !== null && {
      ephemeral_message_id: post.ephemeralId,
      receiver_user: rooms.user(post.onlyFor ?? rooms.bot.id),
    }),
    from: post.author,
    ...(post.senderChat !== null && { sender_chat: senderChatObject(post.senderChat, room, rooms) }),
    chat: chatObject(room, rooms),
    date: seconds(post.sentAt),
    ...(post.editedAt !== null && { edit_date: seconds(post.editedAt) }),
    ...(inTopic && { message_thread_id: post.thread, is_topic_message: true }),
    ...(post.forwardFrom && {
      forward_origin: { type: 'user', sender_user: post.forwardFrom, date: seconds(post.sentAt) },
    }),
    ...(!nested &&
      repliedTo &&
      repliedTo !== post && { reply_to_message: messageObject(repliedTo, rooms, true) }),
    ...(post.isProtected && { has_protected_content: true }),
    ...(media && mediaObject(media)),
    ...(post.contact && {
      contact: { phone_number: post.contact.phone, first_name: post.contact.firstName },
    }),
    ...(content.text !== '' && { [text]: content.text }),
    ...(content.entities.length > 0 && { [media ? 'caption_entities' : 'entities']: content.entities }),
    ...(post.keyboard && { reply_markup: { inline_keyboard: post.keyboard } }),
    ...post.service,
  };
}

function senderChatObject(id: number, room: Room, rooms: Rooms): ApiObject {
  return id === room.id ? chatObject(room, rooms) : { id, type: 'channel', title: `Channel ${id}` };
}

function mediaObject({ kind, file }: Media): ApiObject {
  const common = { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.bytes.length };
  if (kind === 'photo') return { photo: [{ ...common, ...imageSize(file.bytes) }] };
  return { document: { file_name: file.name, mime_type: file.mimeType, ...common } };
}

/** The Bot API's times are in seconds. */
export function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
