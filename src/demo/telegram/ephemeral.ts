import { isRecord, type Params } from './params.ts';
import { badRequest } from './refusal.ts';
import type { Post, Room, Rooms } from './rooms.ts';

/** Ids by which clients know messages that one person alone sees; the Bot API has 0 and an id of their own for them. */
const FIRST_ID = 1_000_000_000;

/**
 * Who alone is to see a message (Bot API: EphemeralMessageParameters); null: everybody does. Throws 400 outside groups,
 * for somebody who is not there, and where the server does not know of it.
 */
export function readReceiver(params: Params, room: Room, rooms: Rooms): number | null {
  const given = params.json('ephemeral_message_parameters', 'ephemeral message parameters');
  if (given === undefined) return null;
  if (params.unknownFields.has('ephemeral_message_parameters'))
    throw badRequest('ephemeral messages are not supported');
  if (!isRecord(given)) throw badRequest('object expected as ephemeral message parameters');
  const { receiver_user_id: receiver } = given;
  if (typeof receiver !== 'number') throw badRequest('field "receiver_user_id" must be a valid Number');
  if (room.type === 'private') throw badRequest('ephemeral messages can be sent only in groups');
  const person = rooms.people.get(receiver);
  if (!person || person.isBot || !rooms.isMember(room, receiver)) throw badRequest('user not found');
  return receiver;
}

/** The id that a client knows such a message by, and the Bot API. */
export function ephemeralIds(room: Room): { readonly id: number; readonly ephemeralId: number } {
  const ephemeralId = [...room.posts.values()].filter(({ onlyFor }) => onlyFor !== null).length + 1;
  return { id: FIRST_ID + ephemeralId, ephemeralId };
}

/** How long one may be replied to (Bot API: ReplyParameters), ms. */
const REPLY_MS = 15_000;

/** Whether a reply to it comes in time. */
export const isOpenForReply = (post: Post, now: number): boolean => now - post.sentAt <= REPLY_MS;
