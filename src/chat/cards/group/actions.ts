import { findGroup, removeGroup } from '../../../store/book/contact-groups.ts';
import { mayChange } from '../../book/owners.ts';
import { rewriteBody } from '../kind.ts';
import { type Action, done, refused } from '../room.ts';
import { type GroupBody, groupCard } from './body.ts';

const remove: Action<GroupBody> = {
  role: 'operator',
  async run({ tx, person, now }, { card, body }) {
    const group = await findGroup(tx.db, body.groupId);
    if (!group) return refused('button-late');
    if (!mayChange(group, person)) return refused('book-not-yours');
    await removeGroup(tx, group.id);
    await rewriteBody(tx, groupCard, card, { ...body, removed: group.name }, now);
    return done;
  },
};

export const actions = { remove };
