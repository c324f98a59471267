import { expect, test } from 'vitest';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { fileOf, sendFile } from '../support/tables.ts';

// What is said of the places of a text and of the cells that fill them, before a table goes.

const ORDERS = `Имя;Телефон;Заказ
Мария;+7 999 123-45-67;1042
Пётр;8 916 123-45-67;1043
`;

const bulkChat = async (): Promise<ChatForTest> => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  return chat;
};

const linesOf = async (chat: ChatForTest, person: typeof OLGA, text: string, table: string) =>
  only(await sendFile(chat, person, `/bulk ${text}`, fileOf('orders.csv', table))).text.split('\n');

test('what other programs would fill from a column and this one does not is said before it goes', async () => {
  const chat = await bulkChat();
  const preview = (person: typeof OLGA, text: string) => linesOf(chat, person, text, ORDERS);
  expect(await preview(OLGA, '%Имя%, ваш заказ ((заказ)) в [доме] готов, ((заказ))')).toContain(
    '⚠️ «%Имя%», «((заказ))» уйдут как есть: из столбца подставляется его имя в фигурных скобках, например {имя}.',
  );
  expect(await preview(NIKOLAI, '{имя}, your order #Заказ# is ready, 5% off, 2% more')).toContain(
    '⚠️ “#Заказ#” goes as it is: a column is filled in by its name in braces, such as {name}.',
  );
  await chat.store.close();
});

test('which of two columns of one name fills a place is said, unless it is called by its letter', async () => {
  const chat = await bulkChat();
  const table = 'Телефон;Сумма;сумма ;Город\n+79991234567;10;20;Омск\n+79991234568;30;40;Тверь\n';
  expect(await linesOf(chat, OLGA, 'К оплате {сумма}', table)).toContain(
    '⚠️ Столбцов с именем «сумма» несколько: подставляется B, а не C. Другой называют по букве: {C}.',
  );
  expect(await linesOf(chat, NIKOLAI, 'To pay {сумма}', table)).toContain(
    '⚠️ More columns than one are called “сумма”: B is filled in, and not C. Another one is named by its letter: {C}.',
  );
  expect((await linesOf(chat, OLGA, 'К оплате {C}, {город}', table)).join('\n')).not.toContain('⚠️ Столбцов');
  await chat.store.close();
});

test('signs of web pages in cells are said to go as they are', async () => {
  const chat = await bulkChat();
  const table =
    'phone,name\n+79991234567,Tom &amp; Ann\n+79991234568,O&#39;Neil &amp; Co\n+79991234569,A&B; C\n';
  expect(await linesOf(chat, NIKOLAI, 'Hi {name}', table)).toContain(
    '⚠️ “&amp;”, “&#39;” go as they are: web pages have such signs in place of characters. If that is not meant, replace it in the table and send it again.',
  );
  expect(await linesOf(chat, OLGA, 'Привет', table.replaceAll('&#39;', "'"))).not.toContain('&amp;');
  expect(await linesOf(chat, OLGA, '{name}, привет', table.replaceAll('&#39;', "'"))).toContain(
    '⚠️ «&amp;» уйдёт как есть: так вместо знака пишут на веб-страницах. Если это не нужно, замените в таблице и пришлите её снова.',
  );
  await chat.store.close();
});

test('which places of the text the rows have nothing for is said, of some and of all', async () => {
  const chat = await bulkChat();
  const table = 'phone;name;sum\n+79991234567;Ann;\n+79991234568;;5\n+79991234569;Bob;7\n';
  expect(await linesOf(chat, NIKOLAI, '{name}, to pay {sum}', table)).toContain(
    'Not sent, 2: 2 without what the text needs ({sum}, {name})',
  );
  expect(await linesOf(chat, OLGA, 'К оплате {sum}', 'phone;sum\n+79991234567;\n+79991234568;\n')).toContain(
    '❌ Отправить некому: 2 строки, 2 без данных для текста ({sum}).',
  );
  await chat.store.close();
});
