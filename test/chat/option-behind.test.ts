import { expect, test } from 'vitest';
import { chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { statesOf } from '../support/states.ts';

test.each([
  [
    OLGA,
    '/call +79991234567 Заказ готов voice=female ring=30s',
    ['voice=female Заказ готов', '-- Заказ готов voice=female ring=30s'],
  ],
  [NIKOLAI, '/call +79991234567 Ready ring=30s', ['Ready', '-- Ready ring=30s']],
  [NIKOLAI, '/call +79991234567 Ready ring=600', ['ring=35 Ready', '-- Ready ring=600']],
  [NIKOLAI, '/call +79991234567 Ready tries=three', ['Ready', '-- Ready tries=three']],
  [
    OLGA,
    '/sms +79991234567 Заказ готов flash=on',
    ['flash=yes Заказ готов', 'flash=no Заказ готов', '-- Заказ готов flash=on'],
  ],
  [NIKOLAI, '/sms +79991234567 Ready voice=w2', ['Ready', '-- Ready voice=w2']],
] as const)('%s %s: nothing goes until one of the lines is chosen', async (person, line, lines) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const card = only(await chat.say(person, line));
  expect(await statesOf(chat.store.db)).toEqual([]);
  const head = line.split(' ').slice(0, 2).join(' ');
  expect(card.copied).toEqual(lines.map((one) => `${head} ${one}`));
});

test.each(['2+2 x=5', 'Код: abc=5', 'https://shop.ru/?time=5', '-- Готово ring=30s'])(
  '“%s” is a text',
  async (text) => {
    const chat = await chatForTest();
    await chat.say(OLGA, `/sms +79991234567 ${text}`);
    expect(await statesOf(chat.store.db)).toEqual(['queued']);
  },
);

test('behind the text that was asked for it is asked about too', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/call +79991234567');
  const card = only(await chat.say(OLGA, 'Заказ готов ring=30s'));
  expect(card.copied).toEqual([
    '/call +79991234567 Заказ готов',
    '/call +79991234567 -- Заказ готов ring=30s',
  ]);
  expect(await statesOf(chat.store.db)).toEqual([]);
});
