import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const open = z.array(z.object({ what: z.string(), n: z.number() })).readonly();

const state = z.discriminatedUnion('is', [
  /** A second admin is asked. */
  z.object({ is: z.literal('asked') }),
  z.object({ is: z.literal('running'), by: z.number() }),
  z.object({ is: z.literal('done'), by: z.number(), at: z.number() }),
  /** Something of theirs was not over when it came to it; or came meanwhile, and the rest is erased. */
  z.object({ is: z.literal('open'), open, isRest: z.boolean().default(false) }),
  z.object({ is: z.literal('withdrawn'), by: z.number() }),
  z.object({ is: z.literal('failed') }),
]);

const body = z.object({
  /** Digits of whose data go; '' once they are gone, or stay, and on the cards that tell of another. */
  number: z.string(),
  askedBy: z.number(),
  /** Of the cards that tell others of it: the card that they tell of; null: this one. */
  of: z.string().nullable(),
  /** The cards that do. */
  told: z.array(z.string()).readonly(),
  state,
});
export type ErasureBody = z.infer<typeof body>;

/** The erasing of all that is kept of one person. */
export const erasureCard: CardKind<ErasureBody> = { name: 'erasure', version: 1, body };
