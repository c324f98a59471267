import { expect, test } from 'vitest';
import { bot, botMessages, GROUP, NIKOLAI, OLGA, until, world } from '../support/bot.ts';

/** Different numbers of subscribers who all receive: none ends in a pair of digits with a rule of its own. */
const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `7999${1_000_000 + Math.floor(n / 39) * 100 + 60 + (n % 39)}`);

const line = (to: string[], text: string) => `/sms ${to.map((number) => `+${number}`).join(', ')}\n${text}`;

test('250 recipients of one command get one message each, and one card counts them up', async () => {
  const around = await world();
  await bot(around);
  const to = numbers(250);
  around.telegram.write(OLGA, { from: OLGA, text: line(to, 'Мы открыты') });

  const preview = await until(around, () => botMessages(around, OLGA)[0]);
  expect(preview.text).toContain(`${to.length} получателей`);
  expect(around.smsc.submits()).toEqual([]);
  await around.telegram.press(OLGA, preview.id, { from: OLGA, button: `Отправить ${to.length}` });

  const card = await until(around, () =>
    botMessages(around, OLGA).find(({ text }) => text?.includes(`доставлено ${to.length}`)),
  );
  expect(botMessages(around, OLGA)).toHaveLength(1);
  expect(card.buttons.flat().map(({ text }) => text)).toEqual(['Файлом']);
  for (const number of to) expect(around.smsc.phone(number)).toMatchObject([{ text: 'Мы открыты' }]);
  expect(around.telegram.calls().filter(({ status }) => status === 429)).toEqual([]);
});

test('500 recipients over several commands, typed by two people in a group, get one message each', async () => {
  const around = await world({ smsc: { rate: 1000 } });
  await bot(around, { SMPP_RATE: '900' });
  const to = numbers(500);
  const chunks = Array.from({ length: 5 }, (_, index) => to.slice(index * 100, (index + 1) * 100));
  chunks.forEach((chunk, index) => {
    const from = index % 2 === 0 ? OLGA : NIKOLAI;
    around.telegram.write(GROUP, { from, text: line(chunk, 'Мы открыты') });
  });

  await until(around, () => botMessages(around, GROUP).length === 5);
  for (const preview of botMessages(around, GROUP)) {
    const button = preview.buttons.flat()[0]?.text ?? '';
    await around.telegram.press(GROUP, preview.id, { from: NIKOLAI, button });
  }
  const done = (text: string | null) => text?.includes('доставлено 100');
  await until(
    around,
    () => botMessages(around, GROUP).every(({ text }) => done(text)),
    'five full cards',
    60_000,
  );
  expect(botMessages(around, GROUP)).toHaveLength(5);
  for (const number of to) expect(around.smsc.phone(number)).toHaveLength(1);
  expect(around.telegram.calls().filter(({ status }) => status === 429)).toEqual([]);
}, 90_000);

test('a table that somebody sends is fetched from Telegram, and each phone gets the text with its own values', async () => {
  const around = await world();
  await bot(around);
  const [first = '', second = ''] = numbers(2);
  const file = {
    name: 'orders.csv',
    mimeType: 'text/csv',
    bytes: Buffer.from(`Имя;Телефон\nМария;+${first}\nПётр;+${second}\nИгорь;12\n`),
  };
  around.telegram.write(OLGA, { from: OLGA, text: '/bulk {имя}, мы открыты', file });

  const preview = await until(around, () =>
    botMessages(around, OLGA).find(({ text }) => text?.includes('2 получателя из 3 строк')),
  );
  expect(around.smsc.submits()).toEqual([]);
  await around.telegram.press(OLGA, preview.id, { from: OLGA, button: 'Отправить 2' });

  await until(around, () => botMessages(around, OLGA).find(({ text }) => text?.includes('доставлено 2')));
  expect(around.smsc.phone(first)).toMatchObject([{ text: 'Мария, мы открыты' }]);
  expect(around.smsc.phone(second)).toMatchObject([{ text: 'Пётр, мы открыты' }]);
});
