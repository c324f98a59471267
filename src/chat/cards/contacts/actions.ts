import { contactsBefore, contactsOf, findContact } from '../../../store/book/contacts.ts';
import { answer } from '../../answer.ts';
import { ownersOn } from '../../book/owners.ts';
import { contactCard } from '../contact/body.ts';
import { turnAlong } from '../pages.ts';
import { type Action, done, refused } from '../room.ts';
import { type ContactsBody, contactsCard } from './body.ts';
import { PAGE } from './view.ts';

const open: Action<ContactsBody> = {
  role: 'operator',
  async run(context, { arg }) {
    const contact = await findContact(context.tx.db, Number(arg));
    if (!contact) return refused('button-late');
    await answer(context, contactCard, {
      contactId: contact.id,
      said: null,
      removed: null,
      waiting: null,
    });
    return done;
  },
};

const page = turnAlong<number, ContactsBody>(contactsCard, async (db, card, from, way) => {
  const by = { owners: ownersOn(card), limit: way === 'behind' ? PAGE + 1 : PAGE };
  if (way === 'behind') return (await contactsOf(db, by, from))[PAGE]?.id ?? null;
  return from === null ? null : ((await contactsBefore(db, by, from)).at(-1)?.id ?? null);
});

export const actions = { open, page };
