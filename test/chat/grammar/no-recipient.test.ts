import { describe, expect, it } from 'vitest';
import { type CommandSpec, readArguments } from '../../../src/chat/grammar.ts';
import { SMS } from '../../support/command-specs.ts';

function refused(spec: CommandSpec, line: string, country = 'RU') {
  const read = readArguments(line, spec, { country });
  if (read.ok) throw new Error(`read: ${read.reading}`);
  return read;
}

function again(spec: CommandSpec, line = '') {
  return readArguments(line.replace(`/${spec.name}`, ''), spec, { country: 'RU' });
}

const textOf = (spec: CommandSpec, line?: string) => {
  const read = again(spec, line);
  return read.ok ? read.text : null;
};

const numbersOf = (spec: CommandSpec, line?: string) => {
  const read = again(spec, line);
  return read.ok ? read.recipients.map(({ to }) => to) : null;
};

describe('words where a recipient is wanted', () => {
  it.each([
    [' +79991231114, ваш заказ готов', ['ваш заказ готов', ', ваш заказ готов']],
    [
      ' +79991231114, Мария, ваш заказ 1042 готов',
      ['Мария, ваш заказ 1042 готов', ', Мария, ваш заказ 1042 готов'],
    ],
    [' +79991231114, 2 пиццы готовы', ['2 пиццы готовы', ', 2 пиццы готовы']],
    [' +79991231114,\nваш заказ готов', ['ваш заказ готов', ',\nваш заказ готов']],
  ])('behind a comma are the text: %j', (line, texts) => {
    const read = refused(SMS, line);
    expect(read.problem.kind).toBe('ambiguous');
    expect(read.corrections.map((one) => textOf(SMS, one))).toEqual(texts);
  });

  it.each([
    [' Ваш заказ готов 89991234567', 'Ваш заказ готов'],
    [' тел. 8-999-123-45-67 Заказ 7 готов', 'Заказ 7 готов'],
    [' тел.:8(999)123-45-67 Заказ 7 готов', 'Заказ 7 готов'],
    [' Телефон: +7 (999) 123-45-67, Заказ 7 готов', 'Заказ 7 готов'],
    [' tel:+79991234567 Your order is ready', 'Your order is ready'],
    [' Иван Петров 89991234567 Заказ готов', 'Иван Петров Заказ готов'],
    [' Иван Петров: 89991234567. Заказ готов', 'Иван Петров: Заказ готов'],
    [' Иван Петров <+79991234567> Заказ готов', 'Иван Петров Заказ готов'],
    [' +79991234567Заказ готов', 'Заказ готов'],
    [' +7999123456 7Заказ готов', 'Заказ готов'],
    [' 8 999 l23-45-67 / +7 999 123-45-67 Заказ готов', '8 999 l23-45-67 / Заказ готов'],
    [' 007 999 123-45-67 Заказ готов', 'Заказ готов'],
    [' Заказ 1042 для +7 (999) 123-45-67 готов, сумма 5 300', 'Заказ 1042 для готов, сумма 5 300'],
    [' Привет!\n\nЗвонил 8 999 123 45 67\nПерезвоните', 'Привет!\n\nЗвонил\nПерезвоните'],
  ])('stay the text, and the number of %j goes first', (line, text) => {
    const [first, ...others] = refused(SMS, line).corrections;
    expect(numbersOf(SMS, first)).toEqual(['79991234567']);
    expect(textOf(SMS, first)).toBe(text);
    for (const other of others) expect(numbersOf(SMS, other)).toEqual(['79991234567']);
  });

  it.each(['O', 'o', 'О', 'о'])('may be a number with a letter %s in place of a zero', (letter) => {
    const { corrections } = refused(SMS, ` +7 999 123-45-6${letter} Заказ готов`);
    expect(corrections).toEqual(['/sms +79991234560 Заказ готов']);
  });

  it('are offered so that the line is read the same again, whatever its lines begin with', () => {
    const { corrections } = refused(SMS, 'привет\r\n+79991234567 -- 8 (923) 111-22-33');
    expect(corrections.length).toBeGreaterThan(0);
    for (const line of corrections) expect(again(SMS, line)).toMatchObject({ ok: true, reading: line });
  });

  it('are the text that lacks a recipient', () => {
    for (const line of [' Hello world', ' ivan, olga привет']) {
      expect(refused(SMS, line)).toMatchObject({
        problem: { kind: 'no-recipient' },
        understood: { text: line.trim() },
        corrections: [],
      });
    }
  });

  it('takes a table with names before the numbers for one, and puts no number into what the others are sent', () => {
    expect(
      refused(SMS, ' Иван Петров 89991234567\nМария; 8 (923) 111-22-33\nЗаказ готов').corrections,
    ).toEqual([
      '/sms +79991234567, +79231112233 Заказ готов',
      '/sms +79991234567, +79231112233 Иван Петров\nМария;\nЗаказ готов',
    ]);
    expect(refused(SMS, '\nИван 89991234567\nМария 89231112233').corrections).toEqual([
      '/sms +79991234567 Иван',
      '/sms +79231112233 Мария',
      '/sms +79991234567, +79231112233 Иван\nМария',
    ]);
    const hotline = ' Иван 89991234567\nМария 89231112233\nЗаказ готов, вопросы: 88005553535';
    expect(refused(SMS, hotline).corrections[0]).toBe(
      '/sms +79991234567, +79231112233 -- Заказ готов, вопросы: 88005553535',
    );
  });

  it('keep every number of several, and each alone', () => {
    expect(refused(SMS, ' Иван 89991234567, Пётр 89231112233 Заказ готов').corrections).toEqual([
      '/sms +79991234567, +79231112233 Иван, Пётр Заказ готов',
      '/sms +79991234567 -- Иван, Пётр 89231112233 Заказ готов',
      '/sms +79231112233 -- Иван 89991234567, Пётр Заказ готов',
    ]);
  });

  it('may be an extension, which no SMS reaches', () => {
    expect(refused(SMS, ' +7 999 123-45-67 доб. 12 Привет')).toMatchObject({
      problem: { kind: 'extension', typed: 'доб. 12' },
      corrections: ['/sms +79991234567 Привет', '/sms +79991234567 -- доб. 12 Привет'],
    });
    expect(refused(SMS, ' +7 999 123-45-67 ext 12, hello').problem.kind).toBe('extension');
    expect(refused(SMS, ' +1 650 253 0000 x136 hello')).toMatchObject({
      problem: { kind: 'extension', typed: 'x136' },
      corrections: ['/sms +16502530000 hello', '/sms +16502530000 -- x136 hello'],
    });
    for (const text of ['добрый день', 'x2 пиццы готовы', 'xbox ready', '(доб. 12 мест)', '#105 готов']) {
      expect(readArguments(` +79991234567 ${text}`, SMS, { country: 'RU' }).ok).toBe(true);
    }
  });

  it.each([
    ['+16502530000x136 hello', 'x136', '+16502530000', 'hello'],
    ['+16502530000ext.136 hello', 'ext.136', '+16502530000', 'hello'],
    ['+16502530000, ext. 136 hello', 'ext. 136', '+16502530000', 'hello'],
    ['tel:+1-650-253-0000;ext=136 hello', 'ext 136', '+16502530000', 'hello'],
    ['8 (999) 123-45-67доб.12 Привет', 'доб.12', '+79991234567', 'Привет'],
    ['8 999 123-45-67 (доб. 12) Привет', '(доб. 12)', '+79991234567', 'Привет'],
    ['8 (999) 123-45-67#105 Привет', '#105', '+79991234567', 'Привет'],
    ['+7 999 123-45-67#105 Привет', '#105', '+79991234567', 'Привет'],
    ['+79991234567,,105 Привет', ',,105', '+79991234567', 'Привет'],
    ['8 999 123-45-67,,105# Привет', ',,105#', '+79991234567', 'Привет'],
    ['8 999 123-45-67(доб. 12) Привет', '(доб. 12)', '+79991234567', 'Привет'],
  ])(
    'may be an extension that is glued to the number, or stands in brackets: %s',
    (line, typed, to, text) => {
      expect(refused(SMS, ` ${line}`)).toMatchObject({
        problem: { kind: 'extension', typed },
        corrections: [`/sms ${to} ${text}`, `/sms ${to} -- ${typed} ${text}`],
      });
    },
  );

  it('may be an extension within a list, behind which the list goes on', () => {
    expect(refused(SMS, ' +79991234567, +16502530000x136 hello')).toMatchObject({
      problem: { kind: 'extension', typed: 'x136' },
      corrections: ['/sms +79991234567, +16502530000 hello', '/sms +79991234567, +16502530000 -- x136 hello'],
    });
    expect(refused(SMS, ' +79991234567, +16502530000#136 hello').corrections).toEqual([
      '/sms +79991234567, +16502530000 hello',
      '/sms +79991234567, +16502530000 -- #136 hello',
    ]);
    for (const number of ['+16502530000x136', '+16502530000 x136', '+16502530000#136', '+16502530000,,136']) {
      expect(refused(SMS, ` ${number}, +79991234567 hello`).corrections[0]).toBe(
        '/sms +16502530000, +79991234567 hello',
      );
    }
  });
});

