import { expect, test } from 'vitest';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { fileOf, sendFile } from '../support/tables.ts';

const world = async (): Promise<ChatForTest> => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  return chat;
};

test.each([
  [OLGA, 'ой добавь еще лейсан 8 904 666 77 88', 'получателей не добавить'],
  [OLGA, 'и лейсан', 'получателей не добавить'],
  [NIKOLAI, 'oh add shah too +79046667788', 'Nobody can be added'],
  [NIKOLAI, 'also +7 904 666-77-88', 'Nobody can be added'],
])(
  '%s wants somebody more on the preview: “%s” gets the line for all of them',
  async (person, words, says) => {
    const chat = await world();
    await chat.say(OLGA, '/contact add лейсан +79046667788');
    await chat.say(person, '/sms +79991234567, +79231112233 from=CAFE Завтра закрыто');
    const card = only(await chat.say(person, words));
    expect(card.text).toContain(says);
    const [line = ''] = card.copied;
    expect(line).toBe('/sms +79991234567, +79231112233, +79046667788 from=CAFE Завтра закрыто');
    expect(only(await chat.say(person, line)).buttons.join()).toContain('3');
    const rows = await ordered(chat.store.db).execute();
    expect(messagesFrom(rows).map(({ state }) => state)).toEqual(Array(5).fill('waiting'));
  },
);

test('to the preview of a table nobody is added, and no line is made of its text', async () => {
  const chat = await world();
  await sendFile(chat, OLGA, '/bulk {имя}, привет', fileOf('a.csv', 'Имя;Телефон\nМария;+79991234567\n'));
  const card = only(await chat.say(OLGA, 'добавь ещё 89046667788'));
  expect(card.text).toContain('получателей не добавить');
  expect(card.copied).toEqual([]);
});

test.each([
  [OLGA, 'ой добавь еще лейсан 8 904 666 77 88'],
  [OLGA, '8 904 666 77 88 проверь номер пожалуйста'],
  [NIKOLAI, 'oh add shah too +79046667788'],
])('%s says “%s” where nothing waits: no line would send that', async (person, words) => {
  const chat = await world();
  const card = only(await chat.say(person, words));
  expect(card.copied.filter((line) => line.startsWith('/sms'))).toEqual([]);
  expect(card.card.kind).toBe('number');
});

test.each([
  [OLGA, 'и 89046667788 Ваш заказ готов, приходите до 21:00'],
  [NIKOLAI, 'also 89046667788 your order is ready, come by nine'],
])('%s says “%s” beside a preview: a text is offered as one', async (person, words) => {
  const chat = await world();
  await chat.say(person, '/sms +79991234567, +79231112233 Завтра закрыто');
  const [line = ''] = only(await chat.say(person, words)).copied;
  expect(line).toMatch(/^\/sms \+79046667788 /);
});

test.each([
  [OLGA, 'смс не уходят?? бот жив'],
  [OLGA, 'не уходят смс, бот жив?'],
  [NIKOLAI, 'sms not going out?? is the bot alive'],
  [NIKOLAI, "texts aren't going out"],
])('%s asks “%s”: it is about /health', async (person, words) => {
  const chat = await world();
  const card = only(await chat.say(person, words));
  expect(card.copied).toContain('/health');
  expect(card.copied.join()).not.toContain('/sms');
});

test.each([
  [OLGA, '.ыьы 89046667788 Ghbdtn vs yt hf,jnftv', 'Привет мы не работаем', 'Ghbdtn vs yt hf,jnftv'],
  [OLGA, '89046667788 ghbdtn vs yt hf,jnftv', 'привет мы не работаем', 'ghbdtn vs yt hf,jnftv'],
  [NIKOLAI, '/ыьы 89046667788 Нщгк щквук шы куфвн', 'Your order is ready', 'Нщгк щквук шы куфвн'],
])(
  '%s types “%s”: the text is offered on the keyboard it was meant for first',
  async (person, words, meant, typed) => {
    const chat = await world();
    const card = only(await chat.say(person, words));
    expect(card.copied).toEqual([`/sms +79046667788 ${meant}`, `/sms +79046667788 ${typed}`]);
    expect(card.text).not.toMatch(/Не вошло|Left out/i);
  },
);
