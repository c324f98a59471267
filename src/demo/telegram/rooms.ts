import type { StoredFile } from './files.ts';
import type { Keyboard, Prompt } from './keyboard.ts';
import { ActionRefused, ApiRefusal, badRequest, forbidden } from './refusal.ts';
import type { RichText } from './rich-text.ts';
import type { Chat, Person } from './types.ts';

/** Bot API: User. */
export interface User {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
}

export interface Media {
  readonly kind: StoredFile['kind'];
  readonly file: StoredFile;
}

/** One message as the server keeps it. Times are in ms since 1970. */
export interface Post {
  readonly id: number;
  readonly room: Room;
  readonly author: User;
  /** The chat in whose name it was written: the group itself for an anonymous administrator. */
  readonly senderChat: number | null;
  readonly sentAt: number;
  /** The text, or the caption of `media`. */
  content: RichText;
  media: Media | null;
  /** Sent with `disable_notification`, `protect_content`. */
  readonly silent: boolean;
  readonly isProtected: boolean;
  readonly contact: { readonly phone: string; readonly firstName: string } | null;
  readonly forwardFrom: User | null;
  readonly thread: number | null;
  readonly replyTo: number | null;
  /** The one person who sees it, beside the bot; null: everybody does. */
  readonly onlyFor: number | null;
  /** Among those of its chat; null: it is seen by everybody. */
  readonly ephemeralId: number | null;
  keyboard: Keyboard | null;
  readonly prompt: Prompt | null;
  /** Fields of a service message, such as `forum_topic_created`. */
  readonly service: Readonly<Record<string, unknown>> | null;
  editedAt: number | null;
  edits: number;
  reaction: string | null;
  pinned: boolean;
}

export interface Room {
  readonly id: number;
  readonly type: Chat['type'];
  readonly title: string;
  readonly person: number | null;
  /** Null: anybody may write here. */
  readonly members: readonly number[] | null;
  readonly admins: readonly number[];
  readonly topics: Map<number, string>;
  readonly privacy: boolean;
  readonly posts: Map<number, Post>;
  /** Message ids are counted per supergroup; private chats and basic groups share one count, as in Telegram. */
  readonly counter: { next: number };
  started: boolean;
  blocked: boolean;
  /** The bot was removed from this group. */
  kicked: boolean;
  /** The bot may not write here, though it is a member. */
  silenced: boolean;
  migratedTo: number | null;
}

type NewPost = Pick<Post, 'author'> &
  Partial<Omit<Post, 'room' | 'author' | 'edits' | 'editedAt' | 'reaction' | 'pinned'>>;