describe('a column that may be a text', () => {
  it.each([
    [
      ' +79991234567\n8 923 111 22 33 ваш заказ готов',
      ['+79991234567, +79231112233 ваш заказ готов', '+79991234567 -- 8 923 111 22 33 ваш заказ готов'],
    ],
    [
      ' +79991234567 Иван\n+79231112233 Мария\nВаш заказ готов',
      [
        '+79991234567, +79231112233 Ваш заказ готов',
        '+79991234567 -- Иван\n+79231112233 Мария\nВаш заказ готов',
      ],
    ],
    [
      ' +79991234567 Заказ 1 готов\n+79231112233 Заказ 2 готов',
      [
        '+79991234567 Заказ 1 готов',
        '+79231112233 Заказ 2 готов',
        '+79991234567 -- Заказ 1 готов\n+79231112233 Заказ 2 готов',
      ],
    ],
    [
      ' 89991234567 89991234568 89991234569 Трое',
      ['+79991234567, +79991234568, +79991234569 Трое', '+79991234567 -- 89991234568 89991234569 Трое'],
    ],
  ])('%j is asked about, with a whole line for each reading', (line, corrections) => {
    const read = refused(SMS, line);
    expect(read.problem.kind).toBe('ambiguous');
    expect(read.corrections.map((one) => one.replace('/sms ', ''))).toEqual(corrections);
  });

  it.each([
    [' +49 30 123456 78 Euro', 'DE'],
    [' +43 1 234567 89 EUR', 'AT'],
    [' +358 40 12345 67 euroa', 'FI'],
  ])('%j, where the number may go on, is asked about', (line, country) => {
    const read = refused(SMS, line, country);
    expect(read.problem.kind).toBe('ambiguous');
    expect(read.corrections.length).toBeGreaterThan(1);
  });

  it('lacks a text when it is nothing but recipients', () => {
    for (const line of [' +79991234567\n+79231112233', ' +79991234567 +79231112233']) {
      expect(refused(SMS, line)).toMatchObject({
        problem: { kind: 'missing-text' },
        understood: { recipients: [{ to: '79991234567' }, { to: '79231112233' }] },
      });
    }
  });
});
