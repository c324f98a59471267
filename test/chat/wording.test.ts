import { expect, test } from 'vitest';
import { become } from '../support/become.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { accepted, receipt, statusOf, submit } from '../support/fates.ts';

/* Words that a reader once took otherwise, or that did otherwise when they were tapped. */

async function chatOf(): Promise<ChatForTest> {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  return chat;
}

test.each([
  [OLGA, 'привет', ['/sms +79991234567 Привет']],
  [NIKOLAI, 'hello', ['/sms +79991234567 Hello']],
  [OLGA, '/status', ['/status 855469', '/status +79991234567']],
  [NIKOLAI, '/status', ['/status 855469', '/status +79991234567']],
  [OLGA, '/grant', ['/grant 123456789 operator', '/grant operator', '/grant operator']],
  [OLGA, '/lang', ['/lang en', '/lang ru', '/lang auto']],
])('a line that is suggested is copied by a tap (%#)', async (person, line, copied) => {
  expect((await only((await chatOf()).say(person, line))).copied).toEqual(copied);
});

test('a backtick in what somebody typed stays what it is', async () => {
  const card = await only((await chatOf()).say(NIKOLAI, '/error `x`'));
  expect(card.text).toContain('I do not know the code “`x`”.');
  expect(card.copied).toEqual([]);
});

test.each([
  [OLGA, 'Отправить 7', '+7 999 123-45-64 и ещё 2'],
  [NIKOLAI, 'Send 7', '+7 999 123-45-64 and 2 more'],
])('a preview of several names the first five and counts the rest', async (person, send, names) => {
  const list = Array.from({ length: 7 }, (_, n) => `+7999123456${n}`).join(', ');
  const card = await only((await chatOf()).say(person, `/sms ${list} Hello`));
  expect(card.text).toContain(
    `+7 999 123-45-60, +7 999 123-45-61, +7 999 123-45-62, +7 999 123-45-63, ${names}`,
  );
  expect(card.buttons[0]).toBe(send);
});

test.each([
  [OLGA, 'Пишется так:'],
  [NIKOLAI, 'Usage:'],
])('a line that cannot be read is answered with how it is written', async (person, words) => {
  expect((await only((await chatOf()).say(person, '/tgm +79991234567 код'))).text).toContain(words);
});

test.each([
  [OLGA, '❌ не доставлено: имя отправителя не зарегистрировано (254)'],
  [NIKOLAI, '❌ not delivered: sender not registered (254)'],
])('of a sender that is not registered it is said what is not', async (person, words) => {
  const chat = await chatOf();
  const card = await only(chat.say(person, '/sms +79991234567 Hello'));
  const ended = { state: 'undelivered', error: 254, ready_at: null } as const;
  await become(chat.store.db, ended);
  expect((await chat.look(card)).text).toContain(words);
});

test.each([
  ['ru', '«hi»', 'Отправить это клиенту?'],
  ['en', '“hi”', 'Send this to the customer?'],
])('a draft in a group asks what is to be done with it, in %s', async (language, quoted, question) => {
  const chat = await chatOf();
  await chat.say(OLGA, `/lang ${language}`, { chat: GROUP });
  const card = await only(chat.say(OLGA, '/sms +79991234567 hello', { chat: GROUP }));
  await submit(chat.store, card.card.id, [accepted('855469')]);
  await receipt(chat.store, statusOf('855469', 'DELIVRD'));
  const draft = await only(chat.say(NIKOLAI, 'hi', { chat: GROUP, replyTo: card }));
  expect(draft.text).toContain(quoted);
  expect(draft.text).toContain(`✋ ${question}`);
});

test.each([
  [OLGA, 'Кавычка после subject= не закрыта в той же строке'],
  [NIKOLAI, 'The quotation mark after subject= is not closed on the same line'],
])(
  'a quotation mark that is closed below is said to be open on its line, not at all',
  async (person, words) => {
    const card = await only((await chatOf()).say(person, '/email a@b.ru subject="Invoice\n12" Hello'));
    expect(card.text).toContain(words);
  },
);
