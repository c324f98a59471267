import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** What the table is called whose rows these are. */
  name: z.string(),
  /** The stored file. */
  file: z.string(),
  rows: z.number(),
});
export type UnsentBody = z.infer<typeof body>;

/** Rows of a table for which nothing is sent, with the reasons, as a file. */
export const unsentCard: CardKind<UnsentBody> = { name: 'unsent', version: 1, body };
