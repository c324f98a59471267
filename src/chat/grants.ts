import { findPerson, type GrantableRole, setRole } from '../store/people.ts';
import { isOnePerson, mayGrant, ROLES, type Role, roleOf } from './access.ts';
import { answer } from './answer.ts';
import { noticeCard } from './cards/notice/body.ts';
import { type Context, settingsOf } from './context.ts';
import { reviewInboxes } from './inboxes.ts';
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

/** What stands behind /grant and /revoke. */
export interface ReadGrantee {
  readonly grantee: Grantee | null;
  readonly isBot: boolean;
  /** A reply to what somebody passed on, in a group: either of the two may be meant. */
  readonly isUnclear: boolean;
  /** The words left. */
  readonly words: readonly string[];
}

/** Somebody named by their id, or by a reply to what they wrote. */
export async function readGrantee(context: Context, text: string): Promise<ReadGrantee> {
  const [first = '', ...rest] = text.split(/\s+/).filter(Boolean);
  if (/^\d{1,15}$/.test(first)) {
    const id = Number(first);
    return {
      grantee: { id, name: (await findPerson(context.tx.db, id))?.name ?? '' },
      isBot: false,
      isUnclear: false,
      words: rest,
    };
  }
  const words = first === '' ? [] : [first, ...rest];
  const nobody = { grantee: null, isBot: false, isUnclear: false, words };
  if (!context.repliedPerson) return nobody;
  const { id, name, isBot, isForwarded } = context.repliedPerson;
  if (isForwarded && !context.place.isPrivate) return { ...nobody, isUnclear: true };
  return { grantee: { id, name }, isBot, isUnclear: false, words };
}

/** Why a role cannot be given or taken: an id of the locale files. */
export type GrantRefusal = 'grant-nobody' | 'grant-own' | 'grant-owner' | 'grant-only-owners';

/**
 * Whether this person may change that one's role to `role` (null: none). Nobody changes their own; owners stand in
 * OWNER_IDS; only owners make and unmake admins; what stands for many people can have no role.
 */
export async function refusalOf(
  context: Context,
  { grantee, isBot, role }: { grantee: Grantee; isBot: boolean; role: Role | null },
): Promise<GrantRefusal | null> {
  const { person, settings, tx } = context;
  if (isBot || !isOnePerson(grantee.id)) return 'grant-nobody';
  if (grantee.id === person.id) return 'grant-own';
  const current = await roleOf(tx.db, settings.ownerIds, grantee.id);
  if (current === 'owner' || role === 'owner') return 'grant-owner';
  const allowed = [current, role].every((one) => one === null || mayGrant(person.role, one));
  return allowed ? null : 'grant-only-owners';
}

/**
 * Gives or (null) takes a role. Incoming messages that somebody who may not send any more had turned on are shown no
 * more: see inboxes.ts. Returns in how many groups and topics that is so.
 */
export async function changeRole(
  context: Context,
  { id, name }: Grantee,
  role: GrantableRole | null,
): Promise<number> {
  const { tx, now, person } = context;
  await setRole(tx, { id, name, role, by: person.id, now });
  return reviewInboxes(context);
}

/** The line that says so, if there is anything to say. */
export const closedLines = (n: number): { id: string; args: { n: number } }[] =>
  n > 0 ? [{ id: 'inboxes-closed', args: { n } }] : [];

/** Says in their private chat, as soon as they have pressed Start, what they may do now. */
export async function tellGrantee(context: Context, grantee: Grantee, role: GrantableRole): Promise<void> {
  const place = { chatId: grantee.id, threadId: null, isPrivate: true };
  const { language } = await settingsOf(context.tx.db, grantee.id, context.settings);
  const lines = [{ id: 'granted', args: { role, by: context.person.name } }, { id: `start-${role}` }];
  await answer({ ...context, place, language }, noticeCard, { lines });
}
