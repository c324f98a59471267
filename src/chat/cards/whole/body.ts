import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  incomingId: z.string(),
  /** The stored file. */
  file: z.string(),
});
export type WholeBody = z.infer<typeof body>;

/** The whole text of an incoming message as a file. */
export const wholeCard: CardKind<WholeBody> = { name: 'whole', version: 1, body };
