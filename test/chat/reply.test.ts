import { expect, test } from 'vitest';
import type { Language } from '../../src/chat/locale.ts';
import { createCard } from '../../src/store/cards.ts';
import { storeIncoming } from '../../src/store/incoming.ts';
import { messagesFrom, ordered } from '../../src/store/outbox.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, type Shown } from '../support/chat.ts';

/** An incoming SMS as a card in a chat. */
async function incoming(chat: ChatForTest, sender: string, chatId: number): Promise<Shown> {
  await chat.store.write(async (tx) => {
    const part = { sender, recipient: '79000000', text: 'Спасибо', concatenation: null };
    const message = await storeIncoming(tx, 'demo', part, Date.now());
    await createCard(tx, {
      chatId,
      threadId: null,
      replyTo: null,
      kind: 'incoming',
      body: { incomingId: message?.id },
      language: 'ru',
      personId: null,
      now: Date.now(),
    });
  });
  const { cards } = await chat.update({});
  const [card] = cards;
  if (!card) throw new Error('no card');
  return card;
}

async function requests(chat: ChatForTest): Promise<unknown[]> {
  const rows = await ordered(chat.store.db).orderBy('messages.id').execute();
  return messagesFrom(rows).map(({ request, state }) => ({ ...request, state }));
}

test('a reply to a card in private sends an SMS at once, from the same sender', async () => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, '/viber +79991234567 from=CAFE Ваш столик готов');
  const replies = await chat.say(OLGA, 'Ждём вас', { replyTo: card });
  expect(replies).toHaveLength(1);
  expect((await requests(chat))[1]).toEqual({
    channel: 'sms',
    to: '79991234567',
    text: 'Ждём вас',
    from: 'CAFE',
    state: 'queued',
  });
});

test('a reply to an incoming SMS goes back from the number that it came to', async () => {
  const chat = await chatForTest();
  const card = await incoming(chat, '79991112233', OLGA.id);
  await chat.say(OLGA, 'Пожалуйста', { replyTo: card });
  expect(await requests(chat)).toMatchObject([{ to: '79991112233', from: '79000000', state: 'queued' }]);
});

test('in a group a reply is a draft, which is sent by its button', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const card = await incoming(chat, '79991112233', GROUP);
  const [draft, ...more] = await chat.say(NIKOLAI, 'who is this?', { chat: GROUP, replyTo: card });
  if (!draft) throw new Error('no draft');
  expect(more).toEqual([]);
  expect(draft.buttons).toEqual(['Отправить', 'Отмена']);
  expect(await requests(chat)).toMatchObject([{ state: 'waiting' }]);
  await chat.press(OLGA, draft, 'Отправить');
  expect(await requests(chat)).toMatchObject([{ state: 'queued' }]);
});

test.each([
  ['ru', 'Автор: Nikolai · отправка: Olga', 'Автор: Nikolai, ', 'Отправка: Olga, '],
  ['en', 'By Nikolai · sent by Olga', 'By Nikolai, ', 'Sent by Olga, '],
])(
  'in %s, a draft that another than its author has sent names both',
  async (language, both, author, presser) => {
    const chat = await chatForTest({ language: language as Language });
    await chat.let(NIKOLAI, 'operator');
    const card = await incoming(chat, '79991112233', GROUP);
    const [draft] = await chat.say(NIKOLAI, 'hello', { chat: GROUP, replyTo: card });
    if (!draft) throw new Error('no draft');
    await chat.press(OLGA, draft, draft.buttons[0] ?? '');
    const shown = await chat.look(draft);
    expect(shown.text).toContain(`\n${both}\n`);
    const [history] = await chat.say(NIKOLAI, '/status', { chat: GROUP, replyTo: shown });
    expect(history?.text).toContain(`\n${author}`);
    expect(history?.text).toContain(`\n${presser}`);
  },
);

test('a draft that its author sends names nobody', async () => {
  const chat = await chatForTest();
  const card = await incoming(chat, '79991112233', GROUP);
  const [draft] = await chat.say(OLGA, 'hello', { chat: GROUP, replyTo: card });
  if (!draft) throw new Error('no draft');
  await chat.press(OLGA, draft, 'Отправить');
  expect((await chat.look(draft)).text).not.toContain('Olga');
});

test('below a card in a group, those who cannot send may talk undisturbed', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
  const card = await incoming(chat, '79991112233', GROUP);
  expect(await chat.say(NIKOLAI, 'I know them', { chat: GROUP, replyTo: card })).toEqual([]);
});

test('in private, who cannot send is told so', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
  const [card] = await chat.say(NIKOLAI, '/hlr +79991234567');
  const [notice] = await chat.say(NIKOLAI, 'hello', { replyTo: card });
  expect(notice?.text).toBe('/sms takes the role operator. Ask an admin for it.');
});

test('a reply to a card that is about nobody in particular is answered with what to do, in a group with nothing', async () => {
  const chat = await chatForTest();
  const [many] = await chat.say(OLGA, '/sms +79991234567, +79991112233 hi');
  const [letter] = await chat.say(OLGA, '/email a@b.ru subject=Hi hello');
  const [help] = await chat.say(OLGA, '/help');
  const bank = await incoming(chat, 'BANK', OLGA.id);
  for (const card of [many, letter, help, bank]) {
    const [notice] = await chat.say(OLGA, 'hi', { replyTo: card });
    expect(notice?.text).toContain('Непонятно, кому');
  }
  const [group] = await chat.say(OLGA, '/help', { chat: GROUP });
  expect(await chat.say(OLGA, 'thanks', { chat: GROUP, replyTo: group })).toEqual([]);
  expect(await requests(chat)).toHaveLength(3);
});

test('a command in reply to a card is a command', async () => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, '/sms +79991234567 hi');
  const [other] = await chat.say(OLGA, '/sms +79991112233 ho', { replyTo: card });
  expect(other?.text).toContain('+7 999 111-22-33');
});

test('a reply that the provider would misread is refused with a line to copy', async () => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, '/sms +79991234567 hi');
  const [problem] = await chat.say(OLGA, '__VIBER__: hi', { replyTo: card });
  expect(problem?.card.kind).toBe('problem');
  expect(problem?.text).toContain('__VIBER__');
});
