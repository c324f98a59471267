import { beforeEach, expect, test } from 'vitest';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/template add ready Заказ {n} готов');
  await chat.say(OLGA, '/template add both Заказ {n}, {где}');
  await chat.say(OLGA, '/template add driver Водитель: {телефон водителя}');
});

async function gone(): Promise<unknown[]> {
  const rows = await ordered(chat.store.db).orderBy('messages.id').execute();
  return messagesFrom(rows).map(({ request, state }) => ['text' in request && request.text, state]);
}

test.each([
  'sorry which one is n again',
  'wait which order was it',
  'dunno, ask Mary in the dispensary',
  'its on the other screen give me a min',
  'Mary will have that in the big book',
  '1042?',
  'сек',
  'погоди какой там заказ',
  'не знаю, спроси у Маши',
  'на другом экране сейчас найду',
  'извини а что такое n',
  'уточни у Маши',
  'n=1042 погоди',
  'Тот что мы вчера отдали Марине',
])('“%s” is no value: it waits for a press', async (words) => {
  await chat.say(OLGA, '/t ready +79991234567');
  const draft = only(await chat.say(OLGA, words));
  expect(draft.text).toContain('✋');
  expect(await gone()).toMatchObject([[expect.stringContaining('Заказ'), 'waiting']]);
});

test.each([
  [OLGA, '89991234568', '✋ В тексте номер другого клиента.'],
  [NIKOLAI, '+7 999 123-45-68', '✋ It holds another customer’s number.'],
  [OLGA, 'кто её ведёт', '✋ Не похоже на текст клиенту.'],
  [NIKOLAI, 'sorry which one', '✋ This does not read like a text to a customer.'],
] as const)('%s is told about “%s”: %s', async (person, words, says) => {
  await chat.say(person, '/sms +79991234567 Заказ {n} готов');
  const draft = only(await chat.say(person, words));
  expect(draft.text).toContain(says);
  await chat.press(person, draft, draft.buttons[0] ?? '');
  expect(await gone()).toEqual([[expect.stringContaining('Заказ'), 'queued']]);
});

test.each([
  '1042',
  'CP-99',
  'Ольга',
  'Mary O’Connor',
  'завтра',
  'да',
  '28.11.2026 18:30',
  '28.11.2026 18 30',
  'в четверг 3 декабря с 10 до 12',
  'Thursday 3 December at 3pm',
  'ул. Ленина 45, кв. 3',
  'Block 4, Apt 2, Main Street',
  '5 000 ₽',
  '€12.50',
  'https://shop.ru/o?id=1042',
  'Нижний Новгород',
  'n=1042',
  '+79991234567',
])('“%s” goes at once', async (words) => {
  await chat.say(OLGA, '/t ready +79991234567');
  await chat.say(OLGA, words);
  expect(await gone()).toEqual([[`Заказ ${words.replace('n=', '')} готов`, 'queued']]);
});

test('a number goes where one belongs', async () => {
  await chat.say(OLGA, '/t driver +79991234567');
  await chat.say(OLGA, '+79991234568');
  expect(await gone()).toEqual([['Водитель: +79991234568', 'queued']]);
});

test('of several each is looked at', async () => {
  for (const words of ['n=1042, где=на складе', 'n=1042, где=спроси Машу', 'n=89991234568, где=на складе']) {
    await chat.say(OLGA, '/t both +79991234567');
    await chat.say(OLGA, words);
  }
  expect(await gone()).toEqual([
    ['Заказ 1042, на складе', 'queued'],
    ['Заказ 1042, спроси Машу', 'waiting'],
    ['Заказ 89991234568, на складе', 'waiting'],
  ]);
});

test('named behind the number that a template asked for, they are put in their places', async () => {
  for (const words of [
    '+79991234567 n=1042 где=на складе',
    '+79991234568 где="на складе", n=1043 from=SHOP',
    '+79991234569 n=1044 где=спроси Машу',
  ]) {
    await chat.say(OLGA, '/t both');
    await chat.say(OLGA, words);
  }
  expect(await gone()).toEqual([
    ['Заказ 1042, на складе', 'queued'],
    ['Заказ 1043, на складе', 'queued'],
    ['Заказ 1044, спроси Машу', 'waiting'],
  ]);
});
