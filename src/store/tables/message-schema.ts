import type { Generated } from 'kysely';
import type { Alphabet } from '../../messages/alphabet.ts';
import type { CampaignState } from '../../messages/campaign.ts';
import type { Lane } from '../../messages/lanes.ts';
import type { Protocol } from '../../messages/protocol.ts';
import type { ReceiptState } from '../../messages/receipt.ts';
import type { Channel } from '../../messages/request.ts';
import type { AttemptOutcome } from '../../messages/standing.ts';
import type { MessageState } from '../../messages/status.ts';
import type { WaitingReason } from '../../messages/waiting.ts';
import type { Coded, HELD, OrderClass } from './coded.ts';

/*
 * Messages, what was tried for each, and what came of it.
 */

/** What one command, press, call or schedule asked for: the same to each of its recipients. */
export interface OrdersTable {
  /** Grows; its messages' ids are made of it: see message-id.ts. */
  number: Generated<number>;
  /** By which buttons, cards and files name it. */
  id: string;
  /** What it was written for, such as an update's id; unique, so a redelivery writes nothing. */
  origin: string;
  maker: 'person' | 'token' | 'system';
  /** Telegram's id of the person, or the token's name; null: the system has one only. */
  maker_id: string | null;
  /** Where it was asked for; null where no chat was named. */
  chat_id: number | null;
  thread_id: number | null;
  /** The card that shows it, if one does. */
  card_id: string | null;
  channel: Coded<Channel>;
  /** How many messages it has, roughly: those of a bulk are counted in tallies. */
  class: Coded<OrderClass>;
  /** How many messages it has. */
  total: number;
  /** Where it is as a campaign; null: it is none, and its messages say each for itself where they are. */
  campaign: Coded<CampaignState> | null;
  /** From when the age of what is queued of a campaign counts; null: it is none. */
  fresh_at: number | null;
  /** Attempts up to this one were for terms that were agreed on before; null: a campaign has had none but these. */
  agreed_after: number | null;
  /** So many of a campaign go first, and the rest once it is seen what becomes of them; null: all may go. */
  canary: number | null;
  /** Where some of a campaign go first, what a part was expected to cost when it was asked for; null: nobody knew. */
  price: number | null;
  /** JSON: { v, content }, a MessageContent. */
  request: string;
  /** The source address agreed on, '' for none; null in old rows: as the request or SENDER says when it leaves. */
  sender: string | null;
  /** Null where none was agreed on: then the narrowest that the connection has. */
  alphabet: Alphabet | null;
  /** Parts that are paid for each message. */
  parts: number;
  /** While it waits for other terms: what the connection offers; null when it has nothing that carries the text. */
  offered_alphabet: Alphabet | null;
  offered_parts: number | null;
  /** What its messages in `waiting` wait for. */
  waiting_for: WaitingReason | null;
  /** JSON: the reasons that are asked after that one. */
  waiting_next: string;
  /** The time that was set for it to go at (ms); null: none was. */
  send_at: number | null;
  /** Between which minutes of its recipients' day nothing goes to them, such as `1320-540`; null: it goes at any time. */
  quiet: string | null;
  /** When it was last seen that whoever has it sent may (ms); null where nobody asks. */
  vouched_at: number | null;
  /** When to look whether its text, a code, can go; null: it is none, or is gone. */
  wipe_at: number | null;
  /** When that was done; null: the text is there. */
  wiped_at: number | null;
  /** When its words went, as those of any order do once they are old; null: they are there. */
  forgotten_at: number | null;
  /** The order of which it tries some messages once more, by the same way or another. */
  again_of: string | null;
  /** JSON: { v, steps }, the channels by which what fails goes on, see ChainStep; null: it ends with this one. */
  fallback: string | null;
  /** Of one that goes on with a message that failed: the number of the order that the chain began with; else null. */
  chain: number | null;
  /** The message that it goes on with; null where `chain` is. */
  follows: number | null;
  /** Of the file that its recipients come from, by which that is known again; null: they were typed. */
  table_digest: string | null;
  /** When one of its messages last left, or up to a second before; null: none did, or it has a single one. */
  moved_at: number | null;
  created_at: number;
}

