import { TEAM } from '../../store/book/contacts.ts';
import type { Card } from '../../store/chats/cards.ts';
import type { Asker, Context } from '../context.ts';
import { may } from '../people/access.ts';

/** Whose contacts, groups and templates somebody sees: the team's and their own. */
export const ownersFor = (personId: number): number[] => [TEAM, personId];

/** Whose a card lists: in a group the team's alone. */
export const ownersOn = ({ chat_id, person_id }: Pick<Card, 'chat_id' | 'person_id'>): number[] =>
  chat_id > 0 && person_id !== null ? ownersFor(person_id) : [TEAM];

/** What is one's own nobody else changes; what is the team's, who made it or an admin. */
export const mayChange = (
  { owner, madeBy }: { readonly owner: number; readonly madeBy: number },
  { id, role }: Asker,
): boolean => (owner === TEAM ? madeBy === id || may(role, 'admin') : owner === id);

/** Whose something new is, by what `own=` says: the team's, unless it is to be one's own. */
export const ownerOf = ({ person }: Context, isOwn: boolean): number => (isOwn ? person.id : TEAM);
