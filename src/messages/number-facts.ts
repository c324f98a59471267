import { z } from 'zod';

const facts = z.object({
  country: z.string().nullable(),
  operator: z.string().nullable(),
  region: z.string().nullable(),
  /** Minutes by which its clocks are ahead of UTC. */
  tz: z.number().nullable(),
});

/** What the provider knows of a number without asking its phone. */
export type NumberFacts = z.infer<typeof facts>;

/** From the JSON in which they are kept. */
export const readFacts = (json: string): NumberFacts => facts.parse(JSON.parse(json));
