import type { User } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import { writeButton } from '../../src/chat/button-data.ts';
import { readBody } from '../../src/chat/cards/kind.ts';
import { type QuestionBody, questionCard } from '../../src/chat/cards/question/body.ts';
import type { Role } from '../../src/chat/people/access.ts';
import { createCard } from '../../src/store/chats/cards.ts';
import { STATE } from '../../src/store/tables/coded.ts';
import { ITS_ORDER } from '../../src/store/tables/message-id.ts';
import { storeIncoming } from '../../src/store/talks/incoming.ts';
import { type ChatForTest, chatForTest, GROUP, OLGA, type Saying, type Shown } from '../support/chat.ts';
import { effectsOf, give, isAtLeast, onlySaid, personWith, ROLES } from '../support/effects.ts';

import { rowOf } from './buttons/rows.ts';

/*
 * Every kind of card that can be replied to, against every role, in private and in a group. The answer to a card is
 * an SMS to its one person, in a group a draft; the answer to a question is the command that asked.
 */
interface Row {
  card(chat: ChatForTest, person: User, chatId: number): Promise<Shown>;
  /** What is replied; "hello" when left out. */
  words?: string;
  reply?: Saying['message'];
  /** The least role for which something comes of it; null: nothing ever does. */
  least: Role | null;
  /** The card that does; left out: none but a notice, or the buttons of the card above. */
  written?: string;
  /** What else changes than messages. */
  changed?: string[];
}

let numbers = 0;
const number = () => `+7999123${String(1000 + ++numbers)}`;

const card =
  (line: () => string): Row['card'] =>
  async (chat, person, chatId) => {
    const [shown] = await chat.say(person, line(), { chat: chatId });
    if (!shown) throw new Error('no card');
    return shown;
  };

const incomingFrom =
  (sender: string): Row['card'] =>
  async (chat, _, chatId) => {
    await chat.store.write(async (tx) => {
      const part = { sender, recipient: '79000000', text: `Спасибо ${++numbers}`, concatenation: null };
      const message = await storeIncoming(tx, 'demo', part, Date.now());
      const where = {
        chatId,
        threadId: null,
        replyTo: null,
        personId: null,
        language: 'en',
        now: Date.now(),
      };
      await createCard(tx, { ...where, kind: 'incoming', body: { incomingId: message?.id } });
    });
    const [shown] = (await chat.update({})).cards;
    if (!shown) throw new Error('no card');
    return shown;
  };

/** The question that a button of the matrix brings. */
const behind =
  (button: string): Row['card'] =>
  async (chat, person, chatId) => {
    const { card } = await rowOf(button).card(chat, person, chatId);
    const [action = '', arg] = button.slice(button.indexOf(' ') + 1).split(':');
    const data = writeButton({ action, ...(arg === undefined ? {} : { arg }) }, card.id);
    const message = { ...chat.message(OLGA, '', { chat: chatId }), message_id: 1 };
    const press = { id: `question ${++numbers}`, from: person, chat_instance: '1', message, data };
    const { cards } = await chat.update({ callback_query: press });
    const question = cards.find(({ card: { kind } }) => kind === 'question');
    if (!question) throw new Error(`[${button}] asks nothing`);
    return question;
  };

const contact = { contact: { phone_number: '79991230000', first_name: 'Ivan' }, text: undefined };

const rows: Record<string, Row> = {
  'a message to one person': { card: card(() => `/sms ${number()} hi`), least: 'operator', written: 'send' },
  'a look-up of one number': { card: card(() => `/hlr ${number()}`), least: 'operator', written: 'send' },
  'an incoming SMS': { card: incomingFrom('79991112233'), least: 'operator', written: 'send' },
  'an incoming SMS of a name': { card: incomingFrom('BANK'), least: null },
  'messages to many': { card: card(() => `/sms ${number()}, ${number()} hi`), least: null },
  'an e-mail': { card: card(() => '/email a@b.ru subject=Hi hello'), least: null },
  'a notice': { card: card(() => '/error 220'), least: null },
  'a list of people': { card: card(() => '/people'), least: null },
  'an invitation': {
    card: async (chat, person, chatId) => {
      const [shown] = await chat.say(person, '/grant viewer');
      if (!shown) throw new Error('no card');
      await chat.store.db
        .updateTable('cards')
        .set({ chat_id: chatId })
        .where('id', '=', shown.card.id)
        .execute();
      return chat.look(shown);
    },
    least: null,
  },
  'a question for a message': {
    card: card(() => '/sms'),
    words: '+79991230000 hi',
    least: 'operator',
    written: 'send',
  },
  'a question for a text': { card: card(() => `/sms ${number()}`), least: 'operator', written: 'send' },
  'a question for a number to look up': {
    card: card(() => '/hlr'),
    words: '+79991230000',
    least: 'viewer',
    written: 'lookup',
  },
  'a question to what number a test goes': {
    card: async (chat, person, chatId) => {
      await chat.store.db.updateTable('people').set({ own_number: null }).execute();
      return behind('send test')(chat, person, chatId);
    },
    words: '+79991230000',
    least: 'operator',
    written: 'send',
  },
  'a question what those are written who were reached': {
    card: behind('send write-reached'),
    least: 'operator',
    written: 'send',
  },
  'a question from whom': { card: behind('send sender'), words: 'OFFICE', least: 'operator' },
  'a question for a time': { card: behind('scheduled change:1'), words: '+3h', least: 'operator' },
  'a question for a table': {
    card: card(() => '/bulk'),
    least: 'operator',
    written: 'question',
    changed: [],
  },
  'a question for values': {
    card: async (chat, person, chatId) => {
      const name = `values${++numbers}`;
      await chat.say(person, `/template add ${name} hello {n}`, { chat: chatId });
      return card(() => `/t ${name} ${number()}`)(chat, person, chatId);
    },
    words: '1042',
    least: 'operator',
    written: 'send',
  },
  'a question answered by a contact': {
    card: card(() => '/ping'),
    reply: contact,
    words: '',
    least: 'viewer',
    written: 'lookup',
  },
};

