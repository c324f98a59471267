import { z } from 'zod';
import type { JobKind } from '../../jobs/kind.ts';
import { sentTable } from '../tables/sent-table.ts';

export const contactsImport = sentTable.extend({
  owner: z.number(),
  /** It is read once more for this, which was agreed on: contacts that have another number get that of the table. */
  renumbers: z.literal(true).optional(),
});
export type ContactsImport = z.infer<typeof contactsImport>;

/** Makes contacts of a table, for whoever sent it. */
export const importJob: JobKind<ContactsImport> = {
  name: 'import-contacts',
  version: 1,
  body: contactsImport,
};
