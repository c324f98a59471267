import { groupsNamed, membersOf } from '../../store/book/contact-groups.ts';
import { type Contact, contactsNamed } from '../../store/book/contacts.ts';
import type { Context } from '../context.ts';
import { keyOf } from './names.ts';
import { ownersFor } from './owners.ts';

/** Whom the names of a line stand for; those that stand for nobody, or for two. */
export interface Named {
  readonly known: ReadonlyMap<string, readonly Contact[]>;
  readonly unknown: readonly string[];
  /** The team and this person have each somebody else of that name. */
  readonly double: { readonly typed: string; readonly contacts: readonly Contact[] } | null;
}

/** Whether a name is that of a group. */
export const isGroup = (typed: string): boolean => typed.startsWith('#');

/** Looks names up, those of groups by their #. */
export async function resolve({ tx, person }: Context, typed: readonly string[]): Promise<Named> {
  const owners = ownersFor(person.id);
  const names = [...new Set(typed)];
  const contacts = Map.groupBy(
    await contactsNamed(tx.db, owners, names.filter((name) => !isGroup(name)).map(keyOf)),
    ({ key }) => key,
  );
  const groups = new Map(
    (
      await groupsNamed(
        tx.db,
        owners,
        names.filter(isGroup).map((name) => keyOf(name.slice(1))),
      )
    ).map((group) => [group.key, group.id]),
  );
  const members = await membersOf(tx.db, [...groups.values()]);
  const known = new Map<string, readonly Contact[]>();
  let double: Named['double'] = null;
  for (const name of names) {
    const group = isGroup(name) ? groups.get(keyOf(name.slice(1))) : undefined;
    const found = isGroup(name) ? group && (members.get(group) ?? []) : contacts.get(keyOf(name));
    if (!found) continue;
    if (!isGroup(name) && new Set(found.map(({ number }) => number)).size > 1) {
      double ??= { typed: name, contacts: found };
    }
    // One's own is the last.
    known.set(name, isGroup(name) ? found : found.slice(-1));
  }
  return { known, unknown: names.filter((name) => !known.has(name)), double };
}
