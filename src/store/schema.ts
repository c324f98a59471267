import type { Generated } from 'kysely';
import type { Alphabet } from '../messages/alphabet.ts';
import type { CampaignState } from '../messages/campaign.ts';
import type { Lane } from '../messages/lanes.ts';
import type { DefaultAlphabet } from '../messages/provider.ts';
import type { ReceiptState } from '../messages/receipt.ts';
import type { Channel } from '../messages/request.ts';
import type { AttemptOutcome } from '../messages/standing.ts';
import type { MessageState } from '../messages/status.ts';
import type { WaitingReason } from '../messages/waiting.ts';
import type { EventKind } from '../watch/wants.ts';
import type {
  ContactGroupMembersTable,
  ContactGroupsTable,
  ContactsTable,
  TemplatesTable,
} from './book-schema.ts';
import type { Coded, OrderClass } from './coded.ts';

/*
 * The tables, in types that SQLite and PostgreSQL both take as they are: ids are UUIDv7 text (sortable by age), but for
 * rows of which each message has some, whose ids are whole numbers that grow; times are milliseconds since 1970, money
 * is 1/10,000 of the currency, flags are 0 or 1, documents are JSON text (which carries any character, U+0000 too), bytes
 * are hex text, but for those of files: twice as long, they would fill a SQLite file twice as fast.
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
  /** Chosen by /lang; null: as their Telegram says. */
  language: string | null;
  /** Of their Telegram when they last wrote; null: not known. */
  telegram_language: string | null;
  granted_by: number | null;
  /** Digits of the number to which they have tests sent; null: they have not said. */
  own_number: string | null;
  updated_at: number;
}

