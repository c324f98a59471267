import { chatObject, messageObject } from './api-objects.ts';
import { ephemeralIds } from './ephemeral.ts';
import { findEntities } from './found-entities.ts';
import type { Button } from './inline-buttons.ts';
import { chatMessage } from './page-view.ts';
import { isForBot } from './privacy.ts';
import { ActionRefused } from './refusal.ts';
import { type RichText, settle } from './rich-text.ts';
import type { Post, Room } from './rooms.ts';
import type { Scene } from './scene.ts';
import type { Writing } from './types.ts';

/** What a client lets a person type at once; longer texts are sent as several messages. */
const TEXT_MAX = 4096;
const CAPTION_MAX = 1024;

/** Somebody writes; the bot hears of it unless privacy mode keeps it away. Throws ActionRefused. */
export function write(scene: Scene, chatId: number, writing: Writing): { id: number } {
  const { rooms, files } = scene;
  const room = roomFor(scene, chatId, writing.from);
  const { file, contact, thread, replyTo } = writing;
  if (replyTo !== undefined) postOf(room, replyTo, writing.from);
  if (thread !== undefined && !room.topics.has(thread))
    throw new ActionRefused('no-such-topic', String(thread));
  if (room.blocked) throw new ActionRefused('bot-is-blocked', String(writing.from));
  const texts = file || contact ? [writing.text ?? ''] : cutAsClientsDo(writing.text ?? '');
  if (file && (writing.text ?? '').length > CAPTION_MAX) throw new ActionRefused('too-long', 'caption');
  const contents = texts.map(readTyped);
  if (!file && !contact && contents.every(({ text }) => text === ''))
    throw new ActionRefused('empty', 'text');
  const senderChat = writing.senderChat === true ? room.id : (writing.senderChat ?? null);
  const forwardFrom = writing.forwardFrom === undefined ? null : rooms.user(writing.forwardFrom);
  const author = senderChat === null ? rooms.user(writing.from) : rooms.authorFor(room, senderChat);
  room.started = true;
  // What replies to a message that one person alone sees is seen by them and the bot alone (Bot API: ReplyParameters).
  const isAside = replyTo !== undefined && room.posts.get(replyTo)?.onlyFor !== null;
  const posts = contents.map((content) =>
    rooms.post(room, {
      ...(isAside && { onlyFor: rooms.bot.id, ...ephemeralIds(room) }),
      author,
      senderChat,
      forwardFrom,
      content,
      contact: contact ?? null,
      thread: thread ?? (replyTo === undefined ? null : (room.posts.get(replyTo)?.thread ?? null)),
      replyTo: replyTo ?? null,
      media: file
        ? {
            kind: 'document' as const,
            file: files.add(
              'document',
              file.name,
              file.mimeType ?? 'application/octet-stream',
              Buffer.from(file.bytes),
            ),
          }
        : null,
    }),
  );
  for (const post of posts) {
    if (isForBot(post, rooms.bot)) scene.updates.push('message', messageObject(post, rooms));
    scene.events.emit('message', { chat: room.id, message: chatMessage(post) });
  }
  return { id: posts[0]?.id ?? 0 };
}

/** A person edits an own message. Throws ActionRefused. */
export function edit(
  scene: Scene,
  chatId: number,
  messageId: number,
  change: { from: number; text: string },
): void {
  const room = roomFor(scene, chatId, change.from);
  const post = postOf(room, messageId, change.from);
  if (post.author.id !== change.from) throw new ActionRefused('not-yours', String(messageId));
  const content = readTyped(change.text);
  if (content.text === '' && !post.media) throw new ActionRefused('empty', 'text');
  if (content.text.length > (post.media ? CAPTION_MAX : TEXT_MAX))
    throw new ActionRefused('too-long', 'text');
  post.content = content;
  post.editedAt = Date.now();
  post.edits += 1;
  if (isForBot(post, scene.rooms.bot)) scene.updates.push('edited_message', messageObject(post, scene.rooms));
  scene.events.emit('edit', { chat: room.id, message: chatMessage(post) });
}

/** A person presses a button of a message; resolves with the toast. Throws ActionRefused. */
export async function press(
  scene: Scene,
  chatId: number,
  messageId: number,
  by: { from: number; button: string },
): Promise<{ answer: string | null }> {
  const room = roomFor(scene, chatId, by.from);
  const post = postOf(room, messageId, by.from);
  const buttons = (post.keyboard ?? []).flat();
  const button =
    buttons.find(({ callback_data }) => callback_data === by.button) ??
    buttons.find(({ text, callback_data }) => callback_data !== undefined && text === by.button);
  if (!button) throw refusedPress(buttons, by.button);
  const { id, answer } = scene.queries.open({ chat: room.id, message: post.id, person: by.from });
  scene.updates.push('callback_query', {
    id,
    from: scene.rooms.user(by.from),
    message: messageObject(post, scene.rooms),
    chat_instance: String(room.id),
    data: button.callback_data,
  });
  return { answer: await answer };
}

/** A button that copies or opens something does so in the client; the bot never hears of it. */
function refusedPress(buttons: readonly Button[], pressed: string): ActionRefused {
  const own = buttons.find(({ text }) => text === pressed);
  if (own?.copy_text) return new ActionRefused('button-only-copies', own.copy_text.text);
  if (own?.url) return new ActionRefused('button-only-opens', own.url);
  return new ActionRefused('no-such-button', pressed);
}

