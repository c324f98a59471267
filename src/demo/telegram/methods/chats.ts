import { chatObject, messageObject } from '../api-objects.ts';
import type { Methods } from '../method.ts';
import { badRequest } from '../refusal.ts';
import type { Room } from '../rooms.ts';
import type { Scene } from '../scene.ts';

const ACTIONS = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
  'cancel',
]);

/** Bot API: ReactionTypeEmoji. */
const REACTIONS = new Set(
  '❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡'.split(
    ' ',
  ),
);

export const chatMethods: Methods = {
  getMe: (_params, { rooms }) => ({
    ...rooms.bot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  }),

  getChat: (params, { rooms }) => ({
    ...chatObject(rooms.forBot(params.text('chat_id')), rooms),
    accent_color_id: 0,
    max_reaction_count: 11,
  }),

  getChatMember(params, scene) {
    const room = scene.rooms.forBot(params.text('chat_id'));
    const user = params.integer('user_id') ?? 0;
    const known = scene.rooms.people.has(user) || user === scene.rooms.bot.id;
    if (!known) throw badRequest('invalid user_id specified');
    return memberObject(scene, room, user);
  },

  getChatAdministrators(params, scene) {
    const room = scene.rooms.forBot(params.text('chat_id'));
    if (room.type === 'private') throw badRequest('there are no administrators in the private chat');
    return room.admins.map((admin) => memberObject(scene, room, admin));
  },

  sendChatAction(params, { rooms, events }) {
    const room = rooms.forSending(params.text('chat_id'));
    const action = params.text('action') ?? '';
    if (!ACTIONS.has(action)) throw badRequest('wrong parameter action in request');
    events.emit('action', { chat: room.id, action });
    return true;
  },

  setMessageReaction(params, { rooms, events }) {
    const room = rooms.forSending(params.text('chat_id'));
    const post = room.posts.get(params.integer('message_id') ?? 0);
    if (!post) throw badRequest('message to react not found');
    const given = params.json('reaction') ?? [];
    if (!Array.isArray(given)) throw badRequest("can't parse reaction: expected an Array");
    if (given.length > 1) throw badRequest('REACTIONS_TOO_MANY');
    const emoji: unknown = given[0]?.emoji ?? null;
    if (given.length > 0 && (typeof emoji !== 'string' || !REACTIONS.has(emoji)))
      throw badRequest('REACTION_INVALID');
    post.reaction = typeof emoji === 'string' ? emoji : null;
    events.emit('reaction', { chat: room.id, id: post.id, emoji: post.reaction });
    return true;
  },

  pinChatMessage(params, { rooms, updates }) {
    const room = rooms.forSending(params.text('chat_id'));
    const post = room.posts.get(params.integer('message_id') ?? 0);
    if (!post) throw badRequest('message to pin not found');
    if (room.type !== 'private' && !room.admins.includes(rooms.bot.id)) {
      throw badRequest('not enough rights to manage pinned messages in the chat');
    }
    post.pinned = true;
    const notice = rooms.post(room, {
      author: rooms.bot,
      thread: post.thread,
      service: { pinned_message: messageObject(post, rooms, true) },
    });
    updates.push('message', messageObject(notice, rooms));
    return true;
  },
};

function memberObject({ rooms }: Scene, room: Room, id: number): object {
  const user = rooms.user(id);
  if (room.admins.includes(id)) {
    return {
      user,
      status: room.admins[0] === id && id !== rooms.bot.id ? 'creator' : 'administrator',
      is_anonymous: false,
    };
  }
  return { user, status: id === rooms.bot.id || rooms.isMember(room, id) ? 'member' : 'left' };
}
