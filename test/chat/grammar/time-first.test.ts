import { expect, test } from 'vitest';
import { bulk } from '../../../commands/bulk.ts';
import { email } from '../../../commands/email.ts';
import { sms } from '../../../commands/sms.ts';
import { readArguments } from '../../../src/chat/grammar.ts';

const read = (line: string) => readArguments(line.replace(/^\/sms/, ''), sms.spec, { country: 'RU' });

test.each([
  ['завтра 9:00 Ваш заказ готов', '"завтра 9:00"'],
  ['завтра в 9:00 Ваш заказ готов', '"завтра в 9:00"'],
  ['пн 9:00 Ваш заказ готов', '"пн 9:00"'],
  ['+2ч Ваш заказ готов', '+2ч'],
  ['через час Ваш заказ готов', '"через час"'],
  ['через 2 часа Ваш заказ готов', '"через 2 часа"'],
  ['через два часа Ваш заказ готов', '"через два часа"'],
  ['через полчаса Ваш заказ готов', '"через полчаса"'],
  ['in half an hour Your order is ready', '"in half an hour"'],
  ['18:30 {имя}, ваш заказ готов', '18:30'],
  ['в 18:30 Ваш заказ готов', '18:30'],
  ['at 18:30 Your order is ready', '18:30'],
  ['at tomorrow 9:00 Your order is ready', '"tomorrow 9:00"'],
  ['2026-12-01T09:00 Your order is ready', '2026-12-01T09:00'],
  ['6pm Your order is ready', '6pm'],
  ['tomorrow 9:30AM Your order is ready', '"tomorrow 9:30AM"'],
  ['завтра в 9 утра Ваш заказ готов', '"завтра в 9 утра"'],
  ['отправить завтра в 9:00: Ваш заказ готов', '"завтра в 9:00"'],
  ['Напомни через час Ваш заказ готов', '"через час"'],
  ['send tomorrow 9:00 Your order is ready', '"tomorrow 9:00"'],
  ['завтра в 9 Ваш заказ готов', '"завтра в 9"'],
  ['в понедельник в 10 Ваш заказ готов', '"понедельник в 10"'],
  ['tomorrow at 9 Your order is ready', '"tomorrow at 9"'],
])('of %j it is asked whether it begins with when it goes', (text, at) => {
  const asked = read(` +79991234567 ${text}`);
  if (asked.ok) throw new Error('it goes');
  const [, behind = ''] = /(?:\d|[ap]m|AM|утра|ч|часа?|hour):? (?!час|утра)(\S.*)$/.exec(text) ?? [];
  expect(asked.corrections).toEqual([
    `/sms +79991234567 at=${at} ${behind.startsWith('{') ? '-- ' : ''}${behind}`,
    `/sms +79991234567 -- ${text}`,
  ]);
  expect(asked.corrections.map((line) => read(line)).map((one) => one.ok && one.text)).toEqual([
    behind,
    text,
  ]);
});

test.each([
  ['at 8pm tonight', 'Your order is ready'],
  ['tonight at 20:30', 'Your order is ready'],
  ['this evening at 8', 'Your order is ready'],
  ['at 9 in the morning', 'Your order is ready'],
  ['tomorrow morning at 9', 'Your order is ready'],
  ['9:30 on Friday', 'Your order is ready'],
  ['on Friday at 10', 'Your order is ready'],
  ['tomorrow morning', 'Your order is ready'],
  ['in the evening', 'Your order is ready'],
  ['tonight', 'Your order is ready'],
  ['завтра утром', 'Ваш заказ готов'],
  ['вечером', 'Ваш заказ готов'],
  ['сегодня вечером в 8', 'Ваш заказ готов'],
  ['в 8 вечера сегодня', 'Ваш заказ готов'],
  ['завтра, в 9 утра', 'Ваш заказ готов'],
  ['утром в 9:30', 'Ваш заказ готов'],
  ['at 8pm tonight', 'your order is ready'],
  ['tomorrow morning', 'hello, your order is ready'],
  ['завтра в 9', 'ваш заказ готов'],
  ['сегодня вечером', 'здравствуйте, заказ готов'],
  ['at noon', 'Your order is ready'],
  ['at ten o’clock pm', 'Your order is ready'],
  ['tomorrow at midnight', 'Your order is ready'],
  ['half past six', 'Your order is ready'],
  ['в 3 часа дня', 'Ваш заказ готов'],
  ['завтра к девяти утра', 'Ваш заказ готов'],
  ['в полдень', 'Ваш заказ готов'],
  ['послезавтра с утра', 'Ваш заказ готов'],
  ['в половине девятого', 'Ваш заказ готов'],
])('of “%s” with its day or a part of one it is asked, in its place and behind at=', (time, text) => {
  const asked = [
    [` +79991234567 ${time} ${text}`, `-- ${time} ${text}`],
    [` +79991234567 at=${time} ${text}`, null],
    [` +79991234567 ${text} at=${time}`, `-- ${text} at=${time}`],
  ] as const;
  for (const [line, whole] of asked) {
    const found = read(line);
    const one = found.ok ? found.reading : found.corrections[0];
    expect(read(one?.replace('/sms', '') ?? '')).toMatchObject({ ok: true, options: { at: time }, text });
    if (whole !== null)
      expect(found).toMatchObject({ ok: false, corrections: [one, `/sms +79991234567 ${whole}`] });
  }
});

