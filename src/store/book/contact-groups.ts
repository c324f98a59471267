import { sql } from 'kysely';
import { chunks } from '../engine/chunks.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';
import { type Contact, readContactRow } from './contacts.ts';

/** Several contacts by one name. */
export interface ContactGroup {
  readonly id: number;
  /** The Telegram id of the one person who sees it, or TEAM. */
  readonly owner: number;
  /** The name as names are compared. */
  readonly key: string;
  /** Without #. */
  readonly name: string;
  readonly madeBy: number;
}

/** Groups of one team that are listed. */
const LISTED = 200;

const COLUMNS = ['id', 'owner_id as owner', 'key', 'name', 'made_by as madeBy'] as const;

/** Those of these owners that have one of these names. */
export function groupsNamed(
  db: Reader,
  owners: readonly number[],
  keys: readonly string[],
): Promise<ContactGroup[]> {
  return findEach(keys, (some) =>
    db
      .selectFrom('contact_groups')
      .select(COLUMNS)
      .where('owner_id', 'in', owners)
      .where('key', 'in', some)
      .orderBy('owner_id')
      .execute(),
  );
}

export function findGroup(db: Reader, id: number): Promise<ContactGroup | undefined> {
  return db.selectFrom('contact_groups').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

/** The groups of these owners, by their names; of very many the first. */
export function contactGroupsOf(db: Reader, owners: readonly number[]): Promise<ContactGroup[]> {
  return db
    .selectFrom('contact_groups')
    .select(COLUMNS)
    .where('owner_id', 'in', owners)
    .orderBy('key')
    .limit(LISTED)
    .execute();
}

export async function countContactGroups(db: Reader, owners: readonly number[]): Promise<number> {
  const { n } = await db
    .selectFrom('contact_groups')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('owner_id', 'in', owners)
    .executeTakeFirstOrThrow();
  return n;
}

/** Who is in these groups, by the id of each. */
export async function membersOf(db: Reader, ids: readonly number[]): Promise<Map<number, Contact[]>> {
  const rows = await findEach(ids, (some) =>
    db
      .selectFrom('contact_group_members as members')
      .innerJoin('contacts', 'contacts.id', 'members.contact_id')
      .selectAll('contacts')
      .select('members.group_id')
      .where('members.group_id', 'in', some)
      .execute(),
  );
  const grouped = Map.groupBy(rows.toSorted(byKey), ({ group_id }) => group_id);
  return new Map([...grouped].map(([id, members]) => [id, members.map(readContactRow)]));
}

/** Of a group: how many are in it, and the names of some. */
export interface GroupMembers {
  readonly count: number;
  readonly names: readonly string[];
}

/**
 * How many are in these groups, by the id of each, and by name so many of those who have been contacts for longest; of one
 * with nobody in it there is nothing. Of the others no contact is read.
 */
export async function firstMembersOf(
  db: Reader,
  ids: readonly number[],
  limit: number,
): Promise<Map<number, GroupMembers>> {
  const counts = await findEach(ids, (some) =>
    db
      .selectFrom('contact_group_members')
      .select(['group_id', ({ fn }) => fn.countAll<number>().as('count')])
      .where('group_id', 'in', some)
      .groupBy('group_id')
      .execute(),
  );
  const first = await findEach(ids, (some) =>
    db
      .selectFrom((eb) =>
        eb
          .selectFrom('contact_group_members')
          .select(['group_id', 'contact_id'])
          .select(sql<number>`row_number() over (partition by group_id order by contact_id)`.as('place'))
          .where('group_id', 'in', some)
          .as('placed'),
      )
      .innerJoin('contacts', 'contacts.id', 'placed.contact_id')
      .select(['placed.group_id', 'contacts.name', 'contacts.key'])
      .where('placed.place', '<=', limit)
      .execute(),
  );
  const names = Map.groupBy(first.toSorted(byKey), ({ group_id }) => group_id);
  return new Map(
    counts.map(({ group_id: id, count }) => [
      id,
      { count, names: (names.get(id) ?? []).map(({ name }) => name) },
    ]),
  );
}

const byKey = (one: { readonly key: string }, other: { readonly key: string }): number =>
  one.key < other.key ? -1 : 1;

/** Makes a group. Returns its id. */
export async function makeGroup(tx: Tx, group: Omit<ContactGroup, 'id'>, now: number): Promise<number> {
  const { owner, key, name, madeBy } = group;
  const { id } = await tx.db
    .insertInto('contact_groups')
    .values({ owner_id: owner, key, name, made_by: madeBy, made_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Puts contacts into a group, each once. */
export async function addMembers(tx: Tx, groupId: number, contactIds: readonly number[]): Promise<void> {
  for (const some of chunks(contactIds)) {
    await tx.db
      .insertInto('contact_group_members')
      .values(some.map((id) => ({ group_id: groupId, contact_id: id })))
      .onConflict((conflict) => conflict.columns(['group_id', 'contact_id']).doNothing())
      .execute();
  }
}

export async function removeMembers(tx: Tx, groupId: number, contactIds: readonly number[]): Promise<void> {
  for (const some of chunks(contactIds)) {
    await tx.db
      .deleteFrom('contact_group_members')
      .where('group_id', '=', groupId)
      .where('contact_id', 'in', some)
      .execute();
  }
}

/** Removes a group; its contacts stay. */
export async function removeGroup(tx: Tx, id: number): Promise<void> {
  await tx.db.deleteFrom('contact_group_members').where('group_id', '=', id).execute();
  await tx.db.deleteFrom('contact_groups').where('id', '=', id).execute();
}
