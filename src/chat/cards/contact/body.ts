import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  contactId: z.number(),
  /** What was done just now; renumbered: it got a number for which its consent does not hold. */
  said: z.enum(['added', 'changed', 'renumbered']).nullable(),
  /** The name of one that is there no more. */
  removed: z.string().nullable(),
  /** Messages that waited when it got another number, and go to the one before. */
  waiting: z.object({ n: z.number(), was: z.string() }).nullable(),
});
export type ContactBody = z.infer<typeof body>;

/** Somebody by name. */
export const contactCard: CardKind<ContactBody> = {
  name: 'contact',
  version: 3,
  body,
  earlier: { 1: z.looseObject({ waiting: z.null().default(null) }) },
};
