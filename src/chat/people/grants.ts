import { parsePhone } from '../../messages/recipient.ts';
import { isOnePerson } from '../../one-person.ts';
import { findPerson, type GrantableRole, setRole } from '../../store/people/people.ts';
import { answer } from '../answer.ts';
import { noticeCard } from '../cards/notice/body.ts';
import { type Context, settingsOf } from '../context.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { LANGUAGES, localeFor } from '../locale.ts';
import { wordsAt } from '../plain-words.ts';
import { reviewInboxes } from '../talks/inboxes.ts';
import { may, mayGrant, ROLES, type Role, roleOf } from './access.ts';
import { peopleCalled } from './people-like.ts';

/** People of one name who are offered. */
const MOST_NAMED = 5;
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

/** Words between a role and whom it is for. */
export const FOR = new RegExp(`^(?:(?:${typedWords('typed-role-for')}) +)+`, 'iu');

/** "operator 109", "operator to Nikolai" the other way round, as it is read; other lines as they are. */
export function roleLast(text: string): string {
  const [, first = '', behind = ''] = /^\s*(\S+)\s+(\S.*?)\s*$/su.exec(text) ?? [];
  const whom = behind.replace(FOR, '');
  const last = whom.split(/\s+/).at(-1) ?? '';
  return readRole(first) !== null && readRole(last) === null ? `${whom} ${first}` : text;
}

/**
 * Lines to copy, with the ids of those who are named: names are theirs to change, so a role goes by an id alone. Several ids
 * have a line each.
 * @param words as they were typed behind the command
 */
export async function linesByName(
  { tx, settings }: Context,
  command: string,
  words: readonly string[],
): Promise<string[]> {
  const last = words.at(-1) ?? '';
  const role = readRole(last) === null ? '' : ` ${last}`;
  const named = (role === '' ? words : words.slice(0, -1)).join(' ');
  const ids = named.split(/[\s,]+/).filter(Boolean);
  if (ids.length > 1 && ids.every((one) => TYPED_ID.test(one)))
    return ids.map((id) => `/${command} ${id}${role}`);
  const name = named.replace(/^@/, '');
  if (name.length < SHORTEST) return [];
  const people = await peopleCalled(tx.db, name);
  return people
    .filter(({ id, role: has }) => has !== null && !settings.ownerIds.includes(id))
    .slice(0, MOST_NAMED)
    .map(({ id }) => `/${command} ${id}${role}`);
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

/** What is typed for an id: Bot API, User: at most 52 significant bits. "id" before it says that it is no number. */
const TYPED_ID = /^(id)?(\d{1,16})$/i;
const ID_LIMIT = 2 ** 52;
/** Digits of the longest ids that Telegram has given so far; a phone number with its country code mostly has more. */
const ID_DIGITS = 10;

/** What stands in the place of an id: a phone number, or digits that may be either. */
export interface TypedPhone {
  readonly typed: string;
  readonly kind: 'phone-not-id' | 'phone-or-id';
  /** What stands behind it. */
  readonly rest: string;
}

/**
 * A phone number that was typed in place of an id, null where none was. One with a plus or separators is no id. Digits
 * alone are an id when they are as few as in those of today, or known here; else they may be either.
 */
export async function readTypedPhone({ tx, settings }: Context, text: string): Promise<TypedPhone | null> {
  const [typed = ''] = /^\+?\d[\d\s().-]*\d/.exec(text) ?? [];
  if (!('digits' in parsePhone(typed, settings.country))) return null;
  const rest = text.slice(typed.length).trim();
  if (/\D/.test(typed)) return { typed, kind: 'phone-not-id', rest };
  const isKnown = settings.ownerIds.includes(Number(typed)) || (await findPerson(tx.db, Number(typed)));
  return typed.length <= ID_DIGITS || isKnown ? null : { typed, kind: 'phone-or-id', rest };
}

/** Somebody named by their id, or by a reply to what they wrote. */
export async function readGrantee(context: Context, text: string): Promise<ReadGrantee> {
  const [first = '', ...rest] = text.split(/\s+/).filter(Boolean);
  const typed = TYPED_ID.exec(first)?.[2];
  if (typed !== undefined && Number(typed) < ID_LIMIT) {
    const id = Number(typed);
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

/**
 * Says in their private chat, as soon as they have pressed Start, what their role is now, in their own language as far
 * as it is known.
 */
export async function tellGrantee(
  context: Context,
  grantee: Grantee,
  {
    role,
    before,
    isReached,
  }: { readonly role: GrantableRole; readonly before: Role | null; readonly isReached: boolean },
): Promise<void> {
  const { tx, settings } = context;
  const { language } = await settingsOf(tx.db, grantee.id, { ...settings, language: context.language });
  const place = { chatId: grantee.id, threadId: null, isPrivate: true };
  // Somebody who could do more before knows how, and who has yet to press Start is told it by that.
  const how =
    may(before, role) || !isReached ? [] : [{ id: wordsAt(context.settings.wire, `start-${role}`) }];
  await answer({ ...context, place, language }, noticeCard, {
    lines: [{ id: 'granted', args: { role } }, ...how],
  });
}
