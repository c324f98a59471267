import type { EventEmitter } from 'node:events';
import type { FloodLimits } from './flood.ts';
import type { ButtonStyle } from './inline-buttons.ts';
import type { Entity } from './rich-text.ts';

/** Somebody with a Telegram account. `language` is the client's IETF tag, sent as `language_code`. */
export interface Person {
  readonly id: number;
  readonly name: string;
  readonly language: string;
  readonly role?: string | null;
  readonly isBot?: boolean;
}

/** A chat that the bot is in. A private chat has its person's id. */
export interface Chat {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup';
  readonly person?: number;
  readonly title?: string;
  readonly members?: readonly number[];
  /** Ids of administrators; the bot's own id among them makes it one (it then sees every message). */
  readonly admins?: readonly number[];
  readonly topics?: readonly { readonly id: number; readonly title: string }[];
  /** Privacy mode of the bot in a group; on by default (Bot API: Privacy mode). */
  readonly privacy?: boolean;
  /** Private chats: whether the person has pressed Start; true by default. */
  readonly started?: boolean;
}

export interface TelegramOptions {
  /** Loopback port; 0, the default, picks a free one. */
  readonly port?: number;
  readonly token?: string;
  readonly bot?: { readonly id: number; readonly username: string; readonly firstName: string };
  readonly people: readonly Person[];
  readonly chats: readonly Chat[];
  /** Flood limits; Telegram's by default, `off` for none. */
  readonly limits?: Partial<FloodLimits> | 'off';
  /** Milliseconds for which a pressed button waits for answerCallbackQuery; 10,000 by default. */
  readonly answerTimeout?: number;
  /** Milliseconds before a webhook that failed is called again; 1,000 by default. */
  readonly webhookRetry?: number;
  /** The first update_id; a bot that has had updates before knows the lower ones. 100,000,001 by default. */
  readonly firstUpdateId?: number;
}

/** A button under a message: `data` goes to the bot, `url` opens a page, `copy` goes to the person's clipboard. */
export interface ChatButton {
  readonly text: string;
  readonly data: string | null;
  readonly url: string | null;
  readonly copy?: string;
  readonly style?: ButtonStyle;
}

/** A message as a client shows it. Times are in ms since 1970. */
export interface ChatMessage {
  readonly id: number;
  readonly from: number;
  readonly text: string;
  readonly entities: readonly Entity[];
  /** The text with its entities as HTML, everything else escaped. */
  readonly html: string;
  readonly buttons: readonly (readonly ChatButton[])[];
  /** `text` is there for files that are text and under 64 KiB; `size` is in bytes. */
  readonly file: {
    readonly kind: 'document' | 'photo';
    readonly name: string;
    readonly size: number;
    readonly text?: string;
  } | null;
  /** It came without a sound. */
  readonly silent?: boolean;
  /** The one person in the group who sees it, beside the bot. */
  readonly onlyFor?: number;
  readonly contact: { readonly phone: string; readonly firstName: string } | null;
  readonly replyTo: number | null;
  readonly thread: number | null;
  /** The bot asks for a reply to this message; the client opens its composer so. */
  readonly forceReply: boolean;
  readonly placeholder: string | null;
  readonly reaction: string | null;
  readonly pinned: boolean;
  readonly sentAt: number;
  readonly editedAt: number | null;
  readonly edits: number;
}

/** What somebody writes: text, a file with the text as its caption, or a contact. */
export interface Writing {
  readonly from: number;
  readonly text?: string;
  readonly replyTo?: number;
  readonly thread?: number;
  readonly file?: { readonly name: string; readonly bytes: Uint8Array; readonly mimeType?: string };
  readonly contact?: { readonly phone: string; readonly firstName: string };
  readonly forwardFrom?: number;
  /** In whose name: the group's own id (or true) for an anonymous administrator, a channel's id for a channel. */
  readonly senderChat?: number | true;
}

/** One call of the Bot API; `status` is the HTTP status answered, 0 when the connection was cut; `at` its arrival. */
export interface ApiCall {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly at: number;
  readonly status: number;
}

export interface TelegramEvents {
  message: [{ chat: number; message: ChatMessage }];
  edit: [{ chat: number; message: ChatMessage }];
  delete: [{ chat: number; id: number }];
  answer: [{ chat: number; message: number; person: number; text: string | null; alert: boolean }];
  reaction: [{ chat: number; id: number; emoji: string | null }];
  action: [{ chat: number; action: string }];
  call: [ApiCall];
}

export type TelegramEmitter = EventEmitter<TelegramEvents>;

/** The Bot API server together with the people who use Telegram through it. Acts throw ActionRefused. */
export interface TelegramServer {
  /** `http://127.0.0.1:PORT`, for the client library's api root. */
  readonly apiRoot: string;
  readonly token: string;
  readonly bot: { readonly id: number; readonly username: string; readonly firstName: string };
  readonly events: TelegramEmitter;
  /** Somebody writes; a text over 4,096 characters goes as several messages, as clients do; the first one's id. */
  write(chat: number, writing: Writing): { id: number };
  /** A person edits an own message (the caption, of a file). */
  edit(chat: number, message: number, change: { from: number; text: string }): void;
  /** Presses the button with that label or callback data; resolves with the toast, or null without one. */
  press(
    chat: number,
    message: number,
    by: { from: number; button: string },
  ): Promise<{ answer: string | null }>;
  /** Whether the bot may write there; in a private chat not before its person did, or pressed Start. */
  isStarted(chat: number): boolean;
  /** The chat as a client shows it, oldest first, without service messages. */
  messages(chat: number): ChatMessage[];
  /** Puts a message back as `messages` gave it; ids go on behind it. */
  restore(chat: number, message: ChatMessage): void;
  /** The file in a message, or null. */
  file(chat: number, message: number): { name: string; mimeType: string; bytes: Buffer } | null;
  /** The command menu that this person's client offers in this chat. */
  commandsFor(chat: number, person: number): { command: string; description: string }[];
  /** The group becomes a supergroup; returns the new id. */
  migrate(chat: number): number;
  /** The person blocks the bot: sending to them is refused from now on. */
  block(person: number): void;
  /** A member removes the bot from the group: every call for it is refused from now on. */
  kick(chat: number, by: number): void;
  /** A member adds it again. */
  add(chat: number, by: number): void;
  /** The person presses Start (and unblocks the bot): the bot gets /start. */
  start(person: number): { id: number };
  /** Takes the bot's right to write in a supergroup, or gives it back; the bot gets my_chat_member. */
  silence(chat: number, silent: boolean): void;
  deleteTopic(chat: number, thread: number): void;
  /** Switches a fault (see faults.ts) on; `{fault: 'none'}` clears all. Throws ZodError for what is no fault. */
  fault(fault: unknown): void;
  /** The calls so far, the last 10,000 at most. */
  calls(): ApiCall[];
  close(): Promise<void>;
}
