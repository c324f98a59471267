import type { User } from 'grammy/types';
import { type CardKind, turnInto } from '../../../src/chat/cards/kind.ts';
import type { Role } from '../../../src/chat/people/access.ts';
import { TEAM } from '../../../src/store/book/contacts.ts';
import { writeTemplate } from '../../../src/store/book/templates.ts';
import { become, type Fate } from '../../support/become.ts';
import { type ChatForTest, OLGA, only, type Shown } from '../../support/chat.ts';
import { decide } from '../../support/outbox.ts';
import { cp1251, fileOf, sendFile } from '../../support/tables.ts';

/** A button, and what a press of it leaves. */
export interface Row {
  /** A card with the button, asked for by somebody who may. */
  card(chat: ChatForTest, person: User, chatId: number): Promise<Shown>;
  least: Role;
  leastInGroup?: Role;
  /** The only chat in which cards have it. */
  only?: number;
  changed: string[];
  cards?: string[];
  /** Cards for the owners, when it was not the owner who did it. */
  told?: string[];
  /** What is on record, where a press runs a command. */
  record?: string | RegExp;
}

let last = 0;

/** A number that nothing else here has. */
export const fresh = () => ++last;

export const number = () => `+7999123${String(1000 + fresh())}`;

export async function say(chat: ChatForTest, person: User, line: string, chatId: number): Promise<Shown> {
  const [card] = await chat.say(person, line, { chat: chatId });
  if (!card) throw new Error(`${line} brought no card`);
  return card;
}

/** The card of a command whose messages have come to that. */
export const after =
  (line: () => string, fate: Fate) => async (chat: ChatForTest, person: User, chatId: number) => {
    const card = await say(chat, person, line(), chatId);
    await become(chat.store.db, fate, { card: card.card.id });
    return chat.look(card);
  };

export const typed =
  (line: () => string): Row['card'] =>
  (chat, person, chatId) =>
    say(chat, person, line(), chatId);

export const preview = typed(() => `/sms ${number()}, ${number()} hi`);

/** A card of what was said; some are asked in private alone, and would have the same buttons in a group. */
export const asked =
  <Body extends object>(kind: CardKind<Body>, bodyFor: (line: Shown) => Body): Row['card'] =>
  async (chat, person, chatId) => {
    const line = await say(chat, person, `/sms ${number()}`, person.id);
    const card = await say(chat, person, '/health', person.id);
    await chat.store.write((tx) =>
      turnInto(tx, kind, card.card, { body: bodyFor(line), language: 'en', now: Date.now() }),
    );
    const here = { chat_id: chatId };
    await chat.store.db.updateTable('cards').set(here).where('id', '=', card.card.id).execute();
    return chat.look(card);
  };

/** The card of so many that a word is said to all of them. */
export const campaign =
  (command: string, ...words: Parameters<typeof decide>[2][]): Row['card'] =>
  async (chat, person, chatId) => {
    const line = `${command} ${Array.from({ length: 51 }, number).join(', ')} ${command === '/sms' ? 'hi' : ''}`;
    const card = await say(chat, person, line, chatId);
    for (const word of ['confirmation', ...words] as const) {
      await chat.store.write((tx) => decide(tx, card.card.id, word, Date.now()));
    }
    return chat.look(card);
  };

export const paused = (command: string) => campaign(command, 'pause');

/** A table with something to say of how it was read. */
export const tableOf =
  (caption: string): Row['card'] =>
  async (chat, person, chatId) => {
    const content = `Имя;Телефон;Второй телефон\nМария Иванова;${number()};${number()}\nПётр;12;13\n`;
    return only(await sendFile(chat, person, caption, fileOf('a.csv', cp1251(content)), { chat: chatId }));
  };

/** Templates, of which the first has the id 1. */
export async function templateList(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  const hi = {
    owner: TEAM,
    key: 'a',
    name: 'a',
    channel: 'sms',
    language: '',
    text: 'hi',
    kind: null,
    madeBy: OLGA.id,
  };
  await chat.store.write((tx) => writeTemplate(tx, hi, Date.now()));
  return say(chat, person, '/t', chatId);
}
