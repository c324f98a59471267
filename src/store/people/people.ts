import type { Selectable } from 'kysely';
import type { Reader, Tx } from '../engine/database.ts';
import type { PeopleTable } from '../tables/chat-schema.ts';

export type Person = Selectable<PeopleTable>;
export type GrantableRole = NonNullable<PeopleTable['role']>;
/** Roles that can be given, least first. */
export const GRANTABLE = ['viewer', 'operator', 'admin'] as const satisfies readonly GrantableRole[];

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

/** Keeps a person's name, so that /people can show it, and the language of their Telegram, in which to write to them. */
export async function namePerson(
  tx: Tx,
  { id, name, telegramLanguage }: { id: number; name: string; telegramLanguage: string },
  now: number,
): Promise<void> {
  const person = { name, telegram_language: telegramLanguage, updated_at: now };
  const kept = tx.db
    .insertInto('people')
    .values({ id, role: null, granted_by: null, own_number: null, ...person })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(person))
    .execute();
  await tx.unawaited(kept);
}

/** Nobody gives or takes roles of these people before this transaction ends. SQLite has one writer anyway. */
export async function lockPeople(tx: Tx, ids: readonly number[]): Promise<void> {
  if (tx.kind !== 'postgres') return;
  await tx.db.selectFrom('people').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute();
}

/** Gives or (null) takes a role; an empty name is one that is not known. */
export async function setRole(
  tx: Tx,
  grant: { id: number; name: string; role: GrantableRole | null; by: number; now: number },
): Promise<void> {
  const { id, name, role, by, now } = grant;
  await tx.db
    .insertInto('people')
    .values({ id, name, role, granted_by: by, own_number: null, updated_at: now })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ role, granted_by: by, updated_at: now, ...(name === '' ? {} : { name }) }),
    )
    .execute();
}

/** The number to which somebody has tests sent (digits); null: they have not said. */
export const numberOf = async (db: Reader, id: number): Promise<string | null> =>
  (await findPerson(db, id))?.own_number ?? null;

export async function setNumber(tx: Tx, id: number, number: string): Promise<void> {
  await tx.db.updateTable('people').set({ own_number: number }).where('id', '=', id).execute();
}

/** Everyone who is called so, in any case, by a piece of their name, or has this id. */
export async function peopleNamed(db: Reader, typed: string): Promise<Person[]> {
  const wanted = typed.toLowerCase();
  // SQLite lowers ASCII alone; people are few.
  const people = await db.selectFrom('people').selectAll().orderBy('id').execute();
  return people.filter(({ id, name }) => String(id) === wanted || name.toLowerCase().includes(wanted));
}
