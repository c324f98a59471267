import { expect, test } from 'vitest';
import { chatForTest, NIKOLAI, OLGA } from '../support/chat.ts';
import { statesOf } from '../support/states.ts';
import { fileOf } from '../support/tables.ts';

const TABLE = fileOf('orders.csv', '+79991234567\n+79161234567\n');

test.each([
  [OLGA, '/sms +79991234567 at=18:30 Ваш заказ готов', {}, '/sms +79991234567 Ваш заказ готов', /не умеет/],
  [
    NIKOLAI,
    '/sms +79991234567 from=CAFE at=2026-12-01T09:00 Sale',
    {},
    '/sms +79991234567 from=CAFE Sale',
    /later time/,
  ],
  [NIKOLAI, '/bulk At="tomorrow 9:00" Sale', TABLE, '/bulk Sale', /later time/],
  [OLGA, '/bulk at=завтра Скидка', TABLE, '/bulk Скидка', /не умеет/],
])(
  'a time to send at is refused, and the line without it is offered first: %#',
  async (person, line, file, copied, words) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const [card] = await chat.say(person, line, { message: file as never });
    expect(card?.text).toMatch(words);
    expect(card?.copied[0]).toBe(copied);
    expect(card?.copied).toHaveLength(2);
    expect(await statesOf(chat.store.db)).toEqual([]);
  },
);

test.each(['/bulk sale=20 today', '/sms +79991234567 sale=20 today'])(
  'a text that begins like an option is asked about, with the line that sends it: %s',
  async (line) => {
    const chat = await chatForTest();
    const [card] = await chat.say(OLGA, line, { message: (line.startsWith('/bulk') ? TABLE : {}) as never });
    expect(card?.copied).toEqual([line.replace('sale', '-- sale')]);
  },
);

test.each(['/bulk скидка=20 сегодня', '/bulk -- at=18:30 открыто'])('%s is a text', async (line) => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, line, { message: TABLE as never });
  expect(card?.buttons).toContain('Отправить 2');
});
