import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** Digits of whose data are to go. */
  number: z.string(),
  /** As the number, or its name, was typed. */
  typed: z.string(),
});
export type StillOpenBody = z.infer<typeof body>;

/** What keeps one person's data from being erased. */
export const stillOpenCard: CardKind<StillOpenBody> = { name: 'still-open', version: 1, body };