test.each([
  ['at 8pm tonight we close', 'at 8pm tonight we close'],
  ['сегодня вечером в 8 закрываемся', 'сегодня вечером в 8 закрываемся'],
  ['morning John, your order is ready', 'morning John, your order is ready'],
  ['tomorrow John will call', 'tomorrow John will call'],
  ['завтра утром закрыто', 'завтра утром закрыто'],
  ['в 3 часа дня ждём вас', 'в 3 часа дня ждём вас'],
  ['at noon we close', 'at noon we close'],
  ['на 2 дня Вам продлили', 'на 2 дня Вам продлили'],
  ['в два раза Дешевле', 'в два раза Дешевле'],
  ['Tonight at 8 We close', 'Tonight at 8 We close'],
])('%j is a text', (line, text) => {
  expect(read(` +79991234567 ${line}`)).toMatchObject({ ok: true, text });
});

test.each([
  ['tomorrow 9am', 'Reminder: bring your ID'],
  ['mon 9 am', 'Reminder'],
  ['9:30 pm', 'Reminder'],
  ['9 p.m.', 'amber alert is over'],
  ['завтра в 9 утра', 'Напоминание'],
  ['9:30', 'amber alert is over'],
])('at=%s is one time without quotes, before %j', (at, text) => {
  expect(read(` +79991234567 at=${at} ${text}`)).toMatchObject({ ok: true, options: { at }, text });
});

test.each([
  'Завтра в 9:00 запись к врачу',
  'завтра в 9:00 запись к врачу',
  '18:30 приём у врача',
  'заказ 9:00 Готов',
  '9 Мая магазин закрыт',
  'через дорогу Кафе',
  'через две остановки Кафе',
  'отправить завтра в 9:00 не выйдет',
  'завтра в 9 занятий нет',
  'дом в 9 Микрорайоне',
  'в 9 Школе выходной',
  'завтра 9 Мая',
  'Напомни Ивану',
])('%j is a text, of which nothing is asked', (text) => {
  expect(read(` +79991234567 ${text}`)).toMatchObject({ ok: true, text });
  expect(read(` +79991234567\nзавтра 9:00 ${text}`)).toMatchObject({ ok: true, text: `завтра 9:00 ${text}` });
  expect(read(` +79991234567 at=18:30 завтра 9:00 ${text}`).ok).toBe(true);
});

test.each([
  [sms, ' +79991234567 от=SHOP Ваш заказ', { from: 'SHOP' }],
  [sms, ' +79991234567 Время=18:30 комментарий="заявка 77" Ваш заказ', { at: '18:30', comment: 'заявка 77' }],
  [sms, ' +79991234567 sender=SHOP Ваш заказ', { from: 'SHOP' }],
  [email, ' a@b.ru тема="Счёт 12" Ваш заказ', { subject: 'Счёт 12' }],
])('an option may be called as people call it: %#', ({ spec }, line, options) => {
  expect(readArguments(line, spec, { country: 'RU' })).toMatchObject({
    ok: true,
    options,
    text: 'Ваш заказ',
  });
});

test('a word that is called an option nowhere is asked about, and no time', () => {
  expect(read(' +79991234567 тема=100 Ваш заказ')).toMatchObject({
    problem: { kind: 'unknown-option', word: 'тема' },
  });
});

test.each([
  ['from=CAFE', 'from=CAFE'],
  ['от=CAFE', 'from=CAFE'],
  ['now=yes', 'now=yes'],
  ['kind=ad', 'kind=ad'],
  ['comment="ticket 77"', 'comment="ticket 77"'],
  ['at=18:30', 'at=18:30'],
])('of %s behind a text it is asked whether it is the text’s', (typed, option) => {
  for (const [line, spec] of [
    [` +79991234567 Ваш заказ готов ${typed}`, sms.spec],
    [` {имя}, ваш заказ готов ${typed}`, bulk.spec],
  ] as const) {
    const asked = readArguments(line, spec, { country: 'RU' });
    if (asked.ok) throw new Error('it goes');
    const [head = '', text = ''] = /^( \+\d+)? (.*)$/.exec(line)?.slice(1) ?? [];
    const own = text.slice(0, -typed.length - 1);
    const mark = own.startsWith('{') ? '-- ' : '';
    expect(asked.corrections).toEqual([
      `/${spec.name}${head ?? ''} ${option} ${mark}${own}`,
      `/${spec.name}${head ?? ''} -- ${text}`,
    ]);
  }
});
