import type { Post, User } from './rooms.ts';

/**
 * Whether the bot gets to see a message (Bot API: Privacy mode): none where it was removed, all in private chats, and in groups where it is an
 * administrator or privacy mode is off; else commands that are not for another bot, replies to itself, and service
 * messages.
 */
export function isForBot(post: Post, bot: User): boolean {
  const { room, content } = post;
  if (room.kicked) return false;
  if (room.type === 'private' || post.service || !room.privacy || room.admins.includes(bot.id)) return true;
  if (post.replyTo !== null && room.posts.get(post.replyTo)?.author.id === bot.id) return true;
  const command = content.entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (!command) return false;
  const addressee = content.text.slice(0, command.length).split('@')[1];
  return addressee === undefined || addressee.toLowerCase() === bot.username?.toLowerCase();
}
