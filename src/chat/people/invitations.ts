import { createHash, createHmac, randomUUID } from 'node:crypto';
import { touchCards } from '../../store/chats/cards.ts';
import {
  createInvitation,
  endInvitation,
  type Invitation,
  invitationByHash,
} from '../../store/people/invitations.ts';
import { namePerson, setRole } from '../../store/people/people.ts';
import { answer, decline } from '../answer.ts';
import { invitationCard } from '../cards/invitation/body.ts';
import { type NoticeLine, noticeCard } from '../cards/notice/body.ts';
import type { Context, Settings } from '../context.ts';
import { chosenLanguage } from '../language.ts';
import { wordsAt } from '../plain-words.ts';
import type { Did } from '../record.ts';
import { may, mayGrant, type Role, roleOf } from './access.ts';

/*
 * A link that gives the first person who opens it a role. Its token is derived from the invitation's id and the
 * bot's secret, so that the card can show it, and kept nowhere: the store has its digest, and a copy of the store
 * lets nobody in.
 */

/** How long a link can be used (ms). */
const LIFE_MS = 24 * 3600 * 1000;
const PREFIX = 'inv_';
/** Bot API: a start parameter has 64 characters at most. 192 bits, nobody guesses. */
const TOKEN_LENGTH = 32;

const tokenOf = (linkKey: string, id: string): string =>
  createHmac('sha256', linkKey).update(`invitation ${id}`).digest('base64url').slice(0, TOKEN_LENGTH);

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The address that opens the bot and presses Start with the token (Bot API: Deep linking). */
export const linkOf = ({ username, linkKey }: Settings, id: string): string =>
  `https://t.me/${username}?start=${PREFIX}${tokenOf(linkKey, id)}`;

/** The token behind /start, null when there is none. */
export function readToken(rest: string): string | null {
  const word = rest.trim();
  return word.startsWith(PREFIX) ? word.slice(PREFIX.length) : null;
}

/**
 * Makes an invitation and shows its link to whoever asked, alone: in a group anybody could be the first to open it.
 * Null: they may not.
 */
export async function invite(context: Context, role: Role): Promise<Did | null> {
  const { tx, person, place, now, settings } = context;
  if (role === 'owner' || !mayGrant(person.role, role)) {
    return decline(context, role === 'owner' ? 'grant-owner' : 'grant-only-owners');
  }
  const id = randomUUID();
  const cardId = await answer(await inPrivate(context), invitationCard, { invitationId: id });
  await createInvitation(tx, {
    id,
    token_hash: hashOf(tokenOf(settings.linkKey, id)),
    role,
    made_by: person.id,
    made_at: now,
    expires_at: now + LIFE_MS,
    card_id: cardId,
  });
  if (!place.isPrivate) await answer(context, noticeCard, { lines: [{ id: 'invitation-in-private' }] });
  return { cardId, arg: role };
}

async function inPrivate(context: Context): Promise<Context> {
  const { person, place, tx } = context;
  if (place.isPrivate) return context;
  const language = (await chosenLanguage(tx.db, person.id)) ?? context.language;
  return { ...context, language, place: { chatId: person.id, threadId: null, isPrivate: true } };
}

/** Why an invitation lets nobody in (any more): a text of the locale files. */
type Refusal = NoticeLine;

async function refusalOf(context: Context, invitation: Invitation | undefined): Promise<Refusal | null> {
  const { person, settings, tx, now } = context;
  if (!invitation) return { id: 'invitation-unknown' };
  const { made_by: by, role, ended_at: endedAt, used_by: usedBy, expires_at: expiresAt } = invitation;
  if (by === person.id) return { id: 'invitation-own' };
  if (endedAt !== null) return { id: usedBy === null ? 'invitation-withdrawn' : 'invitation-used' };
  if (expiresAt <= now) return { id: 'invitation-expired' };
  // Whoever made it may have lost the right since.
  if (!mayGrant(await roleOf(tx.db, settings.ownerIds, by), role)) return { id: 'invitation-withdrawn' };
  if (may(person.role, role)) return { id: 'invitation-needless', args: { role: person.role ?? role } };
  return null;
}

/** Gives the person who opened the link its role, once. Returns why not, null when they have it. */
export async function accept(context: Context, token: string): Promise<Refusal | null> {
  const { tx, person, now } = context;
  const invitation = await invitationByHash(tx.db, hashOf(token));
  const refusal = await refusalOf(context, invitation);
  if (refusal || !invitation) return refusal;
  const { id, role, made_by: by, card_id: cardId } = invitation;
  if (!(await endInvitation(tx, id, person.id, now))) return { id: 'invitation-used' };
  await setRole(tx, { id: person.id, name: person.name, role, by, now });
  await namePerson(tx, { id: person.id, name: person.name, telegramLanguage: context.ownLanguage }, now);
  await touchCards(tx, [cardId], now);
  const how = wordsAt(context.settings.wire, `start-${role}`);
  await answer(context, noticeCard, {
    lines: [{ id: 'granted', args: { role } }, { id: how }, { id: 'start-help' }],
  });
  return null;
}