/** GroupAnonymousBot and Channel Bot: in whose name Telegram sends what a group or a channel writes. */
const ANONYMOUS: User = { id: 1087968824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };
const CHANNEL: User = { id: 136817688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' };

/** The people and the chats, and what was written. */
export class Rooms {
  readonly bot: User;
  readonly people: ReadonlyMap<number, Person>;
  readonly #rooms = new Map<number, Room>();
  readonly #mailbox = { next: 1 };

  constructor(bot: User, people: readonly Person[], chats: readonly Chat[]) {
    this.bot = bot;
    this.people = new Map(people.map((person) => [person.id, person]));
    for (const chat of chats) this.#open(chat);
  }

  #open(chat: Chat): Room {
    const topics = new Map(chat.topics?.map(({ id, title }) => [id, title]));
    const room: Room = {
      id: chat.id,
      type: chat.type,
      title: chat.title ?? '',
      person: chat.type === 'private' ? (chat.person ?? chat.id) : null,
      members: chat.members ?? null,
      admins: chat.admins ?? [],
      topics,
      privacy: chat.privacy ?? true,
      posts: new Map(),
      counter: chat.type === 'supergroup' ? { next: Math.max(0, ...topics.keys()) + 1 } : this.#mailbox,
      started: chat.started ?? true,
      blocked: false,
      kicked: false,
      silenced: false,
      migratedTo: null,
    };
    this.#rooms.set(room.id, room);
    // A topic is known by the id of the service message that opened it.
    for (const [id, title] of topics) {
      const author = this.user(room.admins[0] ?? room.members?.[0] ?? this.bot.id);
      this.post(room, {
        id,
        author,
        thread: id,
        service: { forum_topic_created: { name: title, icon_color: 7322096 } },
      });
    }
    return room;
  }

  /** The chat of a call's `chat_id`. Throws 400 when there is none, or when it moved to a supergroup. */
  forBot(chatId: string | null): Room {
    if (chatId === null || chatId === '') throw badRequest('chat_id is empty');
    const room = this.#rooms.get(Number(chatId));
    if (!room) throw badRequest('chat not found');
    if (room.kicked) throw forbidden(`bot was kicked from the ${room.type} chat`);
    if (room.migratedTo === null) return room;
    throw new ApiRefusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: room.migratedTo,
    });
  }

  /** The chat that the bot wants to write to. Throws 400 as above, and 403 where the person lets no bot write. */
  forSending(chatId: string | null): Room {
    const person = this.people.get(Number(chatId ?? ''));
    if (person?.isBot) throw forbidden("bot can't send messages to bots");
    const met = person === undefined || this.#rooms.has(person.id);
    if (!met) throw forbidden("bot can't initiate conversation with a user");
    const room = this.forBot(chatId);
    if (room.blocked) throw forbidden('bot was blocked by the user');
    if (!room.started) throw forbidden("bot can't initiate conversation with a user");
    if (room.silenced) throw badRequest('not enough rights to send text messages to the chat');
    return room;
  }

  /** The chat in which a person acts. Throws ActionRefused. */
  forPerson(id: number): Room {
    const room = this.#rooms.get(id);
    if (!room) throw new ActionRefused('no-such-chat', String(id));
    return room;
  }

  /** The private chat of a person, opened when it was not there. Throws ActionRefused. */
  privateWith(personId: number): Room {
    this.person(personId);
    return this.#rooms.get(personId) ?? this.#open({ id: personId, type: 'private', started: false });
  }

  person(id: number): Person {
    const person = this.people.get(id);
    if (!person) throw new ActionRefused('no-such-person', String(id));
    return person;
  }

  isMember(room: Room, personId: number): boolean {
    if (room.type === 'private') return room.person === personId;
    return room.members === null || room.members.includes(personId) || room.admins.includes(personId);
  }

  /** The account behind an id, as the Bot API shows it. Throws ActionRefused. */
  user(id: number): User {
    if (id === this.bot.id) return this.bot;
    const { name, language, isBot } = this.person(id);
    return { id, is_bot: isBot ?? false, first_name: name, language_code: language };
  }

  /** Who stands as the author of what is written in a chat's name. */
  authorFor(room: Room, senderChat: number): User {
    return senderChat === room.id ? ANONYMOUS : CHANNEL;
  }

  post(room: Room, fields: NewPost): Post {
    const id = fields.id ?? room.counter.next++;
    const post: Post = {
      senderChat: null,
      sentAt: Date.now(),
      content: { text: '', entities: [] },
      media: null,
      silent: false,
      isProtected: false,
      contact: null,
      forwardFrom: null,
      thread: null,
      replyTo: null,
      onlyFor: null,
      ephemeralId: null,
      keyboard: null,
      prompt: null,
      service: null,
      ...fields,
      id,
      room,
      editedAt: null,
      edits: 0,
      reaction: null,
      pinned: false,
    };
    room.posts.set(id, post);
    return post;
  }

  /** Opens the supergroup that a group becomes; the old chat only points to it from now on. */
  upgrade(room: Room): Room {
    const successor = this.#open({
      id: -1_000_000_000_000 - Math.abs(room.id),
      type: 'supergroup',
      title: room.title,
      ...(room.members && { members: room.members }),
      admins: room.admins,
      privacy: room.privacy,
    });
    room.migratedTo = successor.id;
    return successor;
  }
}
