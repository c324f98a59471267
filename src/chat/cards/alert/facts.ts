import { z } from 'zod';
import { alertGroup } from '../../../watch/alert-group.ts';
import { heartbeatTerms, spendTerms } from '../../../watch/watched.ts';
import type { ViewContext } from '../../show/view.ts';

const count = z.number();

/** A link that was lost. */
const link = z.object({
  of: z.literal('link'),
  account: z.string(),
  host: z.string(),
  /** In words of the network or the provider; null: whoever held the link is silent. */
  error: z.string().nullable(),
});

/** Receipts that do not come. */
const silence = z.object({
  of: z.literal('silence'),
  account: z.string(),
  /** Messages that were handed over since the last of them, as far as they were counted. */
  awaiting: count,
});

/** Many failures among all that ended lately. */
const rate = z.object({
  of: z.literal('rate'),
  minutes: count,
  failed: count,
  total: count,
  /** Percent of the same hours of the last four weeks; null: too few to say. */
  usual: count.nullable().default(null),
  /** For which reasons, and at which operators ('': not known). */
  ends: z
    .array(
      z.object({
        state: z.number(),
        error: count.nullable(),
        command_status: count.nullable(),
        operator: z.string(),
        count,
      }),
    )
    .readonly(),
});

/** Receipts that come late, among those of some minutes. */
const lag = z.object({ of: z.literal('lag'), minutes: count, late: count, total: count });

/** Money beyond a limit. */
const spend = spendTerms.extend({ of: z.literal('spend'), spent: count });

/** What is left at the provider, below what a watch allows. */
const balance = z.object({ of: z.literal('balance'), limit: count, left: count });

/** Money above what is usual in so many hours. */
const dear = z.object({ of: z.literal('dear'), spent: count, usual: count, hours: count });

/** A campaign, by the number of its order, which says where it is. */
const campaign = z.object({ of: z.literal('campaign'), order: count });

/** What other programs' monitoring says. */
const alerts = alertGroup.extend({
  of: z.literal('alerts'),
  /** Whoever spoke of it last did so then (ms), and would have since; null: it was heard of in time. */
  unheardSince: z.number().nullable().default(null),
});

/** Another program that does not show that it lives. */
const heartbeat = heartbeatTerms.extend({
  of: z.literal('heartbeat'),
  /** When it did last (ms). */
  lastAt: z.number(),
});

const about = z.discriminatedUnion('of', [
  link,
  silence,
  rate,
  lag,
  spend,
  dear,
  balance,
  campaign,
  alerts,
  heartbeat,
]);
/** What a state of things is about. */
export type About = z.infer<typeof about>;
export type AboutOf<Of extends About['of']> = Extract<About, { of: Of }>;

const facts = z.object({
  about,
  /** When it began, the first time (ms). */
  since: z.number(),
  /** When it was over; null: it lasts. */
  until: z.number().nullable(),
  /** How often it began. */
  times: z.number(),
});
/** What is known of a state of things that a chat is told of. */
export type Facts = z.infer<typeof facts>;

export const readFacts = (json: string): Facts => facts.parse(JSON.parse(json));

/** Its end, for `alert-…-over`. */
export const endOf = (
  { locale, now }: Pick<ViewContext, 'locale' | 'now'>,
  { since, until }: Pick<Facts, 'since' | 'until'>,
) => (until === null ? null : { time: locale.time(until, now), duration: locale.duration(until - since) });
