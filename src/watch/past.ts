import { z } from 'zod';
import { alertGroup } from './alert-group.ts';

/*
 * What was so for a while, and is seen nowhere once it is over. It is kept for a day or so, for whoever asks what a watch
 * would have told of.
 */

const past = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('link'),
    account: z.string(),
    way: z.enum(['smpp', 'https', 'smtp']).default('smpp'),
    host: z.string(),
    /** In words of the network or the provider; null: whoever held the link was silent. */
    error: z.string().nullable(),
  }),
  /** Another program did not show that it lives. */
  z.object({ of: z.literal('heartbeat') }),
  /** So little was left at the provider, at the least. */
  z.object({ of: z.literal('balance'), left: z.number() }),
  /** Other programs' alerts, that fired as they were told of last. */
  alertGroup.extend({ of: z.literal('alerts') }),
]);
export type Past = z.infer<typeof past>;

/** From when to when (ms) it was so; null: it may be so still. */
export const pastSpan = z.object({ since: z.number(), until: z.number().nullable(), what: past });
export type PastSpan = z.infer<typeof pastSpan>;
