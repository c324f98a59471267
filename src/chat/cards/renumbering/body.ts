import { z } from 'zod';
import { contactsImport } from '../../book/import-job.ts';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** What reads the table once more. */
  job: contactsImport,
  /** How many contacts have another number there. */
  n: z.number(),
  /** The first of them, with the numbers that they have and would get (digits). */
  first: z.array(z.object({ name: z.string(), was: z.string(), number: z.string() })).readonly(),
  answer: z.enum(['replaced', 'left']).nullable(),
});
export type RenumberingBody = z.infer<typeof body>;

/** Asks whether contacts get the numbers that a table has for them. */
export const renumberingCard: CardKind<RenumberingBody> = { name: 'renumbering', version: 1, body };
