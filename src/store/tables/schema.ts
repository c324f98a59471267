import type { ApprovalsTable } from './approval-schema.ts';
import type {
  ContactGroupMembersTable,
  ContactGroupsTable,
  ContactsTable,
  TemplatesTable,
} from './book-schema.ts';
import type {
  ActionsTable,
  CardsTable,
  ChatsTable,
  HeardTable,
  InboxesTable,
  InvitationsTable,
  PeopleTable,
  RoomsTable,
  TopicsTable,
  UpdatesTable,
} from './chat-schema.ts';
import type { HourReadingsTable, HoursTable, ReadingsTable, UncountedTable } from './hour-schema.ts';
import type { IncomingCardsTable, IncomingPartsTable, IncomingTable } from './incoming-schema.ts';
import type {
  AttemptsTable,
  CachedLookupsTable,
  CampaignsTable,
  GuardsTable,
  MessagesTable,
  OrdersTable,
  OrphansTable,
  QueriesTable,
  ReceiptsTable,
  TalliesTable,
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
import type { AlertsTable, EventsTable, OutcomesTable, WatchesTable } from './watch-schema.ts';

/*
 * The tables, in types that SQLite and PostgreSQL both take as they are: ids are UUIDv7 text (sortable by age), but for
 * rows of which each message has some, whose ids are whole numbers that grow; times are milliseconds since 1970, money
 * is 1/10,000 of the currency, flags are 0 or 1, documents are JSON text (which carries any character, U+0000 too), bytes
 * are hex text, but for those of files: twice as long, they would fill a SQLite file twice as fast.
 */

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
