import { describe, expect, it } from 'vitest';
import { type CommandSpec, readArguments } from '../../../src/chat/grammar.ts';
import { CALL, EMAIL, HLR, SMS, STATUS, TGM } from '../../support/command-specs.ts';

/** What a line says, in short. */
function said(spec: CommandSpec, line: string, country = 'RU') {
  const read = readArguments(line, spec, { country });
  if (!read.ok) throw new Error(`refused: ${JSON.stringify(read)}`);
  return { to: read.recipients.map(({ to }) => to), options: read.options, text: read.text };
}

it.each([SMS, HLR])('8~10 before a country code is a + to /$name', (spec) => {
  const text = spec === SMS ? ' hi' : '';
  for (const prefix of ['8~10 ', '8~10~', '8 ~ 10 ~ ']) {
    expect(said(spec, ` ${prefix}49 30 123456${text}`).to).toEqual(['4930123456']);
    expect(said(spec, ` ${prefix}49 1512 3456789${text}`).to).toEqual(['4915123456789']);
  }
  // Nobody dials 8~10 there; nor is it a number of that country.
  const refused = readArguments(` 8~10 49 30 123456${text}`, spec, { country: 'DE' });
  expect(refused).toMatchObject({ ok: false, corrections: [`/${spec.name} +4930123456${text}`] });
});

describe('a message', () => {
  it.each([
    [' +79991234567 Your order is ready', 'Your order is ready'],
    [' +79991234567 Ваш заказ 1042 готов к выдаче', 'Ваш заказ 1042 готов к выдаче'],
    ['\u00a0+79991234567\u202fзаказ готов', 'заказ готов'],
    [' 89991234567 привет', 'привет'],
    [' 79991234567 привет', 'привет'],
    [' 8 (999) 123-45-67 привет', 'привет'],
    [' +7 999 123-45-67 hello', 'hello'],
    [' +7 999 123\u201145\u201167 hello', 'hello'],
    [' +7\u00a0999\u00a0123–45–67 hello', 'hello'],
    [' \u202a+7 999 123-45-67\u202c hello', 'hello'],
    [' +7\ufe0d 999-123-45-67 hello', 'hello'],
    [' +7\ufe0f 999-123-45-67 ❤\ufe0f', '❤\ufe0f'],
    [' +79991234567 1\ufe0f\u20e3 шаг', '1\ufe0f\u20e3 шаг'],
    [' +79991234567 1042 is your code', '1042 is your code'],
    [' +7 999 123-45-67 5 items are ready', '5 items are ready'],
    [' +7 999 123-45-67 15.05 ждём вас в 18:30', '15.05 ждём вас в 18:30'],
    [' +79991234567 5, 6 и 7 мая', '5, 6 и 7 мая'],
    [' +79991234567\n1042 is your code', '1042 is your code'],
    [' +79991234567\nseveral lines,\n\n  kept as they are  ', 'several lines,\n\n  kept as they are  '],
    [' +79991234567 одна   строка\nи  другая', 'одна   строка\nи  другая'],
    [' +79991234567 -- 89231112233 позвоните', '89231112233 позвоните'],
    [' +79991234567 -- from=x', 'from=x'],
    [' +79991234567 — Приходите завтра', '— Приходите завтра'],
    [' +79991234567 – from=x', '– from=x'],
    [' +79991234567 \u200fПривет', '\u200fПривет'],
    [' +79991234567 \u061cПривет', '\u061cПривет'],
    [' +79991234567 \u200dПривет', '\u200dПривет'],
    [' +79991234567 \ufeffПривет', '\ufeffПривет'],
    [' +79991234567 \u2060Привет', '\u2060Привет'],
    [' +79991234567 \u00a0Привет', '\u00a0Привет'],
    [' +79991234567 -- \u00a0Привет', '\u00a0Привет'],
    [' +79991234567\n1042\n+79991112233 позвоните', '1042\n+79991112233 позвоните'],
    [' +79991234567 --\nfrom=x', 'from=x'],
    [' +79991234567\n\n \n  Привет\n\nДо встречи', '  Привет\n\nДо встречи'],
    [' +79991234567 -- \n\nПривет', '\n\nПривет'],
    [' +79991234567\n-- as it is', '-- as it is'],
    [' +79991234567 Скидка -- только “сегодня” — у нас', 'Скидка -- только “сегодня” — у нас'],
    [' +79991234567 See https://a.example/?q=1', 'See https://a.example/?q=1'],
    [' +79991234567 -- цена=5', 'цена=5'],
    [' +79991234567 Ваша цена=5', 'Ваша цена=5'],
    [' +79991234567 x = 5', 'x = 5'],
    [' +79991234567 Hello from = SHOP', 'Hello from = SHOP'],
    [' +79991234567 See a.example/?x&from=SHOP', 'See a.example/?x&from=SHOP'],
    [' +79991234567 -- Hello from=SHOP', 'Hello from=SHOP'],
  ])('%j keeps its text', (line, text) => {
    expect(said(SMS, line)).toEqual({ to: ['79991234567'], options: {}, text });
  });

  it('keeps an option at its end that stands before it, too', () => {
    expect(said(SMS, ' +79991234567 from=CAFE Hello from=SHOP')).toMatchObject({
      options: { from: 'CAFE' },
      text: 'Hello from=SHOP',
    });
  });

  it.each([
    ' +79991234567, +79231112233 hi',
    ' +79991234567,+79231112233 hi',
    ' +79991234567 ,\n+79231112233 hi',
    ' +79991234567; 8 923 111 22 33 hi',
    ' +7 999 123-45-67, +7 923 111-22-33 hi',
    ' +7 999 123-45-67, 89231112233, -- hi',
  ])('%j goes to both, and to nobody else', (line) => {
    expect(said(SMS, line)).toEqual({ to: ['79991234567', '79231112233'], options: {}, text: 'hi' });
  });

  it.each([
    ' +79991234571\n+79991234572\n+79991234573\nВаш заказ готов',
    '\n+79991234571\n8 999 123 45 72\n(999) 123-45-73\nВаш заказ готов',
    ' +79991234571\n+79991234572   Мария\n8 999 123-45-73\nВаш заказ готов',
    ' +79991234571\n+79991234572 Мария\n8 999 123-45-73 Пётр Иванович\nВаш заказ готов',
    ' +79991234571\tИван\n+79991234572\tМария\n+79991234573\tПётр\nВаш заказ готов',
    ' +79991234571;Иван\n+79991234572;Мария\n+79991234573;Пётр\nВаш заказ готов',
    ' +79991234571;\n+79991234572;\n+79991234573;\nВаш заказ готов',
    ' +79991234571\r\n+79991234572\r\n+79991234573\r\nВаш заказ готов',
    ' 9991234571\n9991234572\n\n9991234573\nВаш заказ готов',
    ' +79991234571, +79991234572\n+79991234573\nВаш заказ готов',
    ' +79991234571 +79991234572\n+79991234573\nВаш заказ готов',
    ' +79991234571\n+79991234572\n+79991234573 -- Ваш заказ готов',
    ' +79991234571,\n+79991234572,\n+79991234573 Ваш заказ готов',
  ])('%j is a column of three', (line) => {
    expect(said(SMS, line)).toMatchObject({
      to: ['79991234571', '79991234572', '79991234573'],
      text: 'Ваш заказ готов',
    });
  });

  it('names what stands beside the numbers of a column, which is sent to nobody', () => {
    expect(
      readArguments(' +79991234571\tИван\n+79991234572 Мария\nГотово', SMS, { country: 'RU' }),
    ).toMatchObject({ ok: true, beside: ['Иван', 'Мария'], text: 'Готово' });
  });

  it('may be a column of e-mail addresses, with options behind them', () => {
    expect(said(EMAIL, ' a@b.ru\nc@d.ru\ne@f.ru subject="Счёт 12"\nВо вложении')).toEqual({
      to: ['a@b.ru', 'c@d.ru', 'e@f.ru'],
      options: { subject: 'Счёт 12' },
      text: 'Во вложении',
    });
  });

  it('goes once to a number that was typed in two ways, and says which was too much', () => {
    const read = readArguments(' +79991234567, 8 999 123-45-67 hi', SMS, { country: 'RU' });
    expect(read).toMatchObject({ ok: true, duplicates: ['8 999 123-45-67'] });
    expect(said(SMS, ' +79991234567, 8 999 123-45-67 hi').to).toEqual(['79991234567']);
  });

  it('takes numbers without a country code for those of the country that is set', () => {
    expect(said(SMS, ' 0171 2345678 -- hallo', 'DE').to).toEqual(['491712345678']);
  });
});

