import { findContact, removeContact } from '../../../store/book/contacts.ts';
import { mayChange } from '../../book/owners.ts';
import { rewriteBody } from '../kind.ts';
import { type Action, done, refused } from '../room.ts';
import { type ContactBody, contactCard } from './body.ts';

const remove: Action<ContactBody> = {
  role: 'operator',
  async run({ tx, person, now }, { card, body }) {
    const contact = await findContact(tx.db, body.contactId);
    if (!contact) return refused('button-late');
    if (!mayChange(contact, person)) return refused('book-not-yours');
    await removeContact(tx, contact.id);
    await rewriteBody(tx, contactCard, card, { ...body, removed: contact.name }, now);
    return done;
  },
};

export const actions = { remove };
