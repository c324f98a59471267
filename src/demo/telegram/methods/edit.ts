import { isDeepStrictEqual } from 'node:util';
import { messageObject } from '../api-objects.ts';
import { type Markup, readMarkup } from '../keyboard.ts';
import type { Methods } from '../method.ts';
import { chatMessage } from '../page-view.ts';
import { isRecord, Params } from '../params.ts';
import { ApiRefusal, badRequest } from '../refusal.ts';
import type { RichText } from '../rich-text.ts';
import type { Media, Post } from '../rooms.ts';
import type { Scene } from '../scene.ts';
import { CAPTION, readContent, TEXT } from './content.ts';
import { readMedia } from './media.ts';

/** Bot API: deleteMessage. A message can only be deleted if it was sent less than 48 hours ago. */
const DELETABLE_MS = 48 * 60 * 60 * 1000;

export const editMethods: Methods = {
  editMessageText(params, scene) {
    const content = readContent(params, TEXT);
    const markup = readMarkup(params);
    const post = ownPost(params, scene);
    if (post.media) throw badRequest('there is no text in the message to edit');
    const checked = content();
    if (checked.text === '') throw badRequest('message text is empty');
    return change(scene, post, checked, markup);
  },

  editMessageCaption(params, scene) {
    const content = readContent(params, CAPTION);
    const markup = readMarkup(params);
    const post = ownPost(params, scene);
    if (!post.media) throw badRequest('there is no caption in the message to edit');
    return change(scene, post, content(), markup);
  },

  /** Replaces a file or a picture, or a text, by a file or a picture. */
  editMessageMedia(params, scene) {
    const markup = readMarkup(params);
    const { media, caption } = readInputMedia(params, scene);
    const post = ownPost(params, scene);
    return change(scene, post, caption(), markup, media);
  },

  editMessageReplyMarkup(params, scene) {
    const markup = readMarkup(params);
    const post = ownPost(params, scene);
    return change(scene, post, post.content, markup);
  },

  deleteMessage(params, scene) {
    const room = scene.rooms.forBot(params.text('chat_id'));
    const post = room.posts.get(params.integer('message_id') ?? 0);
    if (!post || post.onlyFor !== null) throw badRequest('message to delete not found');
    const { bot } = scene.rooms;
    const own = post.author.id === bot.id;
    if (!own && room.type !== 'private' && !room.admins.includes(bot.id))
      throw badRequest("message can't be deleted");
    if (Date.now() - post.sentAt > DELETABLE_MS) throw badRequest("message can't be deleted for everyone");
    room.posts.delete(post.id);
    scene.events.emit('delete', { chat: room.id, id: post.id });
    return true;
  },
};

/** Bot API: InputMedia, of the two kinds that this server knows. Throws 400. */
function readInputMedia(params: Params, scene: Scene): { media: Media; caption: () => RichText } {
  if (!params.has('media')) throw badRequest('parameter "media" is required');
  const given = params.json('media', 'input media');
  if (!isRecord(given)) throw unparsable('expected an Object');
  const fields = new Params(given, params.uploads, params.unknownFields);
  const caption = readCaption(fields);
  const kind = fields.text('type');
  if (kind === null) throw unparsable('Can\'t find field "type"');
  if (kind !== 'document' && kind !== 'photo') throw unparsable(`type "${kind}" is unsupported`);
  const media = readMedia(fields, scene, kind, 'media');
  if (!media) throw unparsable('media not found');
  return { media, caption };
}

/** Broken markup is told as a part of the media's refusal. */
function readCaption(fields: Params): () => RichText {
  try {
    return readContent(fields, CAPTION);
  } catch (error) {
    throw error instanceof ApiRefusal ? unparsable(error.message.replace('Bad Request: can', 'Can')) : error;
  }
}

function unparsable(why: string): ApiRefusal {
  return badRequest(`can't parse InputMedia: ${why}`);
}

function ownPost(params: Params, scene: Scene): Post {
  const room = scene.rooms.forSending(params.text('chat_id'));
  const id = params.integer('message_id');
  if (!id) throw badRequest('message identifier is not specified');
  const post = room.posts.get(id);
  if (!post || post.onlyFor !== null) throw badRequest('message to edit not found');
  // A message with a reply keyboard or a forced reply is out of reach as well.
  if (post.author.id !== scene.rooms.bot.id || post.prompt) throw badRequest("message can't be edited");
  return post;
}

/** An edit without `reply_markup` takes the buttons away. */
function change(
  scene: Scene,
  post: Post,
  content: RichText,
  { keyboard }: Markup,
  media = post.media,
): unknown {
  scene.flood.count(post.room.id, Date.now());
  const same =
    isDeepStrictEqual(post.content, content) &&
    isDeepStrictEqual(post.keyboard, keyboard) &&
    post.media?.file === media?.file;
  if (same) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  post.content = content;
  post.media = media;
  post.keyboard = keyboard;
  post.editedAt = Date.now();
  post.edits += 1;
  scene.events.emit('edit', { chat: post.room.id, message: chatMessage(post) });
  return messageObject(post, scene.rooms);
}
