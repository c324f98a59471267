import { z } from 'zod';

const link = z.object({
  account: z.string(),
  host: z.string(),
  /** In words of the network or the provider; null: whoever held the link is silent. */
  error: z.string().nullable(),
  /** When it was lost, the first time (ms). */
  since: z.number(),
  /** When it was there again; null: it is not. */
  upAt: z.number().nullable(),
  /** How often it was lost. */
  times: z.number(),
});
/** What is known of a link that was lost. */
export type LinkFacts = z.infer<typeof link>;

export const readLinkFacts = (json: string): LinkFacts => link.parse(JSON.parse(json));