/** The card as an admin would have it, then the role that is tried, and the reply. */
async function reply(chat: ChatForTest, row: Row, role: Role | null, chatId: number, message: object = {}) {
  const person = personWith(role);
  await give(chat, person, 'admin');
  const replyTo = await row.card(chat, person, chatId);
  await give(chat, person, role);
  const saying = { chat: chatId, replyTo, message: { ...row.reply, ...message } as object };
  return effectsOf(chat, () => chat.say(person, row.words ?? 'hello', saying));
}

/** What a question lacks, and what its answer is for, where that is no command. */
const lackOf = ({ missing, test, reached }: QuestionBody): string =>
  test === null ? (reached ? 'reached' : missing) : 'test';

test('every kind of question has a row', async () => {
  const chat = await chatForTest();
  const asked = new Set<string>();
  for (const { card } of Object.values(rows)) {
    const body = readBody(questionCard, (await card(chat, OLGA, OLGA.id)).card);
    if (body) asked.add(lackOf(body));
  }
  const { missing } = (questionCard.body as unknown as { shape: { missing: { options: string[] } } }).shape;
  expect([...asked].sort()).toEqual([...missing.options, 'test', 'reached'].sort());
});

describe.each(Object.keys(rows))('a reply to %s', (name) => {
  const row = rows[name] as Row;

  test.each(ROLES)('of somebody with the role %s does what the role may', async (role) => {
    const chat = await chatForTest();
    for (const chatId of [personWith(role).id, GROUP]) {
      const { changed, cards } = await reply(chat, row, role, chatId);
      const comesAbout = row.least !== null && isAtLeast(role, row.least);
      const expected = comesAbout ? (row.changed ?? ['messages']) : [];
      expect({ chatId, changed }).toEqual({ chatId, changed: expected });
      const written = comesAbout && row.written !== undefined ? [row.written] : [];
      expect(cards.filter((one) => !/^(notice|choices)/.test(one))).toEqual(written);
    }
  });

  test('that was forwarded, made by a bot, edited, or written by nobody in particular does nothing', async () => {
    const chat = await chatForTest();
    const origin = { type: 'hidden_user', sender_user_name: 'X', date: 1_764_000_000 };
    const robot = { id: 900, is_bot: true, first_name: 'Robot' };
    const asGroup = { sender_chat: { id: GROUP, type: 'supergroup', title: 'Alerts' } };
    for (const chatId of [OLGA.id, GROUP]) {
      for (const message of [{ forward_origin: origin }, { via_bot: robot }, { from: robot }, asGroup]) {
        const { changed } = await reply(chat, row, 'owner', chatId, message);
        expect({ message, changed }).toEqual({ message, changed: [] });
      }
      const replyTo = await row.card(chat, OLGA, chatId);
      const edited_message = chat.message(OLGA, row.words || 'hello', { chat: chatId, replyTo });
      const { changed } = await effectsOf(chat, async () => (await chat.update({ edited_message })).cards);
      expect(changed).toEqual([]);
    }
  });
});

test('in a group a reply is only a draft, whoever writes it', async () => {
  const chat = await chatForTest();
  await reply(chat, rows['an incoming SMS'] as Row, 'owner', GROUP);
  const states = await chat.store.db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select(['messages.state', 'orders.waiting_for'])
    .execute();
  expect(states).toEqual([{ state: STATE.of.waiting, waiting_for: 'confirmation' }]);
});

test('a reply to a card of another chat, by its number alone, is no reply to it', async () => {
  const chat = await chatForTest();
  const shown = await (rows['a message to one person'] as Row).card(chat, OLGA, GROUP);
  const effects = await effectsOf(chat, () => chat.say(OLGA, 'hello', { replyTo: shown }));
  expect(effects).toEqual(onlySaid('notice no-reply-to-this'));
});