export interface ChatsTable {
  id: number;
  /** Chosen by /lang in a group; null: the configured one. */
  language: string | null;
  /** Of a group, as far as it is known. */
  title: string | null;
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

/**
 * What Telegram says of the chat (it has no bot any more, its person blocks the bot or has not pressed Start, nothing may
 * be written there, or not in that topic); role: nobody who has one wants it on.
 */
export type SuspensionReason = 'chat' | 'blocked' | 'not-started' | 'closed' | 'topic' | 'role';

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
  /** Why it cannot be shown (blocked, chat gone …). */
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
  /** When to look whether its text, a code, can go; null: it is none, or is gone. */
  wipe_at: number | null;
  /** When that was done; null: the text is there. */
  wiped_at: number | null;
  /** When its words went, as those of any order do once they are old; null: they are there. */
  forgotten_at: number | null;
  /** The order of which it tries some messages once more, by the same way or another. */
  again_of: string | null;
  /** Of the file that its recipients come from, by which that is known again; null: they were typed. */
  table_digest: string | null;
  /** When one of its messages last left, unless it has a single one. */
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
  /** 1: queued, and kept back by itself until `ready_at`, since the same text has just gone to the same number. */
  held: 0 | 1;
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

/** How many deliveries took how long: see delivery-time.ts. */
type TookColumns = Record<TookColumn, number>;
export type TookColumn = `took_${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13}`;

/**
 * How many messages the provider took, or refused, in an hour of UTC, by what they are now: a message counts in the hour in
 * which it was accepted, or refused. It outlives the messages.
 */
export interface HoursTable extends TookColumns {
  /** Hours since 1970. */
  hour: number;
  account: string;
  channel: Coded<Channel>;
  /** '': none was agreed on. */
  sender: string;
  /** '': not known. */
  operator: string;
  /** The kind of the order's maker, and after a colon the id, if it has one. */
  maker: string;
  state: Coded<MessageState>;
  /** As of the messages; -1: they have none. */
  error: number;
  /** The same. */
  command_status: number;
  messages: number;
  /** That are paid for. */
  parts: number;
  /** Of those that have a price. */
  cost: number;
}

/** The one row of a store with messages of before they were counted by the hour, until all of those are. */
export interface UncountedTable {
  id: 1;
  /** The last of those messages; null: the store was not opened since. */
  last: number | null;
  /** Of them, those up to this one are counted. */
  counted: number;
}

/** A way that submits go. */
export interface WaysTable {
  id: Generated<number>;
  protocol: 'smpp';
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

/** A whole message from a subscriber (MO). */
export interface IncomingTable {
  id: string;
  account: string;
  sender: string;
  /** The account's number it was sent to. */
  recipient: string;
  /** JSON: { text, missing: part numbers that never came, unread: octets that no text could be made of }. */
  body: string;
  received_at: number;
  /** Equals received_at until a card that shows it stands in a chat. */
  unseen_at: number | null;
  /** Since when it wants cards; null while it has some that stand in a chat or may yet. */
  unplaced_at: number | null;
  /** How it came; both: it came again the other way. */
  via: 'smpp' | 'http' | 'both';
  /** The provider's id of it, which only its HTTP callback tells. */
  provider_id: string | null;
  /** When it was sent, as the callback wrote it. */
  provider_time: string | null;
  /** When its text went; null: it is there. */
  forgotten_at: number | null;
}

/** A card that was written to show an incoming message. */
export interface IncomingCardsTable {
  card_id: string;
  incoming_id: string;
  /** The topic that it was written for; 0 is the chat itself. */
  thread_id: number;
  /** When Telegram last would not take it. */
  unshown_at: number | null;
}

/** Parts of long incoming messages: those that wait for the others, and for a while those that were joined. */
export interface IncomingPartsTable {
  /** Which parts make one message, or what came of it. */
  set_id: string;
  /** The account that the first of them came to. */
  account: string;
  sender: string;
  recipient: string;
  /** What numbers the messages: references of one width say nothing of those of another. */
  series: 'udh8' | 'udh16' | 'sar';
  reference: number;
  part: number;
  parts: number;
  /** Hex. */
  octets: string;
  data_coding: number;
  /** What data_coding 0 means where it came. */
  default_alphabet: DefaultAlphabet;
  /** 1: it may be an earlier message's that came once more, and gives way to another of its number. */
  doubtful: number;
  received_at: number;
  /** When the message was joined, whole or not; null while it is waited for. */
  closed_at: number | null;
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

/** What each bind last reported of itself, for /health and /readyz. */
export interface BindsTable {
  id: string;
  account: string;
  report: string;
  reported_at: number;
}

/** A login at the provider. */
export interface AccountsTable {
  account: string;
  /** When it was last able to send, by the store's clock. */
  able_at: number;
}

/** What one instance alone may do at a time. */
export interface LeasesTable {
  name: string;
  holder: string;
  /** Grows by one with each acquisition. */
  fence: number;
  /** By the database's clock. */
  expires_at: number;
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

/** Work that is done in pieces, each in a transaction of its own: see src/jobs/worker.ts. */
export interface JobsTable {
  id: string;
  kind: string;
  /** JSON with a version, as the kind wrote it. */
  body: string;
  /** JSON: how far it has come; null before the first piece. */
  cursor: string | null;
  /** No other job that has not ended has the same; null: any number may be made. */
  key: string | null;
  /** When its next piece may be done; null once it has ended. */
  due_at: number | null;
  /** Who is at a piece of it. */
  holder: string | null;
  /** By the database's clock; see leases.ts. */
  leased_until: number | null;
  /** Grows by one each time it is taken, so that it tells an earlier holder from this one. */
  fence: number;
  /** How often it was taken since it last came on. */
  tries: number;
  last_error: string | null;
  ended: 'done' | 'failed' | null;
  ended_at: number | null;
  created_at: number;
}

/** A file for a chat. */
export interface FilesTable {
  id: string;
  name: string;
  /** How many it consists of; null until it is whole. */
  chunks: number | null;
  /** The order or the incoming message whose words it holds; null: it holds nobody's. */
  of: string | null;
  created_at: number;
}

/** A file's bytes, in pieces that are short enough to be read and written between other things. */
export interface FileChunksTable {
  file_id: string;
  /** Counts from 0. */
  position: number;
  bytes: Uint8Array;
}

/** The one row of a store that an earlier version filled, which forgot nothing. */
export interface RetentionTable {
  id: 1;
  /** When the first may be forgotten (ms); null: the owners have not been told yet. */
  begins_at: number | null;
}

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

/** A program that may call: see tokens.ts. */
export interface TokensTable {
  id: string;
  /** Of those that are not revoked each has its own. */
  name: string;
  /** Of the token, which is kept nowhere. */
  digest: string;
  /** What it may do, by commas. */
  may: string;
  /** Calls a minute. */
  rate: number;
  /** Messages and look-ups a day. */
  day_cap: number;
  made_by: number;
  made_at: number;
  revoked_at: number | null;
}

/** What came of a token's calls, by its name: those of the settings have no other row. */
export interface TokenUsesTable {
  name: string;
  last_at: number;
  /** Since 1970, UTC. */
  day: number;
  /** Messages and look-ups of that day. */
  messages: number;
}

/** A call that was answered, so that it is answered alike when it comes again. */
export interface IdempotencyKeysTable {
  /** The name of the token. */
  token: string;
  key: string;
  /** Of what was asked for. */
  digest: string;
  /** Null within the transaction that writes it. */
  order_id: string | null;
  /** As it was answered (ms). */
  send_at: number | null;
  at: number;
}

/** A look-up that a card shows in place of one of its own, since it is not old. */
export interface CachedLookupsTable {
  card_id: string;
  message_id: number;
}

/** What another program has said last. */
export interface SignalsTable {
  /** What it is about: see alert-groups.ts and heartbeats.ts. */
  key: string;
  /** JSON; null: no more than that it spoke. */
  body: string | null;
  at: number;
}

/** Why a hook is told nothing any more: it fails, it wants no more, its maker's role is gone, or its secret is another now. */
export type HookSuspension = 'failing' | 'gone' | 'role' | 'secret';

/** An address of another program that is told what happens: see hooks.ts. */
export interface HooksTable {
  id: Generated<number>;
  url: string;
  /** What it is told of, by commas. */
  events: string;
  /** Of the secret, which is kept nowhere. */
  secret_digest: string;
  made_by: number;
  made_at: number;
  succeeded_at: number | null;
  failed_at: number | null;
  failed_why: string | null;
  /** Since when it has taken nothing of what it was to be told (ms); null: it takes it. */
  failing_since: number | null;
  /** Tries in a row of which none was taken. */
  failures: number;
  /** It is told nothing before (ms). */
  due_at: number;
  suspended_at: number | null;
  suspended_why: HookSuspension | null;
}

/** What a hook is still to be told: see hook-events.ts. */
export interface HookEventsTable {
  id: Generated<number>;
  hook_id: number;
  kind: string;
  /** The id of the message, in decimal; of the kind `incoming`, of a row of that table. */
  subject: string;
  /** What had become of the message; null: it is none of ours. */
  state: Coded<MessageState> | null;
  error: number | null;
  command_status: number | null;
  at: number;
  tries: number;
  due_at: number;
  /** The card that shows whether it arrived; null: none does. */
  card_id: string | null;
}

export interface Schema {
  updates: UpdatesTable;
  people: PeopleTable;
  chats: ChatsTable;
  inboxes: InboxesTable;
  topics: TopicsTable;
  cards: CardsTable;
  heard: HeardTable;
  orders: OrdersTable;
  messages: MessagesTable;
  campaigns: CampaignsTable;
  guards: GuardsTable;
  tallies: TalliesTable;
  hours: HoursTable;
  uncounted: UncountedTable;
  ways: WaysTable;
  attempts: AttemptsTable;
  receipts: ReceiptsTable;
  orphans: OrphansTable;
  incoming: IncomingTable;
  incoming_cards: IncomingCardsTable;
  incoming_parts: IncomingPartsTable;
  queries: QueriesTable;
  binds: BindsTable;
  accounts: AccountsTable;
  leases: LeasesTable;
  invitations: InvitationsTable;
  actions: ActionsTable;
  jobs: JobsTable;
  files: FilesTable;
  file_chunks: FileChunksTable;
  retention: RetentionTable;
  watches: WatchesTable;
  events: EventsTable;
  alerts: AlertsTable;
  outcomes: OutcomesTable;
  contacts: ContactsTable;
  contact_groups: ContactGroupsTable;
  contact_group_members: ContactGroupMembersTable;
  templates: TemplatesTable;
  tokens: TokensTable;
  token_uses: TokenUsesTable;
  idempotency_keys: IdempotencyKeysTable;
  cached_lookups: CachedLookupsTable;
  signals: SignalsTable;
  hooks: HooksTable;
  hook_events: HookEventsTable;
}
