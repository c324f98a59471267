import { messageObject } from '../api-objects.ts';
import { ephemeralIds, isOpenForReply, readReceiver } from '../ephemeral.ts';
import { type Markup, readMarkup } from '../keyboard.ts';
import type { Methods } from '../method.ts';
import { chatMessage } from '../page-view.ts';
import { isRecord, type Params } from '../params.ts';
import { badRequest } from '../refusal.ts';
import type { RichText } from '../rich-text.ts';
import type { Media, Post, Room } from '../rooms.ts';
import type { Scene } from '../scene.ts';
import { CAPTION, readContent, TEXT } from './content.ts';
import { readMedia } from './media.ts';

export const sendMethods: Methods = {
  sendMessage(params, scene) {
    const content = readContent(params, TEXT);
    const markup = readMarkup(params);
    if (!params.has('text')) throw badRequest('message text is empty');
    const room = scene.rooms.forSending(params.text('chat_id'));
    const checked = content();
    if (checked.text === '') throw badRequest('message text is empty');
    return send(params, scene, room, checked, markup, null);
  },
  sendDocument: (params, scene) => sendFile(params, scene, 'document'),
  sendPhoto: (params, scene) => sendFile(params, scene, 'photo'),
};

function sendFile(params: Params, scene: Scene, kind: Media['kind']): unknown {
  const content = readContent(params, CAPTION);
  const markup = readMarkup(params);
  const room = scene.rooms.forSending(params.text('chat_id'));
  const media = readMedia(params, scene, kind, kind);
  if (!media) throw badRequest(`there is no ${kind} in the request`);
  return send(params, scene, room, content(), markup, media);
}

function send(
  params: Params,
  scene: Scene,
  room: Room,
  content: RichText,
  markup: Markup,
  media: Media | null,
): unknown {
  const receiver = readReceiver(params, room, scene.rooms);
  const repliedTo = readReply(params, room, receiver);
  const thread = params.integer('message_thread_id') ?? repliedTo?.thread ?? null;
  if (thread !== null && !room.topics.has(thread)) throw badRequest('message thread not found');
  scene.flood.count(room.id, Date.now());
  const post = scene.rooms.post(room, {
    ...(receiver !== null && { onlyFor: receiver, ...ephemeralIds(room) }),
    author: scene.rooms.bot,
    content,
    media,
    silent: params.flag('disable_notification'),
    isProtected: params.flag('protect_content'),
    thread,
    replyTo: repliedTo?.id ?? null,
    keyboard: markup.keyboard,
    prompt: markup.prompt,
  });
  scene.events.emit('message', { chat: room.id, message: chatMessage(post) });
  return messageObject(post, scene.rooms);
}

/** Bot API: ReplyParameters, and the older `reply_to_message_id`. Throws 400 for a message that is not there. */
function readReply(params: Params, room: Room, receiver: number | null): Post | null {
  const given = params.json('reply_parameters', 'reply parameters');
  const inner = isRecord(given) ? given : {};
  const ephemeralId = inner.ephemeral_message_id;
  if (ephemeralId !== undefined) {
    const post = [...room.posts.values()].find((one) => one.ephemeralId === ephemeralId);
    if (post && post.author.id === receiver && isOpenForReply(post, Date.now())) return post;
    throw badRequest('message to be replied not found');
  }
  const id = Number(inner.message_id ?? params.integer('reply_to_message_id') ?? 0);
  if (!id) return null;
  const post = room.posts.get(id);
  if (post && post.onlyFor === null) return post;
  const mayLack = inner.allow_sending_without_reply === true || params.flag('allow_sending_without_reply');
  // Bot API, ReplyParameters: always False for sent ephemeral messages.
  if (mayLack && receiver === null) return null;
  throw badRequest('message to be replied not found');
}
