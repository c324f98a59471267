import { isOnePerson } from '../../one-person.ts';
import type { Reader } from '../../store/engine/database.ts';
import { findPerson, type Person } from '../../store/people/people.ts';

/** What a person may do, each role all that the ones after it may. */
export const ROLES = ['owner', 'admin', 'operator', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** May somebody with this role do what wants that one? Closed by default: null may nothing. */
export const may = (role: Role | null, wanted: Role): boolean =>
  role !== null && ROLES.indexOf(role) <= ROLES.indexOf(wanted);

/** What may be used by role: in groups, where it changes things for everyone, perhaps by another. */
export interface ByRole<Least extends Role | null = Role | null> {
  /** The least role that may use it; null: anyone who has one. */
  readonly role: Least;
  /** The same in groups. */
  readonly groupRole?: Role;
}

/** The least role that may use it in such a place. */
export const leastRole = <Least extends Role | null>(
  { role, groupRole }: ByRole<Least>,
  { isPrivate }: { readonly isPrivate: boolean },
): Least | Role => (isPrivate ? role : (groupRole ?? role));

/** May somebody with this role use it there? */
export function mayUse(what: ByRole, role: Role | null, place: { readonly isPrivate: boolean }): boolean {
  const least = leastRole(what, place);
  return least === null || may(role, least);
}

/** May whoever reads a card use what stands on it? In a group (`chatId` below 0) everybody is shown it, and the press tells. */
export const mayUseOn = (what: ByRole, reader: Role | null, chatId: number): boolean =>
  chatId < 0 || mayUse(what, reader, { isPrivate: true });

/** Who may give or take a role: only owners make admins, and nobody makes owners (they stand in OWNER_IDS). */
export const mayGrant = (granter: Role | null, role: Role): boolean =>
  role === 'admin' ? granter === 'owner' : role !== 'owner' && may(granter, 'admin');

/** The role of an id, owners first. */
export async function roleOf(db: Reader, ownerIds: readonly number[], id: number): Promise<Role | null> {
  const isAsked = isOnePerson(id) && !ownerIds.includes(id);
  return roleIn(ownerIds, id, isAsked ? await findPerson(db, id) : undefined);
}

/** The same of an id with what is kept of its person. */
export function roleIn(ownerIds: readonly number[], id: number, person: Person | undefined): Role | null {
  if (!isOnePerson(id)) return null;
  return ownerIds.includes(id) ? 'owner' : (person?.role ?? null);
}