export interface MessagesTable {
  /** Made of its order's number and its position: see message-id.ts. */
  id: number;
  account: string;
  /** Digits, or an address. */
  recipient: string;
  /** Reference number of its parts, the same at each try. */
  reference: number;
  /** Submit_sm PDUs that carry it. */
  pdus: number;
  /** JSON: what it says in place of its order's text; null: that. So do the next two with what was agreed on. */
  own_text: string | null;
  own_alphabet: Alphabet | null;
  own_parts: number | null;
  /** Identifies identical requests: account, destination and wire text, hashed; null: it was taken away with the words. */
  guard_key: string | null;
  state: Coded<MessageState>;
  held: (typeof HELD)[keyof typeof HELD];
  /** While `ready_at` is not null, where it is queued: see lanes.ts and turns.ts. */
  lane: Lane;
  /** Its place in the lane. */
  turn: number;
  /** From when it may be claimed; null unless queued, or to be repeated. */
  ready_at: number | null;
  /** When its last attempt was put on record. */
  attempted_at: number | null;
  /** In doubt, and being repeated or left to its receipt until then; a person is asked while it is null. */
  doubt_until: number | null;
  /** From when its age counts for SEND_MAX_AGE. */
  fresh_at: number;
  /** Refusal: the command_status. */
  command_status: number | null;
  /** The provider's error code from the receipt. */
  error: number | null;
  cost: number | null;
  /** A look-up's result as JSON. */
  lookup: string | null;
  /** Of its number: what a look-up found, of others what the last one had found when they were ordered; null: not known. */
  operator: string | null;
  /** First answered with ESME_ROK. */
  accepted_at: number | null;
  /** When the last receipt or answer ended it. */
  ended_at: number | null;
  /** When to ask for a status that never came; null unless accepted. */
  overdue_at: number | null;
}

/**
 * Messages by their guard keys: those to be sent yet, and those tried within the guard's time. A row that is left from an
 * earlier time says nothing by itself.
 */
export interface GuardsTable {
  guard_key: string;
  message_id: number;
  /** When its last attempt was put on record; null: none was. */
  tried_at: number | null;
}

/** What of a campaign is to be sent by an account. */
export interface CampaignsTable {
  order_number: number;
  account: string;
  /** The first message that may be left to be claimed: none before it is queued without a time of its own. */
  next: number;
  /** Its place beside the others of the account that run. */
  turn: number;
  /** How many messages are left to be claimed, at the most. */
  left: number;
  /** 1: something of it may leave; else null. */
  running: 1 | null;
}

/** How many messages of an order, if it is a bulk, are in a state for a reason: their sum is the order's total. */
export interface TalliesTable {
  order_number: number;
  state: Coded<MessageState>;
  /** As of the messages; -1: they have none. */
  error: number;
  /** The same. */
  command_status: number;
  count: number;
  /** Of those that have a price. */
  cost: number;
  /** How many have a price. */
  priced: number;
  /** When the last of them ended (ms), of those counted since; null: none did. */
  ended_at: number | null;
}

/** A way that submits go. */
export interface WaysTable {
  id: Generated<number>;
  protocol: Protocol;
  account: string;
  host: string;
  bind: string;
  /** The source address they are sent from, which QUERY_SM wants again. */
  source: string;
}

/** One try to hand over one part. */
export interface AttemptsTable {
  id: Generated<number>;
  message_id: number;
  part: number;
  /** See WaysTable. */
  way: number;
  committed_at: number;
  answered_at: number | null;
  outcome: Coded<AttemptOutcome>;
  command_status: number | null;
  provider_id: string | null;
  /** 1 while open, so that a start finds what the last process left; else null. */
  open: 1 | null;
  /** Digest of the submit_sm, by which a repeat is known to be the same; null once it will not be repeated. */
  octets: string | null;
  /** The recipient, while no answer has come in time, or one without an id; null when its id is known. */
  unanswered_to: string | null;
}

/** A receipt for an id that no attempt had as it came, once by each address that it names. */
export interface OrphansTable {
  account: string;
  address: string;
  /** The receipt's other address. */
  other: string | null;
  receipt_id: number;
  received_at: number;
}

/** A status that came from the provider, whatever became of it. */
export interface ReceiptsTable {
  id: Generated<number>;
  account: string;
  provider_id: string | null;
  /** Null while no attempt is known by that id. */
  attempt_id: number | null;
  via: Coded<'smpp' | 'http' | 'query'>;
  received_at: number;
  state: Coded<ReceiptState> | null;
  error: number | null;
  cost: number | null;
  /** JSON: what the parsed Receipt says beside the columns and is asked for again; null: nothing. */
  parsed: string | null;
  /** As it came, text or hex, where it was not understood or is kept for a while; else null. */
  raw: string | null;
  /** When it is looked at whether `raw` and what `parsed` quotes can go: its received_at; null: there is nothing that could. */
  quotes_at: number | null;
}

/** A question to the provider by QUERY_SM, asked through the store. */
export interface QueriesTable {
  id: string;
  message_id: number;
  /** The card that shows the answer. */
  card_id: string | null;
  account: string;
  asked_at: number;
  /** Equals asked_at until answered. */
  open_at: number | null;
  /** JSON: the answer for each provider id. */
  answer: string | null;
}

/** A look-up that a card shows in place of one of its own, since it is not old. */
export interface CachedLookupsTable {
  card_id: string;
  message_id: number;
}
