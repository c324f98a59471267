import type { Generated } from 'kysely';
import type { MessageState } from '../../messages/status.ts';
import type { EventKind } from '../../watch/wants.ts';
import type { Coded } from './coded.ts';

/*
 * What chats are told of by themselves.
 */

/**
 * What Telegram says of the chat (it has no bot any more, its person blocks the bot or has not pressed Start, nothing may
 * be written there, or not in that topic); role: nobody who has one wants it on.
 */
export type SuspensionReason = 'chat' | 'blocked' | 'not-started' | 'closed' | 'topic' | 'role';

/** What a chat or topic is told of by itself; of each kind there is one in each place. */
export interface WatchesTable {
  id: Generated<number>;
  chat_id: number;
  /** 0 is the chat itself. */
  thread_id: number;
  /** What there is one watch of in a place: see subjectOf. */
  kind: string;
  /** JSON with a version: what is said more exactly, a Watched. */
  terms: string;
  made_by: number;
  made_at: number;
  /** Until then what happens is counted, and said at the end. */
  muted_until: number | null;
  /** JSON with a version: the causes of alerts that are muted alone, and until when; null: none. */
  muted_causes: string | null;
  /** Nothing is said from then on; what happens is kept. */
  suspended_at: number | null;
  suspended_why: SuspensionReason | null;
  /** Of a summary: the last of its times that is done with; null: it is none. */
  told_up_to: number | null;
}

/** What has happened to some messages in one transaction, for a watch that wants it: alike in all that is counted by. */
export interface EventsTable {
  id: Generated<number>;
  watch_id: number;
  at: number;
  kind: EventKind;
  account: string;
  /** As it was agreed on, '' for none; null: it was left to the settings. */
  sender: string | null;
  /** By the last look-up of the numbers; null: not known. */
  operator: string | null;
  state: Coded<MessageState>;
  error: number | null;
  command_status: number | null;
  count: number;
  /** JSON: the ids of the messages; of the kind `incoming`, of rows of that table; of `campaign`, the number of its order. */
  messages: string;
  /** Equals watch_id until a message that tells of it is stored. */
  untold_to: number | null;
  /** Which one that is. */
  alert_id: string | null;
}

/** What a chat was told by one message about one thing. */
export interface AlertsTable {
  id: string;
  watch_id: number;
  chat_id: number;
  thread_id: number;
  /** What it is about: `events`, or a state of things such as `link LOGIN`. */
  cause: string;
  /** JSON: what is known of a state of things; null: its events say it. */
  facts: string | null;
  began_at: number;
  last_at: number;
  /** When it was told first. */
  told_at: number;
  /** When it was over; null: more may come. */
  ended_at: number | null;
  /** Who sees to it. */
  acked_by: number | null;
  acked_at: number | null;
  /** '': none before a mute ends. */
  card_id: string;
}

/** How many messages ended so in a minute, for a watch that counts what ends. */
export interface OutcomesTable {
  watch_id: number;
  /** Since 1970. */
  minute: number;
  state: Coded<MessageState>;
  /** -1: none. */
  error: number;
  /** The same. */
  command_status: number;
  /** Of what failed; '': not known, or it did not fail. */
  operator: string;
  count: number;
}
