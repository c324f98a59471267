import { expect, test } from 'vitest';
import { addToStopList, stopEntryOf } from '../../../src/store/stop-list/stop-list.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, type Shown } from '../../support/chat.ts';
import { incomingSms } from '../../support/incoming-sms.ts';
import { fileOf, sendFile } from '../../support/tables.ts';
import { workbookOf } from '../../support/workbook.ts';

const textOf = async (cards: Promise<Shown[]>) => only(await cards).text;

async function team(): Promise<ChatForTest> {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  return chat;
}

test.each([
  [
    OLGA,
    '/stoplist add +7 999 123-45-67 и 89991234568 просили по телефону',
    /^⛔ В стоп-листе 2: \+7 999 123-45-67, \+7 999 123-45-68\. Больше ничего не уйдёт; неотправленное отменено\.$/,
    /\+7 999 123-45-67 · добавлен: Olga, .+: «просили по телефону»/,
  ],
  [
    NIKOLAI,
    '/stoplist add +7 999 123-45-67 and 8 999 123-45-68 asked to',
    /^⛔ 2 on the stop list: \+7 999 123-45-67, \+7 999 123-45-68\./,
    /\+7 999 123-45-67 · added by Nikolai, .+: “asked to”/,
  ],
])('%#: numbers are added with who and why, and listed', async (person, line, said, listed) => {
  const chat = await team();
  expect(await textOf(chat.say(person, line))).toMatch(said);
  expect(await textOf(chat.say(person, '/stoplist'))).toMatch(listed);
  expect(await textOf(chat.say(person, line))).toMatch(/уже|already/);
});

test('an admin alone takes numbers off, and that stands on record without the number', async () => {
  const chat = await team();
  await chat.say(NIKOLAI, '/stoplist add +79991234567');
  expect(await textOf(chat.say(NIKOLAI, '/stoplist remove +79991234567'))).toBe(
    'Taking numbers off the stop list, its words, its confirmation and tables are for admins. Nothing has changed.',
  );
  expect(await textOf(chat.say(OLGA, '/stoplist remove +79991234567 попросила вернуть'))).toBe(
    '✅ Снят со стоп-листа: +7 999 123-45-67. Отменённое само не уйдёт.',
  );
  expect(await textOf(chat.say(OLGA, '/stoplist remove +79991234567'))).toBe(
    'В стоп-листе нет: +7 999 123-45-67.',
  );
  const actions = await chat.store.db
    .selectFrom('actions')
    .select(['actor_id', 'arg'])
    .where('what', '=', 'command stoplist')
    .orderBy('at')
    .orderBy('id')
    .execute();
  expect(actions).toEqual([
    { actor_id: String(NIKOLAI.id), arg: 'add' },
    { actor_id: String(OLGA.id), arg: 'remove 7999***4567 (попросила вернуть)' },
  ]);
});

test('a number is looked up, and what is none is answered with how', async () => {
  const chat = await team();
  expect(await textOf(chat.say(NIKOLAI, '/stoplist +79991234567'))).toBe(
    '+7 999 123-45-67 is not on the stop list. To put it there: /stoplist add +79991234567',
  );
  await chat.say(NIKOLAI, '/stoplist add +79991234567');
  expect(await textOf(chat.say(NIKOLAI, '/stoplist 8 999 123 45 67'))).toMatch(
    /^⛔ \+7 999 123-45-67 is on the stop list \(added by Nikolai, .+\)\. An admin may take it off/,
  );
  expect(await textOf(chat.say(NIKOLAI, '/stoplist hello'))).toMatch(
    /^❌ No contact is called “hello”\. Nothing was done\./,
  );
  expect(await textOf(chat.say(NIKOLAI, '/stoplist add'))).toMatch(/^Write the number/);
});

test.each([
  [
    OLGA,
    '/stoplist add 123',
    /^«123» не похоже на номер: ничего не добавлено\. Напишите номер и, если важно, почему/,
  ],
  [OLGA, '/stoplist remove 123', /^«123» не похоже на номер: никто не убран\. Напишите номер и почему/],
  [
    NIKOLAI,
    '/stoplist add 123',
    /^“123” is no number: nothing was added\. Write the number and, if it matters, why/,
  ],
  [NIKOLAI, '/stoplist add', /^Write the number and, if it matters, why/],
])('%#: what is no number is said back, with how it is written', async (person, line, words) => {
  const chat = await team();
  expect(await textOf(chat.say(person, line))).toMatch(words);
});

test('in reply to what somebody wrote their number is added', async () => {
  const chat = await team();
  const card = await incomingSms(chat, 'Кто это?', { chatId: OLGA.id });
  expect(await textOf(chat.say(OLGA, '/stoplist add', { replyTo: card }))).toContain('+7 999 123-45-67');
});

test('in a group numbers are veiled, and reasons not shown', async () => {
  const chat = await team();
  await chat.say(OLGA, '/stoplist add +79991234567 долг за март');
  const list = await textOf(chat.say(OLGA, '/stoplist', { chat: GROUP }));
  expect(list).toContain('+7 999 ***-45-67');
  expect(list).not.toContain('долг');
});

