import { findContact } from '../../../store/contacts.ts';
import { answer } from '../../answer.ts';
import { contactCard } from '../contact/body.ts';
import { turnPage } from '../pages.ts';
import { type Action, done, refused } from '../room.ts';
import { type ContactsBody, contactsCard } from './body.ts';

const open: Action<ContactsBody> = {
  role: 'operator',
  async run(context, { arg }) {
    const contact = await findContact(context.tx.db, Number(arg));
    if (!contact) return refused('button-late');
    await answer(context, contactCard, { contactId: contact.id, said: null, removed: null });
    return done;
  },
};

export const actions = { open, page: turnPage(contactsCard) };
