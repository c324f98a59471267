import type { Selectable } from 'kysely';
import type { Reader, Tx } from './database.ts';
import type { InboxesTable, PeopleTable } from './schema.ts';

export type Person = Selectable<PeopleTable>;
export type GrantableRole = NonNullable<PeopleTable['role']>;

export function findPerson(db: Reader, id: number): Promise<Person | undefined> {
  return db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Everyone with a role, by role and name. */
export function peopleWithRoles(db: Reader): Promise<Person[]> {
  return db
    .selectFrom('people')
    .selectAll()
    .where('role', 'is not', null)
    .orderBy('role')
    .orderBy('name')
    .execute();
}

/** Keeps a person's name, so that /people can show it. */
export async function namePerson(tx: Tx, id: number, name: string, now: number): Promise<void> {
  await tx.db
    .insertInto('people')
    .values({ id, name, role: null, language: null, granted_by: null, updated_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, updated_at: now }))
    .execute();
}

/** Gives or (null) takes a role. */
export async function setRole(
  tx: Tx,
  grant: { id: number; name: string; role: GrantableRole | null; by: number; now: number },
): Promise<void> {
  const { id, name, role, by, now } = grant;
  await tx.db
    .insertInto('people')
    .values({ id, name, role, language: null, granted_by: by, updated_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ role, granted_by: by, updated_at: now }))
    .execute();
}

export async function setPersonLanguage(
  tx: Tx,
  id: number,
  name: string,
  language: string | null,
  now: number,
): Promise<void> {
  await tx.db
    .insertInto('people')
    .values({ id, name, role: null, language, granted_by: null, updated_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ language, updated_at: now }))
    .execute();
}

export async function chatLanguage(db: Reader, id: number): Promise<string | null> {
  const row = await db.selectFrom('chats').select('language').where('id', '=', id).executeTakeFirst();
  return row?.language ?? null;
}

export async function setChatLanguage(tx: Tx, id: number, language: string | null): Promise<void> {
  await tx.db
    .insertInto('chats')
    .values({ id, language })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ language }))
    .execute();
}

export type Inbox = Selectable<InboxesTable>;

/** Chats and topics that show incoming messages. */
export function inboxes(db: Reader): Promise<Inbox[]> {
  return db.selectFrom('inboxes').selectAll().orderBy('turned_on_at').execute();
}

/** Turns the inbox of a chat or topic (0: the chat itself) on or off. */
export async function setInbox(
  tx: Tx,
  place: { chatId: number; threadId: number },
  by: number | null,
  now: number,
): Promise<void> {
  if (by === null) {
    await tx.db
      .deleteFrom('inboxes')
      .where('chat_id', '=', place.chatId)
      .where('thread_id', '=', place.threadId)
      .execute();
    return;
  }
  await tx.db
    .insertInto('inboxes')
    .values({ chat_id: place.chatId, thread_id: place.threadId, turned_on_by: by, turned_on_at: now })
    .onConflict((conflict) => conflict.columns(['chat_id', 'thread_id']).doNothing())
    .execute();
}

/** Turns off every inbox that a person turned on. Returns the places. */
export function closeInboxes(tx: Tx, by: number): Promise<Inbox[]> {
  return tx.db.deleteFrom('inboxes').where('turned_on_by', '=', by).returningAll().execute();
}