/** The person presses Start, which also unblocks the bot. Throws ActionRefused. */
export function start(scene: Scene, personId: number): { id: number } {
  const room = scene.rooms.privateWith(personId);
  if (room.blocked) {
    room.blocked = false;
    pushMembership(scene, room, personId, { status: 'kicked' }, { status: 'member' });
  }
  return write(scene, room.id, { from: personId, text: '/start' });
}

/** The person blocks the bot. Throws ActionRefused. */
export function block(scene: Scene, personId: number): void {
  const room = scene.rooms.privateWith(personId);
  if (room.blocked) return;
  room.blocked = true;
  pushMembership(scene, room, personId, { status: 'member' }, { status: 'kicked' });
}

/** A member removes the bot from the group. Throws ActionRefused. */
export function kick(scene: Scene, chatId: number, by: number): void {
  const room = groupFor(scene, chatId, by);
  if (room.kicked) return;
  room.kicked = true;
  pushMembership(scene, room, by, { status: 'member' }, { status: 'kicked' });
}

/** A member adds the bot to the group again. Throws ActionRefused. */
export function add(scene: Scene, chatId: number, by: number): void {
  const room = groupFor(scene, chatId, by);
  if (!room.kicked) return;
  room.kicked = false;
  pushMembership(scene, room, by, { status: 'kicked' }, { status: 'member' });
}

function groupFor(scene: Scene, chatId: number, by: number): Room {
  const room = roomFor(scene, chatId, by);
  if (room.type === 'private') throw new ActionRefused('not-a-group', String(chatId));
  return room;
}

/** Takes the bot's right to write in a group, or gives it back. Throws ActionRefused. */
export function silence(scene: Scene, chatId: number, silent: boolean): void {
  const room = scene.rooms.forPerson(chatId);
  if (room.type !== 'supergroup') throw new ActionRefused('not-a-group', String(chatId));
  if (room.silenced === silent) return;
  room.silenced = silent;
  const free = { status: 'member' };
  const restricted = { status: 'restricted', is_member: true, can_send_messages: false, until_date: 0 };
  const by = room.admins[0] ?? room.members?.[0] ?? scene.rooms.bot.id;
  pushMembership(scene, room, by, silent ? free : restricted, silent ? restricted : free);
}

function pushMembership(scene: Scene, room: Room, personId: number, before: object, after: object): void {
  const { bot } = scene.rooms;
  scene.updates.push('my_chat_member', {
    chat: chatObject(room, scene.rooms),
    from: scene.rooms.user(personId),
    date: Math.floor(Date.now() / 1000),
    old_chat_member: { user: bot, ...before },
    new_chat_member: { user: bot, ...after },
  });
}

/** The group becomes a supergroup: a service message on either side says so. Throws ActionRefused. */
export function migrate(scene: Scene, chatId: number): number {
  const { rooms, updates } = scene;
  const room = rooms.forPerson(chatId);
  if (room.type !== 'group' || room.migratedTo !== null)
    throw new ActionRefused('not-a-group', String(chatId));
  const author = rooms.user(room.admins[0] ?? room.members?.[0] ?? rooms.bot.id);
  const successor = rooms.upgrade(room);
  const left = rooms.post(room, { author, service: { migrate_to_chat_id: successor.id } });
  const arrived = rooms.post(successor, { author, service: { migrate_from_chat_id: room.id } });
  updates.push('message', messageObject(left, rooms));
  updates.push('message', messageObject(arrived, rooms));
  return successor.id;
}

/** Deletes a topic with its messages. Throws ActionRefused. */
export function deleteTopic(scene: Scene, chatId: number, thread: number): void {
  const room = scene.rooms.forPerson(chatId);
  if (!room.topics.delete(thread)) throw new ActionRefused('no-such-topic', String(thread));
  for (const post of [...room.posts.values()].filter((post) => post.thread === thread)) {
    room.posts.delete(post.id);
    if (!post.service) scene.events.emit('delete', { chat: room.id, id: post.id });
  }
}

function roomFor(scene: Scene, chatId: number, personId: number): Room {
  scene.rooms.person(personId);
  const room = scene.rooms.forPerson(chatId);
  if (room.migratedTo !== null)
    throw new ActionRefused('no-such-chat', `${chatId} is now ${room.migratedTo}`);
  if (!scene.rooms.isMember(room, personId))
    throw new ActionRefused('not-a-member', `${personId} in ${chatId}`);
  return room;
}

/** A message, where this person sees it. Throws ActionRefused. */
function postOf(room: Room, id: number, person: number): Post {
  const post = room.posts.get(id);
  const isSeen = post?.onlyFor === null || post?.onlyFor === person || post?.author.id === person;
  if (!post || !isSeen) throw new ActionRefused('no-such-message', String(id));
  return post;
}

function readTyped(text: string): RichText {
  const settled = settle({ text, entities: [] });
  return { text: settled.text, entities: findEntities(settled.text, []) };
}

/** Cuts at the last line break or space that fits, never inside a surrogate pair. */
function cutAsClientsDo(text: string): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > TEXT_MAX) {
    const head = rest.slice(0, TEXT_MAX);
    const gap = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '));
    const end = gap > 0 ? gap : /[\ud800-\udbff]$/.test(head) ? TEXT_MAX - 1 : TEXT_MAX;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...parts, rest];
}
