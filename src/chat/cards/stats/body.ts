import { z } from 'zod';
import { CHANNELS } from '../../../messages/request.ts';
import { MESSAGE_STATES } from '../../../messages/status.ts';
import { period } from '../../times/period.ts';
import type { CardKind } from '../kind.ts';

/** By what figures may be told apart. */
export const GROUPED_BY = ['operator', 'code', 'person', 'sender'] as const;

/** What was asked for, read. */
export const askedStats = period.extend({
  /** See StatsFilter. */
  filter: z.object({
    from: z.string().optional(),
    channel: z.enum(CHANNELS).optional(),
    operator: z.string().optional(),
    number: z.string().optional(),
    error: z.number().optional(),
    commandStatus: z.number().optional(),
    makers: z.array(z.string()).readonly().optional(),
  }),
  /** The options as they were typed. */
  said: z.array(z.string()).readonly(),
  by: z.enum(GROUPED_BY).nullable(),
});
export type AskedStats = z.infer<typeof askedStats>;

const failed = z.object({
  state: z.enum(MESSAGE_STATES),
  error: z.number().nullable(),
  command_status: z.number().nullable(),
  messages: z.number(),
});
export type Failed = z.infer<typeof failed>;

const figures = z.object({
  messages: z.number(),
  /** Of those delivered, as far as the provider says so; of these, how many followed a link. */
  read: z.number(),
  clicked: z.number(),
  delivered: z.number(),
  accepted: z.number(),
  parts: z.number(),
  cost: z.number(),
  /** Within which half of the deliveries came, and 95 of a hundred (ms). */
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  /** By reason, most first. */
  failed: z.array(failed).readonly(),
  /** Most first, with what failed of each; empty unless asked for, or by code. */
  groups: z
    .array(z.object({ name: z.string(), messages: z.number(), delivered: z.number(), accepted: z.number() }))
    .readonly(),
  /** Messages of before there were figures are being counted yet. */
  partial: z.boolean(),
});
export type Figures = z.infer<typeof figures>;

export const statsBody = z.object({
  asked: askedStats,
  figures,
  /** The stored picture; null: the figures go alone. */
  picture: z.object({ id: z.string(), name: z.string() }).nullable(),
});
export type StatsBody = z.infer<typeof statsBody>;

/** Figures of before it was counted how many were read. */
const withoutReaders = z.looseObject({
  figures: z.looseObject({ read: z.number().default(0), clicked: z.number().default(0) }),
});

/** How the figures of each version become those of the next, of this card and of one that comes by the clock. */
export const earlierFigures = { 1: withoutReaders } as const;

/** What became of the messages of a period, in figures and a picture. */
export const statsCard: CardKind<StatsBody> = {
  name: 'stats',
  version: 2,
  body: statsBody,
  earlier: earlierFigures,
};
