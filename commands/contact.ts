import { answer } from '../src/chat/answer.ts';
import { addContact, changeContact, dropContact, showContact } from '../src/chat/book/contacts.ts';
import { contactsExport } from '../src/chat/book/export.ts';
import { importContacts } from '../src/chat/book/import.ts';
import { firstWord, verbOf } from '../src/chat/book/names.ts';
import { rename } from '../src/chat/book/rename.ts';
import { refuseVerbSlip } from '../src/chat/book/verb-slip.ts';
import { contactsCard } from '../src/chat/cards/contacts/body.ts';
import { FIRST_PAGE } from '../src/chat/cards/pages.ts';
import type { Command } from '../src/chat/command.ts';

/** Names for numbers. Alone it lists them; with a name it shows one. */
export const contact: Command = {
  spec: { name: 'contact', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'operator',
  showsAlone: true,
  examples: ['add {name} {phone} {city}', '', '{name}', 'change {name} {city}', 'remove {name}'],
  async run(context, { text }) {
    const { word, rest } = firstWord(text);
    switch (verbOf(word)) {
      case 'add':
        return addContact(context, rest);
      case 'change':
        return changeContact(context, rest);
      case 'remove':
        return dropContact(context, rest);
      case 'rename':
        return rename(context, 'contact', rest);
      case 'import':
        return importContacts(context, rest);
      case 'export':
        return contactsExport.ask(context);
      case 'list':
        return { cardId: await answer(context, contactsCard, FIRST_PAGE) };
      default:
        if (word === '' && context.lacks.includes('file')) return importContacts(context, rest);
        return word === ''
          ? { cardId: await answer(context, contactsCard, FIRST_PAGE) }
          : (await refuseVerbSlip(context, contact.spec, text))
            ? null
            : showContact(context, text);
    }
  },
};
