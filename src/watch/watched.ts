import { z } from 'zod';
import { CHANNELS } from '../messages/request.ts';

/*
 * What a chat can watch. `usual` is what nobody regrets: links and receipts, messages in doubt, failures that a person can
 * mend, many failures of any kind, and money above what is usual; the others say more exactly. A phone that is off rings
 * nobody who has not asked for it. `daily` and `weekly` are summaries, which come by the clock.
 */

export const WATCH_KINDS = [
  'usual',
  'failed',
  'delivered',
  'doubt',
  'link',
  'rate',
  'lag',
  'spend',
  'balance',
  'campaign',
  'incoming',
  'alerts',
  'heartbeat',
  'daily',
  'weekly',
] as const;
export type WatchKind = (typeof WATCH_KINDS)[number];

const some = <Item extends z.ZodType>(item: Item) => z.array(item).readonly().optional();

/** Of which messages it is told; all of them where nothing is said. */
const filter = z.object({
  /** Sender names or numbers, as they were agreed on. */
  from: some(z.string()),
  channel: some(z.enum(CHANNELS)),
  /** Operators, by a part of their names. */
  operator: some(z.string()),
  /** Error codes of receipts. */
  code: some(z.number()),
  /** Telegram ids of people, names of tokens. */
  by: some(z.string()),
  /** Recipients: digits that their numbers end in. */
  number: some(z.string()),
  /** False: campaigns are left out. */
  bulk: z.literal(false).optional(),
});
export type Filter = z.infer<typeof filter>;

/** Failures among all that ended lately. */
const rate = z.object({
  /** Percent from which on it is told of. */
  share: z.number(),
  minutes: z.number(),
});
export type Rate = z.infer<typeof rate>;

export const USUAL_RATE: Rate = { share: 20, minutes: 10 };

/** Minutes. */
export const USUAL_LAG = 5;

/** So many hours up to now, this one with them; or days, the first of them from midnight on. */
const span = z.object({ count: z.number(), unit: z.enum(['h', 'd']) });
export type SpendSpan = z.infer<typeof span>;

export const USUAL_SPAN: SpendSpan = { count: 1, unit: 'd' };

/** What is spent within a time. */
export const spendTerms = z.object({
  /** Money from which on it is told of. */
  limit: z.number(),
  span,
});

/** When a summary comes, by the clock of its chat. */
const at = z.object({
  /** After midnight. */
  minute: z.number(),
  /** Monday is 0; null: each day. */
  weekday: z.number().nullable(),
});
export type SummaryTime = z.infer<typeof at>;

/** Another program that is to show that it lives. */
export const heartbeatTerms = z.object({
  name: z.string(),
  /** It stays away when nothing comes for so long. */
  minutes: z.number(),
});

/** How much of it, where the kind asks for that. */
const terms = z.object({
  /** Of the kind `rate`, where it is not the usual one. */
  rate: rate.optional(),
  /** Minutes that a receipt may take. */
  lag: z.number().optional(),
  spend: spendTerms.optional(),
  /** What is left at the provider is told of from below this on. */
  balance: z.number().optional(),
  heartbeat: heartbeatTerms.optional(),
  at: at.optional(),
});
export type Terms = z.infer<typeof terms>;

export const watched = z.object({
  kind: z.enum(WATCH_KINDS),
  only: filter,
  ...terms.shape,
  /** Of the kind `alerts`: of each label one of these values. */
  labels: z.record(z.string(), z.array(z.string()).readonly()).optional(),
  /** What it tells comes without a sound. */
  silent: z.literal(true).optional(),
});
export type Watched = z.infer<typeof watched>;

/** What there is one watch of in a place: a kind, but of heartbeats each. */
export const subjectOf = ({ kind, heartbeat }: Watched): string =>
  heartbeat ? `${kind} ${heartbeat.name}` : kind;
