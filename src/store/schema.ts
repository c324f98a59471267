import type { ApprovalsTable } from './approval-schema.ts';
import type {
  ContactGroupMembersTable,
  ContactGroupsTable,
  ContactsTable,
  TemplatesTable,
} from './book-schema.ts';
import type {
  AttemptsTable,
  CachedLookupsTable,
  CampaignsTable,
  GuardsTable,
  HourReadingsTable,
  HoursTable,
  IncomingCardsTable,
  IncomingPartsTable,
  IncomingTable,
  MessagesTable,
  OrdersTable,
  OrphansTable,
  QueriesTable,
  ReadingsTable,
  ReceiptsTable,
  TalliesTable,
  UncountedTable,
  WaysTable,
} from './message-schema.ts';
import type {
  HookEventsTable,
  HooksTable,
  IdempotencyKeysTable,
  SignalsTable,
  TokensTable,
  TokenUsesTable,
} from './program-schema.ts';
import type { ChargesTable, QuotasTable, QuotaUsesTable } from './quota-schema.ts';
import type { StopListTable, StoppedMessagesTable, StopRulesTable } from './stop-schema.ts';
import type { AwayTable, QueuesTable, TalkPlacesTable, TalksTable } from './talk-schema.ts';
import type {
  AlertsTable,
  EventsTable,
  OutcomesTable,
  SuspensionReason,
  WatchesTable,
} from './watch-schema.ts';

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

/** What is asked of the provider's HTTP API: see provider-questions.ts. */
export interface ProviderQuestionsTable {
  kind: 'balance' | 'price' | 'facts' | 'rejections' | 'statuses' | 'incoming';
  /** What it is about: '' for the account, the order that is priced or was rejected, a number. */
  subject: string;
  /** When it is to be asked (ms); null: it is at rest. */
  due_at: number | null;
  /** When something came of it last (ms). */
  asked_at: number | null;
  /** That failed since the last answer. */
  tries: number;
  /** Why the last one failed; null: it did not. */
  why: string | null;
  /** What was told last, as JSON, and when (ms). */
  answer: string | null;
  answered_at: number | null;
}

/** Cards that wait for what comes of a question. */
export interface ProviderQuestionCardsTable {
  kind: ProviderQuestionsTable['kind'];
  subject: string;
  card_id: string;
}

export interface Schema {
  updates: UpdatesTable;
  people: PeopleTable;
  chats: ChatsTable;
  rooms: RoomsTable;
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
  readings: ReadingsTable;
  hour_readings: HourReadingsTable;
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
  talks: TalksTable;
  talk_places: TalkPlacesTable;
  queues: QueuesTable;
  away: AwayTable;
  approvals: ApprovalsTable;
  provider_questions: ProviderQuestionsTable;
  provider_question_cards: ProviderQuestionCardsTable;
  quotas: QuotasTable;
  quota_uses: QuotaUsesTable;
  charges: ChargesTable;
  stop_list: StopListTable;
  stop_rules: StopRulesTable;
  stopped_messages: StoppedMessagesTable;
}
