import { z } from 'zod';
import type { CardKind } from '../kind.ts';
import { FIRST_PAGE } from '../pages.ts';

const body = z.object({
  /** From 0. */
  page: z.number(),
  /** The id of the contact that it begins with; null: the first. */
  from: z.number().nullable(),
});
export type ContactsBody = z.infer<typeof body>;

/** Everybody by name, a page at a time. */
export const contactsCard: CardKind<ContactsBody> = {
  name: 'contacts',
  version: 2,
  body,
  earlier: { 1: z.object({}).transform(() => FIRST_PAGE) },
};