test('a long list has pages, each behind the one that was shown, whoever was put on it or taken off meanwhile', async () => {
  const chat = await team();
  const numbers = Array.from({ length: 30 }, (_, n) => String(79_990_000_000 + n));
  const reason = { source: 'file', madeBy: OLGA.id, why: null, incomingId: null } as const;
  await chat.store.write((tx) => addToStopList(tx, numbers, reason, Date.now()));
  const card = only(await chat.say(NIKOLAI, '/stoplist'));
  expect(card.text).toContain('30 on the stop list');
  expect(card.buttons).toEqual(['Next ›']);
  await chat.press(NIKOLAI, card, 'Next ›');
  const second = await chat.look(card);
  expect(second.buttons).toEqual(['‹ Back', 'Next ›']);
  const shown = ({ text }: Shown) => text.match(/\+7 [\d -]{13}/g) ?? [];
  const seen = [...shown(card), ...shown(second)];
  expect(new Set(seen).size).toBe(24);
  await chat.store.write((tx) => addToStopList(tx, ['79991112233'], reason, Date.now() + 1_000));
  // Pressed twice before it is shown.
  await chat.press(NIKOLAI, second, 'Next ›');
  await chat.press(NIKOLAI, second, 'Next ›');
  const third = await chat.look(card);
  expect(third.buttons).toEqual(['‹ Back']);
  expect(new Set([...seen, ...shown(third)]).size).toBe(30);
  await chat.press(NIKOLAI, third, '‹ Back');
  expect(shown(await chat.look(card))).toEqual(shown(second));
  await chat.press(NIKOLAI, await chat.look(card), '‹ Back');
  expect(shown(await chat.look(card))[0]).toBe('+7 999 111-22-33');
});

test('a table is read for its numbers with /stoplist add too, and without the slash is told how', async () => {
  const chat = await team();
  const file = fileOf('stop.csv', 'телефон;причина\n89991234501;просил\n89991234502;\n');
  const send = async (caption: string) => only(await sendFile(chat, OLGA, caption, file));
  expect((await send('/stoplist add')).text).toBe('⛔ В стоп-лист добавлены 2 номера.');
  for (const caption of ['в стоп-лист', 'добавить в стоп-лист']) {
    const card = await send(caption);
    expect(card.copied, caption).toEqual(['/stoplist import']);
  }
});

test('a table is imported by an admin, and exported to a private chat', async () => {
  const chat = await team();
  const file = fileOf('stop.csv', 'Имя;Телефон\nИван;+79991234567\nОльга;нет\nПётр;8 (999) 123-45-69\n');
  await chat.say(NIKOLAI, '/stoplist add +79991234567');
  expect(only(await sendFile(chat, NIKOLAI, '/stoplist import', file)).text).toMatch(/admin/);
  expect(only(await sendFile(chat, OLGA, '/stoplist import', file)).text).toBe(
    '⛔ В стоп-лист добавлен 1 номер.\n1 номер там уже был.\nСтрока 3: не номер.',
  );
  const card = only(await chat.say(OLGA, '/stoplist export'));
  expect(card.view).toMatchObject({ as: 'file', text: expect.stringContaining('Стоп-лист') });
});

test('who exports a list that is emptied before the table is made is told that nobody is on it', async () => {
  const chat = await team();
  await chat.say(OLGA, '/stoplist add +79991234567');
  const lines = ['/stoplist export', '/stoplist remove +79991234567'];
  const cards = await chat.updates(lines.map((line) => ({ message: chat.message(OLGA, line) })));
  expect(cards.map(({ text }) => text)).toContain('⛔ В стоп-листе никого нет.');
});

test('rows that are hidden in a table stop nobody, and are said', async () => {
  const chat = await team();
  const rows = [['phone', 'name'], ['+79991234567'], ['+79991234568'], ['', 'in all']];
  const book = workbookOf({ sheets: [{ rows, rowAttributes: { 3: 'hidden="1"', 4: 'hidden="1"' } }] });
  expect(only(await sendFile(chat, OLGA, '/stoplist import', fileOf('stop.xlsx', book))).text).toBe(
    '⛔ В стоп-лист добавлен 1 номер.\n1 строка в таблице скрыта и не взята.',
  );
  expect(await stopEntryOf(chat.store.db, '79991234568')).toBeNull();
});

test('words that can be none are refused with how, and operators set none', async () => {
  const chat = await team();
  expect(await textOf(chat.say(OLGA, '/stoplist words старт'))).toMatch(/^«старт» не годится/);
  expect(await textOf(chat.say(NIKOLAI, '/stoplist words basta'))).toMatch(/admin/);
  expect(await textOf(chat.say(OLGA, '/stoplist words баста, no more'))).toContain('баста, no more');
  expect(await textOf(chat.say(NIKOLAI, '/stoplist words'))).toContain('баста, no more');
  expect(await textOf(chat.say(OLGA, '/stoplist words -'))).toMatch(/^Слова: STOP.+ОТПИСАТЬСЯ\. Свои/);
});
