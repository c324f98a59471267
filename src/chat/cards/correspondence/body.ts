import { z } from 'zod';
import type { CardKind } from '../kind.ts';
import { names } from '../sight.ts';

const body = z.object({
  /** Digits of the number. */
  number: z.string(),
  /** Its name, if that was typed. */
  names,
  /** From 0, the newest. */
  page: z.number(),
});
export type CorrespondenceBody = z.infer<typeof body>;

/** All that was written to and fro with one number. */
export const correspondenceCard: CardKind<CorrespondenceBody> = { name: 'correspondence', version: 1, body };
