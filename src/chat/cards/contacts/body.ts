import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** From 0. */
  page: z.number(),
});
export type ContactsBody = z.infer<typeof body>;

/** Everybody by name, a page at a time. */
export const contactsCard: CardKind<ContactsBody> = { name: 'contacts', version: 1, body };
