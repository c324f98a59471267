import type { Tx } from '../engine/database.ts';

/** What has a name in a team's book. */
export type NamedInBook = 'contacts' | 'contact_groups' | 'templates';

/** Gives what an owner has by a name another, in which it stays what it was: its members, and the groups that it is in. */
export async function renameInBook(
  tx: Tx,
  table: NamedInBook,
  { owner, key }: { readonly owner: number; readonly key: string },
  to: { readonly key: string; readonly name: string },
): Promise<void> {
  const where = ['owner_id', '=', owner] as const;
  switch (table) {
    case 'contacts':
      return void (await tx.db
        .updateTable('contacts')
        .set(to)
        .where(...where)
        .where('key', '=', key)
        .execute());
    case 'contact_groups':
      return void (await tx.db
        .updateTable('contact_groups')
        .set(to)
        .where(...where)
        .where('key', '=', key)
        .execute());
    case 'templates':
      return void (await tx.db
        .updateTable('templates')
        .set(to)
        .where(...where)
        .where('key', '=', key)
        .execute());
  }
}
