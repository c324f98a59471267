import { beforeEach, expect, test } from 'vitest';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA } from '../support/chat.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.say(OLGA, '/contact add иван +79991234567');
  await chat.say(OLGA, '/contact add ольга +79991234568');
});

const said = async (line: string, person = OLGA) => (await chat.say(person, line))[0]?.text;

test('a group is made of contacts, grows, loses some, and is listed', async () => {
  expect(await said('/group add Курьеры ИВАН')).toBe(
    '👥 #Курьеры · 1 контакт\nиван\nВидно всей команде.\nЧтобы написать всем: /sms #Курьеры Позвоните, пожалуйста',
  );
  expect(await said('/group add #курьеры иван, ольга')).toContain('2 контакта\nиван, ольга');
  expect(await said('/group')).toContain('👥 1 группа\n#Курьеры · 2: иван, ольга');
  expect(await said('/group remove курьеры ольга')).toContain('1 контакт\nиван');
  expect(await said('/contact remove иван')).toContain('из групп тоже');
  expect(await said('/group курьеры')).toContain('#Курьеры · 0 контактов');
  expect(await said('/group remove курьеры')).toBe('👥 Группы #Курьеры больше нет; контакты остались.');
  expect(await said('/contact ольга')).toContain('+7 999 123-45-68');
});

test('of a large group the list names the first, the group itself more', async () => {
  const names = ['анна', 'борис', 'вера', 'глеб', 'дина', 'ева', 'ждан'];
  for (const [at, name] of names.entries()) await said(`/contact add ${name} +7999123450${at}`);
  await said(`/group add все ${names.join(', ')}`);
  expect(await said('/group')).toContain('#все · 7: анна, борис, вера, глеб, дина и ещё 2');
  expect(await said('/group все')).toContain('7 контактов\nанна, борис, вера, глеб, дина, ева, ждан');
});

test.each([
  ['/group add', '/group add курьеры иван, ольга'],
  ['/group add курьеры', '/group add курьеры иван, ольга'],
  ['/group add курьеры иван, олег', 'Контакта «олег» нет'],
  [
    '/group add курьеры ольга, 8 912 123-45-67',
    'Сначала дайте номеру имя: /contact add иван 8 912 123-45-67',
  ],
  ['/group add 24 иван', '«24» не годится как имя'],
  ['/group курьеры', 'Группы #курьеры нет. Все группы: /group'],
  ['/group remove курьеры', 'Группы #курьеры нет'],
])('%s is answered with what is wrong, and nothing is made', async (line, words) => {
  expect(await said(line)).toContain(words);
  expect(await said('/group')).toContain('Групп пока нет');
});

test('whom only one person sees is in no group of the team’s', async () => {
  await chat.let(NIKOLAI, 'operator');
  await chat.say(NIKOLAI, '/contact add mom +79991234569 own=yes');
  expect(await said('/group add all mom', NIKOLAI)).toContain('/group add all mom own=yes');
  expect(await said('/group add all mom own=yes', NIKOLAI)).toContain('Only you see it.');
  expect(await said('/group')).toContain('Групп пока нет');
});

test('an operator changes the groups that they made, and no others of the team’s', async () => {
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/group add курьеры иван');
  expect(await said('/group add курьеры ольга', NIKOLAI)).toContain('somebody else’s work'.replace('’', "'"));
  expect(await said('/group remove курьеры', NIKOLAI)).toContain('only who made it, or an admin');
  const [card] = await chat.say(NIKOLAI, '/group курьеры');
  if (!card) throw new Error('no card');
  expect((await chat.press(NIKOLAI, card, 'Remove')).toast).toContain('Only who made it');
  await chat.press(OLGA, card, 'Remove');
  expect((await chat.look(card)).text).toContain('There is no group #курьеры any more');
});

test('a number in the place of a name is offered with one, in English too', async () => {
  await chat.let(NIKOLAI, 'operator');
  expect(await said('/group add crew +79121234567', NIKOLAI)).toContain('/contact add ivan +79121234567');
});

test.each([
  [OLGA, '/group add курьеры иван, олга', 'Контакта «олга» нет, похожие: ольга', 'add курьеры иван, ольга'],
  [
    NIKOLAI,
    '/group add двое Мария Иванова, иван',
    'nearly so: Мария-Иванова',
    'add двое Мария-Иванова, иван',
  ],
  [OLGA, '/group remove курьеры олга', 'похожие: ольга', 'remove курьеры ольга'],
])('a name that is nearly so is offered in a whole line: %#', async (person, line, words, meant) => {
  await chat.let(NIKOLAI, 'operator');
  await said('/contact add Мария-Иванова +79991234569');
  await said('/group add курьеры иван');
  const [card] = await chat.say(person, line);
  expect(card?.text).toContain(words);
  expect(card?.text).not.toMatch(/↳|отправлено/);
  expect(card?.copied).toEqual([`/group ${meant}`]);
});
