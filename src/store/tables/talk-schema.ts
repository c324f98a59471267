import type { Generated } from 'kysely';

/*
 * Conversations with people who write in, each a talk; a thread_id is a topic of Telegram's, 0 the chat itself.
 */

/** All that is written to and fro with one phone number by one of ours. */
export interface TalksTable {
  id: Generated<number>;
  account: string;
  /** Digits of theirs. */
  number: string;
  /** Ours, which they write to; '' where the provider does not say it. */
  own: string;
  /** When the last message came. */
  last_in_at: number;
  /** When the first message came that nobody has answered; null: nothing waits. */
  waiting_since: number | null;
  /** The last message that left for them, as far as its cards were told of it; null: none. */
  last_out: number | null;
  /** Telegram's id of who answers; null: nobody has taken it. */
  taken_by: number | null;
  taken_at: number | null;
  /** Who said that nothing more is to be done, and when; null: nobody, or more has come. */
  ended_by: number | null;
  ended_at: number | null;
  /** When to remind whom, and where it was asked for; null: nothing is asked for. */
  remind_at: number | null;
  remind_by: number | null;
  remind_card: string | null;
}

/** Where a talk is shown. */
export interface TalkPlacesTable {
  talk_id: number;
  chat_id: number;
  thread_id: number;
  /** The newest card of it there, or the list that has it; null: none yet. */
  card_id: string | null;
  /** What has come is kept back from then on, until the working hours begin there; null: it is not. */
  held_at: number | null;
  /** When it was said there that nobody has answered what waits; null: it was not. */
  told_at: number | null;
}

/** The newest list of what waits for an answer in a chat or topic. */
export interface QueuesTable {
  chat_id: number;
  thread_id: number;
  card_id: string;
}

/** Somebody who is away: their talks are the team's until then. */
export interface AwayTable {
  person_id: number;
  since: number;
  until: number;
}