it('takes a code at the beginning of a text for no number, even where it could be one', () => {
  expect(said(SMS, ' +3725123456 5123456 is your code', 'EE')).toMatchObject({
    to: ['3725123456'],
    text: '5123456 is your code',
  });
});

describe('options', () => {
  it.each([
    ['from=SHOP', { from: 'SHOP' }],
    ['From=SHOP', { from: 'SHOP' }],
    ['from="My Shop"', { from: 'My Shop' }],
    ['from=“My Shop”', { from: 'My Shop' }],
    ['from=«Мой “магазин”»', { from: 'Мой “магазин”' }],
    ['from=„Shop“', { from: 'Shop' }],
    ['from=\'My "Shop"\'', { from: 'My "Shop"' }],
    ['from=a"b', { from: 'a"b' }],
    ['from=""', { from: '' }],
    ['comment="a=b -- c"  at=18:30', { comment: 'a=b -- c', at: '18:30' }],
    ['when=18:30', { at: '18:30' }],
    ['в=18:30', { at: '18:30' }],
  ])('%s is read', (typed, options) => {
    for (const text of [' привет', '\nпривет', ' -- привет', '\u00a0-- привет']) {
      expect(said(SMS, ` +79991234567 ${typed}${text}`)).toEqual({
        to: ['79991234567'],
        options,
        text: 'привет',
      });
    }
  });

  it('of a fixed kind become what they stand for', () => {
    expect(said(CALL, ' +79991234567 ring=20 voice=W2 hi').options).toEqual({ ring: 20, voice: 'w2' });
  });
});

describe('other commands', () => {
  it('reads e-mail addresses', () => {
    expect(said(EMAIL, ' a@b.ru, c.d@e.com subject="Счёт 12" Здравствуйте')).toEqual({
      to: ['a@b.ru', 'c.d@e.com'],
      options: { subject: 'Счёт 12' },
      text: 'Здравствуйте',
    });
  });

  it('reads a code behind a number', () => {
    expect(said(TGM, ' +7 999 123-45-67 4821 ')).toEqual({ to: ['79991234567'], options: {}, text: '4821' });
  });

  it('reads a text where there are no recipients', () => {
    expect(said(STATUS, ' 855469').text).toBe('855469');
    expect(said(STATUS, '').text).toBe('');
  });

  it.each([
    ' +79991234567 +79231112233',
    ' +7 999 123-45-67 8 923 111 22 33',
    '\n+79991234567\n8 923 111-22-33',
    ' +79991234567,\n\n89231112233;',
    ' 9991234567 9231112233',
    ' +7999 1234567 +7 923 111-22-33 now=yes',
  ])('looks up the two numbers of %j', (line) => {
    expect(said(HLR, line).to).toEqual(['79991234567', '79231112233']);
  });
});
