import { type Kysely, SqliteAdapter } from 'kysely';

/** Contacts, groups of them, and templates. */
export async function bookUp(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  const owned = (name: string) => {
    const table = schema.createTable(name);
    const growing =
      db.getExecutor().adapter instanceof SqliteAdapter
        ? table.addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
        : table.addColumn('id', 'bigint', (c) => c.primaryKey().generatedByDefaultAsIdentity());
    return growing
      .addColumn('owner_id', 'bigint', (c) => c.notNull())
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('made_by', 'bigint', (c) => c.notNull())
      .addColumn('made_at', 'bigint', (c) => c.notNull());
  };
  await owned('contacts')
    .addColumn('number', 'text', (c) => c.notNull())
    .addColumn('fields', 'text', (c) => c.notNull())
    .addUniqueConstraint('contacts_once', ['owner_id', 'key'])
    .execute();
  await owned('contact_groups').addUniqueConstraint('contact_groups_once', ['owner_id', 'key']).execute();
  await schema
    .createTable('contact_group_members')
    .addColumn('group_id', 'bigint', (c) => c.notNull())
    .addColumn('contact_id', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('contact_group_members_pk', ['group_id', 'contact_id'])
    .execute();
  await schema
    .createIndex('contact_group_members_by_contact')
    .on('contact_group_members')
    .column('contact_id')
    .execute();
  await owned('templates')
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .addUniqueConstraint('templates_once', ['owner_id', 'key', 'channel', 'language'])
    .execute();
}
