import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chatForTest, NIKOLAI, OLGA, only, type Shown } from '../../../support/chat.ts';
import { fileOf, sendFile } from '../../../support/tables.ts';

const HOUR_MS = 3_600_000;
const PEOPLE = Array.from({ length: 100 }, (_, n) => `+7999123${String(n).padStart(4, '0')}`);

beforeEach(() => void vi.setSystemTime(new Date('2026-11-23T09:00:00Z')));
afterEach(() => void vi.useRealTimers());

const line = (people: readonly string[], text = 'Sale today') => `/sms ${people.join(', ')}\n${text}`;
const warned = ({ text }: Shown) => text.split('\n').filter((one) => one.startsWith('⚠️'));

async function talk() {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const preview = async (said: string, person = OLGA) => only(await chat.say(person, said));
  const sent = async (said: string, person = OLGA) => {
    const card = await preview(said, person);
    await chat.press(person, card, card.buttons[0] ?? '');
    return chat.look(card);
  };
  return { chat, preview, sent };
}

test('a text that went to mostly the same people within a day is spoken of, with who sent it, and goes all the same', async () => {
  const { chat, preview, sent } = await talk();
  const first = await sent(line(PEOPLE.slice(0, 60)), NIKOLAI);
  expect(warned(first)).toEqual([]);

  vi.setSystemTime(Date.now() + 2 * HOUR_MS);
  expect(warned(await preview(line(PEOPLE.slice(0, 80))))).toEqual([
    '⚠️ Тот же текст почти тем же людям уже отправлен: Nikolai, 12:00:00, 60 получателей',
  ]);
  const english = await preview(line(PEOPLE.slice(5, 60).toReversed()), NIKOLAI);
  expect(warned(english)).toEqual([
    '⚠️ The same text was sent to mostly the same people: Nikolai, 12:00:00, 60 recipients',
  ]);
  await chat.press(NIKOLAI, english, 'Send 55');
  expect(warned(await chat.look(english))).toEqual([]);
  await chat.store.close();
});

test.each([
  ['another text', line(PEOPLE.slice(0, 60), 'Sale tomorrow'), 2],
  ['half of the people', line(PEOPLE.slice(30, 90)), 2],
  ['other people', line(PEOPLE.slice(60)), 2],
  ['the next day', line(PEOPLE.slice(0, 60)), 25],
  ['another channel', line(PEOPLE.slice(0, 60)).replace('/sms', '/viber'), 2],
])('of %s nothing is said', async (_, said, hours) => {
  const { chat, preview, sent } = await talk();
  await sent(line(PEOPLE.slice(0, 60)));
  vi.setSystemTime(Date.now() + hours * HOUR_MS);
  expect(warned(await preview(said))).toEqual([]);
  await chat.store.close();
});

test('what was only asked for, or cancelled, was not sent', async () => {
  const { chat, preview } = await talk();
  const first = await preview(line(PEOPLE));
  expect(warned(await preview(line(PEOPLE)))).toEqual([]);
  await chat.press(OLGA, first, 'Отмена');
  expect(warned(await preview(line(PEOPLE)))).toEqual([]);
  await chat.store.close();
});

test('the same words of another file are known again by their placeholders, and the same file is said once', async () => {
  const { chat } = await talk();
  const table = (of: readonly string[]) => ['Телефон;Имя', ...of.map((to, n) => `${to};Имя ${n}`)].join('\n');
  const file = async (name: string, of: readonly string[]) =>
    only(await sendFile(chat, OLGA, '/bulk {Имя}, скидки!', fileOf(name, table(of))));
  const first = await file('monday.csv', PEOPLE);
  await chat.press(OLGA, first, first.buttons[0] ?? '');

  expect(warned(await file('again.csv', PEOPLE.slice(0, 90)))).toEqual([
    '⚠️ Тот же текст почти тем же людям уже отправлен: Olga, 12:00:00, 100 получателей',
  ]);
  expect(warned(await file('monday.csv', PEOPLE))).toEqual([
    '⚠️ Этот файл уже отправлен: Olga, 12:00:00, 100 получателей',
  ]);
  await chat.store.close();
});
