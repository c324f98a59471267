import { type Kysely, sql } from 'kysely';

/**
 * What a chat has otherwise than the bot stands in one document. Its language, which was all that could be chosen so
 * far, goes along: a private chat has the id of its person (Bot API: Chat).
 */
export async function roomsUp(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('rooms')
    .addColumn('chat_id', 'bigint', (c) => c.primaryKey())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('changed_by', 'bigint')
    .addColumn('changed_at', 'bigint')
    .execute();
  for (const table of ['chats', 'people']) {
    await sql`
      insert into rooms (chat_id, settings)
      select id, '{"v":1,"language":"' || language || '"}' from ${sql.table(table)} where language is not null
    `.execute(db);
    await schema.alterTable(table).dropColumn('language').execute();
  }
}
