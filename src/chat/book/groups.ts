import {
  addMembers,
  type ContactGroup,
  contactGroupsOf,
  groupsNamed,
  makeGroup,
  removeGroup,
  removeMembers,
} from '../../store/book/contact-groups.ts';
import { type Contact, contactNames, contactsNamed, TEAM } from '../../store/book/contacts.ts';
import { answer, decline } from '../answer.ts';
import { type GroupBody, groupCard } from '../cards/group/body.ts';
import type { Context } from '../context.ts';
import { isOneOf } from '../locale.ts';
import type { Did } from '../record.ts';
import { refuse } from '../refuse.ts';
import { firstWord, isName, keyOf, namesLike } from './names.ts';
import { mayChange, ownerOf, ownersFor } from './owners.ts';
import { readPairs } from './pairs.ts';
import { declineUnknown } from './unknown.ts';

/** A group's name as it was typed, with its # or without. */
const bare = (typed: string): string => typed.replace(/^#/, '');

/** The group of a name that somebody sees; their own goes before the team's. */
async function groupFor({ tx, person }: Context, name: string): Promise<ContactGroup | null> {
  return (await groupsNamed(tx.db, ownersFor(person.id), [keyOf(bare(name))])).at(-1) ?? null;
}

const show = async (context: Context, groupId: number, said: GroupBody['said']): Promise<Did> => ({
  cardId: await answer(context, groupCard, { groupId, said, removed: null }),
});

/**
 * The contacts of names that commas or spaces separate; null: one of them is nobody's, and that was said.
 * @param before what stands before the names behind /group, in a line to copy; null: that would not be all
 */
async function contactsIn(context: Context, typed: string, before: string | null): Promise<Contact[] | null> {
  const { tx, person } = context;
  const names = typed.split(/[\s,;]+/).filter((name) => name !== '');
  const owners = ownersFor(person.id);
  const found = new Map(
    (await contactsNamed(tx.db, owners, names.map(keyOf))).map((contact) => [contact.key, contact]),
  );
  const unknown = names.find((name) => !found.has(keyOf(name)));
  if (unknown === undefined) return names.flatMap((name) => found.get(keyOf(name)) ?? []);
  if (/^[+(\d]/.test(unknown)) {
    // A number may be written in pieces.
    const [piece = ''] = /^[+(\d][\d\s().-]*/.exec(typed.slice(typed.indexOf(unknown))) ?? [];
    const number = piece.length < unknown.length ? unknown : piece.trim();
    return decline(context, 'group-takes-names', { typed: number });
  }
  const all = await contactNames(tx.db, owners);
  const meant = before === null ? null : withNearest(typed, found, all);
  if (meant !== null) {
    return refuse(context, {
      command: 'group',
      problem: { kind: 'unknown-name', typed: unknown, near: namesLike(unknown, all) },
      reading: '',
      instead: [`/group ${before} ${meant.join(', ')}`],
      typed: '',
    });
  }
  const others = names.filter((name) => found.has(keyOf(name))).map((name) => found.get(keyOf(name))?.name);
  if (before !== null && others.length > 0)
    return decline(context, 'group-without', {
      typed: unknown,
      line: `/group ${before} ${[...new Set(others)].join(', ')}`,
    });
  return declineUnknown(context, unknown, all, { none: 'group-contact-none', near: 'contact-none-near' });
}

/** The names between commas, each in the place of one that nobody has the only one that is nearly so; null: of one there is none. */
function withNearest(
  typed: string,
  found: ReadonlyMap<string, Contact>,
  all: readonly string[],
): string[] | null {
  const names = typed.split(/[,;]+/).flatMap((piece) => {
    const words = piece.trim().split(/\s+/).filter(Boolean);
    return words.every((word) => found.has(keyOf(word))) ? words : [words.join(' ')];
  });
  const meant = names.map((name) => {
    const [near, another] = found.has(keyOf(name)) ? [name] : namesLike(name, all);
    return another === undefined ? near : undefined;
  });
  return meant.some((name) => name === undefined) ? null : meant.filter((name) => name !== undefined);
}

/** Puts contacts into a group, which is made where there is none of that name. */
export async function addToGroup(context: Context, typed: string): Promise<Did | null> {
  const { tx, person, now } = context;
  const { before, pairs } = readPairs(typed);
  const { word, rest } = firstWord(before);
  const name = bare(word).replace(/[,:]$/, '').normalize('NFC');
  if (name === '' || rest.trim() === '') return decline(context, 'group-add-how');
  if (!isName(name)) return decline(context, 'group-bad-name', { typed: name });
  const there = await groupFor(context, name);
  if (there && !mayChange(there, person)) return decline(context, 'group-not-yours', { name: there.name });
  const contacts = await contactsIn(context, rest, pairs.length > 0 ? null : `add ${name}`);
  if (!contacts) return null;
  const isOwn = pairs.some(([key, value]) => isOneOf(key, 'typed-own') && !isOneOf(value, 'typed-no'));
  const owner = there?.owner ?? ownerOf(context, isOwn);
  const theirs = contacts.find((contact) => owner === TEAM && contact.owner !== TEAM);
  if (theirs)
    return decline(context, 'group-own-contact', {
      name: theirs.name,
      group: name,
      members: contacts.map((contact) => contact.name).join(', '),
    });
  const made = { owner, key: keyOf(name), name, madeBy: person.id };
  const id = there?.id ?? (await makeGroup(tx, made, now));
  await addMembers(
    tx,
    id,
    contacts.map((contact) => contact.id),
  );
  return show(context, id, 'added');
}

/** Takes contacts out of a group; without any, the group itself is removed. */
export async function dropFromGroup(context: Context, typed: string): Promise<Did | null> {
  const { tx, person } = context;
  const { word, rest } = firstWord(typed);
  if (word === '') return decline(context, 'group-remove-how');
  const there = await groupFor(context, word);
  if (!there) return noGroup(context, word);
  if (!mayChange(there, person)) return decline(context, 'group-not-yours', { name: there.name });
  if (rest.trim() === '') {
    await removeGroup(tx, there.id);
    const body = { groupId: there.id, said: null, removed: there.name };
    return { cardId: await answer(context, groupCard, body) };
  }
  const contacts = await contactsIn(context, rest, `remove ${there.name}`);
  if (!contacts) return null;
  await removeMembers(
    tx,
    there.id,
    contacts.map((contact) => contact.id),
  );
  return show(context, there.id, 'changed');
}

export async function showGroup(context: Context, typed: string): Promise<Did | null> {
  const there = await groupFor(context, typed.trim());
  return there ? show(context, there.id, null) : noGroup(context, typed.trim());
}

/** Says that no group is called so, and which is called nearly so. */
async function noGroup(context: Context, typed: string): Promise<null> {
  const groups = await contactGroupsOf(context.tx.db, ownersFor(context.person.id));
  const names = groups.map(({ name }) => name);
  const ids = { none: 'group-none', near: 'group-none-near' };
  return declineUnknown(context, bare(typed), names, ids, '#');
}
