import type { User } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import type { Role } from '../../src/chat/access.ts';
import { createCard } from '../../src/store/cards.ts';
import { STATE } from '../../src/store/coded.ts';
import { storeIncoming } from '../../src/store/incoming.ts';
import { ITS_ORDER } from '../../src/store/message-id.ts';
import { type ChatForTest, chatForTest, GROUP, OLGA, type Saying, type Shown } from '../support/chat.ts';
import { effectsOf, give, isAtLeast, onlySaid, personWith, ROLES } from '../support/effects.ts';

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
  written?: string;
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

describe.each(Object.keys(rows))('a reply to %s', (name) => {
  const row = rows[name] as Row;

  test.each(ROLES)('of somebody with the role %s does what the role may', async (role) => {
    const chat = await chatForTest();
    for (const chatId of [personWith(role).id, GROUP]) {
      const { changed, cards } = await reply(chat, row, role, chatId);
      const comesAbout = row.least !== null && isAtLeast(role, row.least);
      expect({ chatId, changed }).toEqual({ chatId, changed: comesAbout ? ['messages'] : [] });
      expect(cards.filter((one) => !one.startsWith('notice'))).toEqual(comesAbout ? [row.written] : []);
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
