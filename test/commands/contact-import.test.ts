import { beforeEach, expect, test } from 'vitest';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA } from '../support/chat.ts';
import { cp1251, fileOf } from '../support/tables.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
});

const send = (content: string | Uint8Array, caption = '/contact import', saying = {}) =>
  chat.say(OLGA, '', {
    ...saying,
    message: { text: undefined, caption, ...fileOf('contacts.csv', content) },
  });

const contacts = async () =>
  (await chat.store.db.selectFrom('contacts').selectAll().orderBy('key').execute()).map(
    ({ name, number, fields, owner_id }) => [name, number, JSON.parse(fields), owner_id],
  );

test('a table becomes contacts with its columns as fields, and bad rows are told with line and reason', async () => {
  const [said] = await send(
    cp1251(
      'Имя;Телефон;Город\nИван;8 999 123-45-67;Омск\n7;+79991234568;\nОльга;12;Тверь\nиван;+79991234569;\n',
    ),
  );
  expect(said?.text.split('\n')).toEqual([
    '📇 Из таблицы добавлен 1 контакт.',
    'Строка 3: «7» не годится как имя; имя: одно слово, начинается с буквы.',
    'Строка 4: «12» не номер.',
    'Строка 5: «иван» повторяется в таблице; взята первая строка.',
  ]);
  expect(await contacts()).toEqual([['Иван', '79991234567', { Город: 'Омск' }, 0]]);
});

test('a table beside /contact alone is imported too', async () => {
  const [said] = await send('name,phone\nanna,+79991234567\n', '/contact');
  expect(said?.text).toBe('📇 Из таблицы добавлен 1 контакт.');
});

test('a table replaces what its sender may change, and nothing else', async () => {
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/contact add ivan +79991234567');
  await chat.say(NIKOLAI, '/contact add petr +79991234568');
  const message = fileOf('a.csv', 'name,phone\nivan,+79991230000\npetr,+79991230001\n');
  const [said] = await chat.say(NIKOLAI, '', {
    message: { text: undefined, caption: '/contact import', ...message },
  });
  expect(said?.text).toContain('1 contact is in from this table.\nRow 2: “ivan” is a contact already');
  expect(await contacts()).toEqual([
    ['ivan', '79991234567', {}, 0],
    ['petr', '79991230001', {}, 0],
  ]);
});

test('own=yes makes them one’s own', async () => {
  await send('name,phone\nmom,+79991234567\n', '/contact import own=yes');
  expect(await contacts()).toEqual([['mom', '79991234567', {}, OLGA.id]]);
});

test.each([
  ['a,b\nc,d\n', 'не нашлось столбца с номерами'],
  ['+79991234567\n+79991234568\n', 'не нашлось столбца с именами'],
  [Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), 'не читается как таблица'],
])('a file that is no table of contacts is answered with what it lacks', async (content, words) => {
  expect((await send(content))[0]?.text).toContain(words);
  expect(await contacts()).toEqual([]);
});

test('without a file it says how', async () => {
  expect((await chat.say(OLGA, '/contact import'))[0]?.text).toContain('Пришлите таблицу');
});

test('what is exported goes to the private chat alone, and can be imported again', async () => {
  await chat.say(OLGA, '/contact add иван +79991234567 город="Нижний; Новгород"');
  const cards = await chat.say(OLGA, '/contact export', { chat: GROUP });
  const file = cards.find(({ view }) => view.as === 'file');
  expect(file?.card.chat_id).toBe(OLGA.id);
  const [{ id } = { id: '' }] = await chat.store.db.selectFrom('files').select('id').execute();
  const chunks = await chat.store.db
    .selectFrom('file_chunks')
    .select('bytes')
    .where('file_id', '=', id)
    .execute();
  const text = Buffer.concat(chunks.map(({ bytes }) => bytes)).toString();
  expect(text).toContain('имя;номер;город');
  await chat.say(OLGA, '/contact remove иван');
  await send(text);
  expect(await contacts()).toEqual([['иван', '79991234567', { город: 'Нижний; Новгород' }, 0]]);
});

test('a contact shared from Telegram becomes one’s own, by its first name, and what to write is asked', async () => {
  const shared = { text: undefined, contact: { phone_number: '79991234567', first_name: 'Иван Петрович' } };
  const [card, question] = await chat.say(OLGA, '', { message: shared });
  expect(card?.text).toContain(
    '👤 Иван · +7 999 123-45-67\nВиден только вам.\nДобавлен. Чтобы написать: /sms Иван',
  );
  expect(question?.text).toContain('/sms');
  // Who is known already is not added again.
  expect(await chat.say(OLGA, '', { message: shared })).toHaveLength(1);
});
