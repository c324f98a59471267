import { expect, test } from 'vitest';
import { nextMessages } from '../../src/store/attempts/next-messages.ts';
import { readFile } from '../../src/store/chats/files.ts';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { fileOf, sendFile } from '../support/tables.ts';

async function chatWithBook(): Promise<ChatForTest> {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/contact add ivan +79991234501 город=Омск');
  await chat.say(OLGA, '/contact add Мария +79991234502');
  return chat;
}

const leaving = (chat: ChatForTest) =>
  chat.store.write(async (tx) => {
    const { messages } = await nextMessages(tx, 'demo', 100, Date.now());
    return messages.map(({ recipient, request }) => `${recipient} ${'text' in request && request.text}`);
  });

/** Lines of the file of what is not sent, which a press brings. */
async function unsent(chat: ChatForTest, person: typeof OLGA, card: Shown, label: string): Promise<string> {
  const [file] = (await chat.press(person, card, label)).cards;
  if (file?.view.as !== 'file' || !file.view.file) throw new Error('no file came');
  let text = '';
  for await (const chunk of readFile(chat.store.db, file.view.file.id)) text += Buffer.from(chunk).toString();
  return text;
}

const TABLE = `Кому;Сумма
ivan;100
+79991234503;200
петя;300
Мария;
`;

test('names of contacts stand for their numbers in a table, and what is known of them fills the text', async () => {
  const chat = await chatWithBook();
  const text = '/bulk {имя|клиент}: {сумма|0}, {город|не указан}';
  const card = only(await sendFile(chat, OLGA, text, fileOf('a.csv', TABLE)));
  expect(card.text.split('\n').slice(2, 6)).toEqual([
    'Номер — столбец A «Кому»; {имя} — из контактов, {сумма} — B, {город} — из контактов',
    '«ivan: 100, Омск»',
    '«клиент: 200, не указан»',
    '«Мария: 0, не указан»',
  ]);
  expect(card.text).toContain('Не уйдёт 1: 1 не номер');
  await chat.press(OLGA, card, 'Отправить 3');
  expect(await leaving(chat)).toEqual([
    '79991234501 ivan: 100, Омск',
    '79991234503 клиент: 200, не указан',
    '79991234502 Мария: 0, не указан',
  ]);
});

test.each([
  [OLGA, 'Файлом', '4;петя;не номер и не имя контакта'],
  [NIKOLAI, 'As file', '4,петя,neither a number nor the name of a contact'],
])(
  'a name that nobody has and that is no number is a bad row, with its reason (%#)',
  async (person, label, line) => {
    const chat = await chatWithBook();
    const card = only(await sendFile(chat, person, '/bulk hi', fileOf('a.csv', TABLE)));
    expect(await unsent(chat, person, card, label)).toContain(line);
  },
);

test('a table of names alone is read, and looked up as well', async () => {
  const chat = await chatWithBook();
  const card = only(await sendFile(chat, OLGA, '/hlr', fileOf('a.txt', 'ivan\nМария\n')));
  expect(card.text).toMatch(/2 номера/);
  const [order] = await chat.store.db.selectFrom('orders').select('total').execute();
  expect(order?.total).toBe(2);
});

test('names of people beside a column of numbers stay what they are, though contacts are called so', async () => {
  const chat = await chatWithBook();
  const table = 'Имя;Куда\nМария;+79991234571\nivan;\nИван;+79991234573\n';
  const card = only(await sendFile(chat, OLGA, '/bulk {имя}', fileOf('a.csv', table)));
  await chat.press(OLGA, card, 'Отправить 2');
  expect(await leaving(chat)).toEqual(['79991234571 Мария', '79991234573 Иван']);
  expect((await orderOfCard(chat.store.db, card.card.id))?.total).toBe(2);
});

test('a name that the team and the person have for two numbers is a bad row that says so', async () => {
  const chat = await chatWithBook();
  await chat.say(OLGA, '/contact add mom +79991234509 own=yes');
  await chat.say(NIKOLAI, '/contact add mom +79991234508');
  const table = 'Кому\nmom\nМария\n';
  const card = only(await sendFile(chat, OLGA, '/bulk hi', fileOf('a.csv', table)));
  expect(await unsent(chat, OLGA, card, 'Файлом')).toContain('с таким именем есть и общий контакт, и ваш');
  const others = only(await sendFile(chat, NIKOLAI, '/bulk hi', fileOf('b.csv', table)));
  await chat.press(NIKOLAI, others, 'Send 2');
  expect(await leaving(chat)).toEqual(['79991234508 hi', '79991234502 hi']);
});
