import type { Selectable } from 'kysely';
import { chunks } from '../engine/chunks.ts';
import type { Reader, Snapshot, Tx } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';
import type { ContactsTable } from '../tables/book-schema.ts';

/** In the place of the one person who sees a row: the whole team does. */
export const TEAM = 0;

/** What is known of somebody, by the name of each field. */
export type Fields = Readonly<Record<string, string>>;

/** Somebody by a name that people write to. */
export interface Contact {
  readonly id: number;
  /** The Telegram id of the one person who sees it, or TEAM. */
  readonly owner: number;
  /** The name as names are compared. */
  readonly key: string;
  readonly name: string;
  /** Digits without +. */
  readonly number: string;
  readonly fields: Fields;
  readonly madeBy: number;
}

/** Names that are looked at for the ones nearest to a mistyped one. */
const NAMES = 10_000;

/** A contact as its row has it. */
export const readContactRow = (row: Omit<Selectable<ContactsTable>, 'made_at'>): Contact => ({
  id: row.id,
  owner: row.owner_id,
  key: row.key,
  name: row.name,
  number: row.number,
  fields: JSON.parse(row.fields) as Fields,
  madeBy: row.made_by,
});

/** Those of these owners that have one of these names. */
export async function contactsNamed(
  db: Snapshot,
  owners: readonly number[],
  keys: readonly string[],
): Promise<Contact[]> {
  const rows = await findEach(keys, (some) =>
    db
      .selectFrom('contacts')
      .selectAll()
      .where('owner_id', 'in', owners)
      .where('key', 'in', some)
      .orderBy('owner_id')
      .execute(),
  );
  return rows.map(readContactRow);
}

/** What these owners know of those who have one of these numbers, which may stand for several. */
export async function fieldsByNumber(
  db: Snapshot,
  owners: readonly number[],
  numbers: readonly string[],
): Promise<{ readonly number: string; readonly name: string; readonly fields: Fields }[]> {
  const rows = await findEach(numbers, (some) =>
    db
      .selectFrom('contacts')
      .select(['number', 'name', 'fields'])
      .where('owner_id', 'in', owners)
      .where('number', 'in', some)
      .execute(),
  );
  return rows.map(({ number, name, fields }) => ({ number, name, fields: JSON.parse(fields) as Fields }));
}

export async function findContact(db: Reader, id: number): Promise<Contact | null> {
  const row = await db.selectFrom('contacts').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? readContactRow(row) : null;
}

/** Whose contacts, and how many of them. */
interface ByName {
  readonly owners: readonly number[];
  readonly limit: number;
}

/**
 * Contacts of these owners by their names, from the one with this id on; from the first where there is none. However many
 * there are, so many are read: of each owner those that are next by the index.
 */
export async function contactsOf(
  db: Reader,
  { owners, limit }: ByName,
  from: number | null = null,
): Promise<Contact[]> {
  const first = from === null ? null : await findContact(db, from);
  return listed(
    db,
    { owners, limit },
    'asc',
    (owner) => first && ([owner >= first.owner ? '>=' : '>', first.key] as const),
  );
}

/** Those before the one with this id, the nearest first; none where it is not there. */
export async function contactsBefore(db: Reader, by: ByName, id: number): Promise<Contact[]> {
  const last = await findContact(db, id);
  if (!last) return [];
  return listed(db, by, 'desc', (owner) => [owner < last.owner ? '<=' : '<', last.key]);
}

/** @param beside how the names of an owner's stand to one; null: any */
async function listed(
  db: Reader,
  { owners, limit }: ByName,
  way: 'asc' | 'desc',
  beside: (owner: number) => readonly ['>=' | '>' | '<=' | '<', key: string] | null,
): Promise<Contact[]> {
  const each = owners.map((owner) => {
    const than = beside(owner);
    return db
      .selectFrom((eb) =>
        eb
          .selectFrom('contacts')
          .selectAll()
          .where('owner_id', '=', owner)
          .$if(than !== null, (query) => (than ? query.where('key', than[0], than[1]) : query))
          .orderBy('key', way)
          .limit(limit)
          .as('own'),
      )
      .selectAll();
  });
  const [one, ...others] = each;
  if (!one) return [];
  const rows = await others
    .reduce((all, other) => all.unionAll(other), one)
    .orderBy('key', way)
    .orderBy('owner_id', way)
    .limit(limit)
    .execute();
  return rows.map(readContactRow);
}

/** Contacts of these owners behind one, the owners one after the other, each one's by their names. */
export async function contactsBehind(
  db: Snapshot,
  owners: readonly number[],
  after: { readonly owner: number; readonly key: string } | null,
  limit: number,
): Promise<Contact[]> {
  const contacts: Contact[] = [];
  for (const owner of owners.toSorted((one, other) => one - other)) {
    if (contacts.length === limit) break;
    if (after && owner < after.owner) continue;
    const rows = await db
      .selectFrom('contacts')
      .selectAll()
      .where('owner_id', '=', owner)
      .where('key', '>', owner === after?.owner ? after.key : '')
      .orderBy('key')
      .limit(limit - contacts.length)
      .execute();
    contacts.push(...rows.map(readContactRow));
  }
  return contacts;
}

export async function countContacts(db: Reader, owners: readonly number[]): Promise<number> {
  const { n } = await db
    .selectFrom('contacts')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('owner_id', 'in', owners)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** The names of these owners' contacts. */
export async function contactNames(db: Reader, owners: readonly number[]): Promise<string[]> {
  const rows = await db
    .selectFrom('contacts')
    .select('name')
    .where('owner_id', 'in', owners)
    .limit(NAMES)
    .execute();
  return rows.map(({ name }) => name);
}

/** Each in the place of the one that its owner had by that name. */
const written = (tx: Tx, contacts: readonly Omit<Contact, 'id'>[], now: number) =>
  tx.db
    .insertInto('contacts')
    .values(
      contacts.map(({ owner, key, name, number, fields, madeBy }) => ({
        owner_id: owner,
        key,
        name,
        number,
        fields: JSON.stringify(fields),
        made_by: madeBy,
        made_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['owner_id', 'key']).doUpdateSet(({ ref }) => ({
        name: ref('excluded.name'),
        number: ref('excluded.number'),
        fields: ref('excluded.fields'),
      })),
    );

/** Writes a contact, in the place of the one that its owner had by that name. Returns its id. */
export async function writeContact(tx: Tx, contact: Omit<Contact, 'id'>, now: number): Promise<number> {
  const { id } = await written(tx, [contact], now).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** Writes many contacts, likewise. */
export async function writeContacts(
  tx: Tx,
  contacts: readonly Omit<Contact, 'id'>[],
  now: number,
): Promise<void> {
  for (const some of chunks(contacts)) await written(tx, some, now).execute();
}

/** Removes a contact, from its groups as well. */
export async function removeContact(tx: Tx, id: number): Promise<void> {
  await tx.db.deleteFrom('contact_group_members').where('contact_id', '=', id).execute();
  await tx.db.deleteFrom('contacts').where('id', '=', id).execute();
}
