import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const state = z.discriminatedUnion('is', [
  /** A second person is asked. */
  z.object({ is: z.literal('asked') }),
  z.object({ is: z.enum(['approved', 'rejected', 'withdrawn']), by: z.number(), at: z.number() }),
]);

const body = z.object({
  /** Of what the file is: a text of the locale files. */
  what: z.string(),
  numbers: z.number(),
  askedBy: z.number(),
  /** Where it was asked for. */
  from: z.object({ chatId: z.number(), threadId: z.number() }),
  /** Nobody can approve it from then on (ms). */
  expiresAt: z.number(),
  /** The card that shows the file, once it may: its kind, and what it keeps, as written. */
  file: z.object({ kind: z.string(), body: z.unknown() }),
  /** Of the cards that tell others of it: the card that they tell of; null: this one. */
  of: z.string().nullable(),
  /** The cards that do. */
  told: z.array(z.string()).readonly(),
  state,
});
export type HandoutBody = z.infer<typeof body>;

/** A file with many numbers, which its asker gets once a second person has approved that. */
export const handoutCard: CardKind<HandoutBody> = { name: 'handout', version: 0, body };
