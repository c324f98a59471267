import { findPerson, type GrantableRole, setInbox, setRole } from '../store/people.ts';
import { isOnePerson, may, mayGrant, ROLES, type Role, roleOf } from './access.ts';
import { type Ask, answer } from './command.ts';
import { LANGUAGES, localeFor } from './locale.ts';

/** Roles that can be given, least first. */
export const GRANTABLE = ['viewer', 'operator', 'admin'] as const satisfies readonly GrantableRole[];

/** Shorter beginnings of a role's name are not taken for it. */
const SHORTEST = 3;

/** The role that a word names in any language, whole or cut short; null when it names none. */
export function readRole(word: string): Role | null {
  const typed = word.toLowerCase();
  if (typed.length < SHORTEST) return null;
  const named = (role: Role) =>
    LANGUAGES.some((language) => localeFor(language, 'UTC').t('role-name', { role }).startsWith(typed));
  return ROLES.find(named) ?? null;
}

/** Whose role is meant, by their id or as the author of the message that this one replies to. */
export interface Grantee {
  readonly id: number;
  readonly name: string;
}

/** "Olga (101)", or the id alone of somebody who has never written. */
export const whoIs = ({ id, name }: Grantee): string => (name === '' ? String(id) : `${name} (${id})`);

/** What stands behind /grant and /revoke: somebody, and the words left. */
export async function readGrantee(
  ask: Ask,
  text: string,
): Promise<{ grantee: Grantee | null; isBot: boolean; words: string[] }> {
  const [first = '', ...rest] = text.split(/\s+/).filter(Boolean);
  if (/^\d{1,15}$/.test(first)) {
    const id = Number(first);
    return {
      grantee: { id, name: (await findPerson(ask.tx.db, id))?.name ?? '' },
      isBot: false,
      words: rest,
    };
  }
  const words = first === '' ? [] : [first, ...rest];
  if (!ask.repliedPerson) return { grantee: null, isBot: false, words };
  const { id, name, isBot } = ask.repliedPerson;
  return { grantee: { id, name }, isBot, words };
}

/** Why a role cannot be given or taken: an id of the locale files. */
export type GrantRefusal = 'grant-nobody' | 'grant-own' | 'grant-owner' | 'grant-only-owners';

/**
 * Whether this person may change that one's role to `role` (null: none). Nobody changes their own; owners stand in
 * OWNER_IDS; only owners make and unmake admins; what stands for many people can have no role.
 */
export async function refusalOf(
  ask: Ask,
  { grantee, isBot, role }: { grantee: Grantee; isBot: boolean; role: Role | null },
): Promise<GrantRefusal | null> {
  const { person, settings, tx } = ask;
  if (isBot || !isOnePerson(grantee.id)) return 'grant-nobody';
  if (grantee.id === person.id) return 'grant-own';
  const current = await roleOf(tx.db, settings.ownerIds, grantee.id);
  if (current === 'owner' || role === 'owner') return 'grant-owner';
  const allowed = [current, role].every((one) => one === null || mayGrant(person.role, one));
  return allowed ? null : 'grant-only-owners';
}

/** Gives or (null) takes a role. Who may not send any more is shown no incoming messages in private either. */
export async function changeRole(ask: Ask, { id, name }: Grantee, role: GrantableRole | null): Promise<void> {
  const { tx, now, person } = ask;
  await setRole(tx, { id, name, role, by: person.id, now });
  if (!may(role, 'operator')) await setInbox(tx, { chatId: id, threadId: 0 }, null, now);
}

/** Says in their private chat, as soon as they have pressed Start, what they may do now. */
export async function tellGrantee(ask: Ask, grantee: Grantee, role: GrantableRole): Promise<void> {
  const place = { chatId: grantee.id, threadId: null, isPrivate: true };
  const chosen = (await findPerson(ask.tx.db, grantee.id))?.language;
  const language = LANGUAGES.find((one) => one === chosen) ?? ask.settings.language;
  const lines = [{ id: 'granted', args: { role, by: ask.person.name } }, { id: `start-${role}` }];
  await answer({ ...ask, place, language }, 'notice', { lines });
}
