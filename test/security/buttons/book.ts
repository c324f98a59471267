import type { User } from 'grammy/types';
import { renumberingCard } from '../../../src/chat/cards/renumbering/body.ts';
import { TEAM, writeContact } from '../../../src/store/book/contacts.ts';
import { type ChatForTest, OLGA, type Shown } from '../../support/chat.ts';
import { asked, number, type Row, say, templateList } from './making.ts';

/** A table has another number for a contact. */
const renumbering = asked(renumberingCard, () => ({
  job: {
    document: { fileId: 'gone', name: 'a.csv', size: 1 },
    personId: OLGA.id,
    owner: TEAM,
    chatId: OLGA.id,
    threadId: null,
    replyTo: null,
    language: 'en',
  },
  n: 1,
  first: [{ name: 'ivan', was: number().slice(1), number: number().slice(1) }],
  answer: null,
}));

/** So many contacts that there is a second page, the first of them with the id 1. */
async function contactList(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  for (let n = 10; n < 23; n++) {
    const name = { key: `n${n}`, name: `n${n}`, number: `799912345${n}` };
    const ivan = { ...name, owner: TEAM, fields: {}, madeBy: OLGA.id };
    await chat.store.write((tx) => writeContact(tx, ivan, Date.now()));
  }
  return say(chat, person, '/contact', chatId);
}

let contacts = 0;

const aContact = (chat: ChatForTest, person: User, chatId: number): Promise<Shown> =>
  say(chat, person, `/contact add c${++contacts} +79991234567`, chatId);

async function aGroup(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  await aContact(chat, person, chatId);
  return say(chat, person, `/group add g${contacts} c${contacts}`, chatId);
}

let templates = 0;

const aTemplate = (chat: ChatForTest, person: User, chatId: number): Promise<Shown> =>
  say(chat, person, `/template add t${++templates} hi`, chatId);

export const book: Readonly<Record<string, Row>> = {
  'contacts open:1': {
    card: contactList,
    least: 'operator',
    changed: [],
    cards: ['contact'],
  },
  'contacts page:1': { card: contactList, least: 'operator', changed: ['bodies'] },
  'contact remove': { card: aContact, least: 'operator', changed: ['contacts', 'bodies'] },
  // The table is gone by then.
  'renumbering replace': {
    card: renumbering,
    least: 'operator',
    changed: [],
    cards: ['notice contacts-import-gone'],
  },
  'renumbering leave': { card: renumbering, least: 'operator', changed: ['bodies'] },
  'group remove': { card: aGroup, least: 'operator', changed: ['groups', 'bodies'] },
  'templates use:1': { card: templateList, least: 'operator', changed: [], cards: ['question'] },
  'template remove': { card: aTemplate, least: 'operator', changed: ['templates', 'bodies'] },
};
