import type { SuspensionReason } from './watch-schema.ts';

/*
 * What comes from Telegram, who people are and what they did, and what stands in chats.
 */

/** One Telegram update, kept before it is confirmed; its id is the order of arrival. */
export interface UpdatesTable {
  id: string;
  bot_id: number;
  update_id: number;
  received_at: number;
  body: string;
  state: 'waiting' | 'done' | 'failed';
  /** How many times its handling threw. */
  tries: number;
}

/** Somebody who has written to the bot, or was granted a role. */
export interface PeopleTable {
  id: number;
  name: string;
  role: 'admin' | 'operator' | 'viewer' | null;
  /** Of their Telegram when they last wrote; null: not known. */
  telegram_language: string | null;
  granted_by: number | null;
  /** Digits of the number to which they have tests sent; null: they have not said. */
  own_number: string | null;
  updated_at: number;
}

export interface ChatsTable {
  id: number;
  /** Of a group, as far as it is known. */
  title: string | null;
}

/** What a chat has otherwise than the bot. */
export interface RoomsTable {
  chat_id: number;
  /** JSON with a version: see src/desk/room.ts. */
  settings: string;
  /** Null: it was so before it was noted. */
  changed_by: number | null;
  changed_at: number | null;
}

/** What a topic of a group is called. */
export interface TopicsTable {
  chat_id: number;
  thread_id: number;
  name: string;
}

/** A chat or topic where /inbox on was said. thread_id 0 is the chat itself. */
export interface InboxesTable {
  chat_id: number;
  thread_id: number;
  turned_on_by: number;
  turned_on_at: number;
  /** The owner or admin who wants incoming messages there, and no more in the owners' private chats. */
  confirmed_by: number | null;
  /** Nothing is shown there from then on. */
  suspended_at: number | null;
  suspended_why: SuspensionReason | null;
}

/** A message of the bot's in a chat: what it shows derives from `kind`, `body` and its messages. */
export interface CardsTable {
  id: string;
  chat_id: number;
  thread_id: number | null;
  /** The Telegram message that it answers. */
  reply_to: number | null;
  kind: string;
  body: string;
  language: string;
  /** Who asked for it. */
  person_id: number | null;
  /** Null until Telegram has taken it. */
  telegram_id: number | null;
  /** Counts changes of what it may show. */
  revision: number;
  /** The revision that Telegram shows; -1 before the first. */
  shown_revision: number;
  /** The revision at which the last look at it began, of a card that changes fast; null: no look was marked. */
  looked_revision: number | null;
  /** Digest of what Telegram shows, so that an unchanged card is not edited. */
  shown: string | null;
  /** When it wants to be looked at; null when nothing is to be done. */
  due_at: number | null;
  /** Sends whose outcome is unknown. */
  unknown_sends: number;
  /** Why it cannot be shown (blocked, chat gone …), or `ephemeral`: one person alone was shown it, once. */
  failure: string | null;
  /** When what was typed went out of its body, or all of the body did; null: it is whole. */
  forgotten_at: number | null;
  created_at: number;
}

/** What a person wrote that the bot answered, for as long as Telegram lets them edit it. */
export interface HeardTable {
  chat_id: number;
  message_id: number;
  thread_id: number | null;
  person_id: number;
  /** Of its words: an edit may leave them as they are. */
  digest: string;
  /** Whether it was carried out, by now perhaps with the answer to what the bot asked. */
  outcome: 'refused' | 'done';
  /** The card that answered it. */
  card_id: string | null;
  /** The card with the question that it answered. */
  answers: string | null;
  /** JSON: of one as long as Telegram takes: the command line that its words became, which may go on in the next message. */
  cut: string | null;
  /** When it was written (ms). */
  at: number;
}

/** A link that gives its first user a role. */
export interface InvitationsTable {
  id: string;
  /** Digest of the link's token, which is kept nowhere. */
  token_hash: string;
  role: 'admin' | 'operator' | 'viewer';
  made_by: number;
  made_at: number;
  expires_at: number;
  /** The card that shows it. */
  card_id: string;
  /** When it was used or withdrawn. */
  ended_at: number | null;
  /** Null: not used. */
  used_by: number | null;
}

/** Who did what, once for each command that was run and each button that did something. */
export interface ActionsTable {
  id: string;
  at: number;
  actor_kind: 'person' | 'token' | 'system';
  /** A Telegram id, or a token's name. */
  actor_id: string;
  chat_id: number | null;
  /** The topic. */
  thread_id: number | null;
  /** "command sms", "press send" … */
  what: string;
  /** What else was said, where that is nothing of a customer's. */
  arg: string | null;
  order_id: string | null;
  /** The card that it was done on, or that shows what came of it. */
  card_id: string | null;
  message_id: number | null;
  /** The update that caused it, unique, so that a redelivery writes nothing. */
  origin: string;
}
