import { describe, expect, it } from 'vitest';
import { type CommandSpec, readArguments } from '../../../src/chat/grammar.ts';
import { CALL, EMAIL, HLR, SMS, STATUS, TGM } from '../../support/command-specs.ts';

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

describe('a recipient that is none', () => {
  it.each([
    [' +7999123 привет', '+7999123', 'too-short', 6],
    [' 8 999 123-45-6 привет', '8 999 123-45-6', 'too-short', 9],
    [' +799912345678 привет', '+799912345678', 'too-long', 11],
    [' +799912345678901234 hi', '+799912345678901234', 'too-long', 17],
    [' +7999 +79231112233 привет', '+7999', 'too-short', 3],
  ])('%j is named, with the reason and the digits that are expected', (line, typed, reason, count) => {
    const expected = { callingCode: '7', digits: [10], typed: count };
    expect(refused(SMS, line).problem).toEqual({ kind: 'bad-recipient', typed, reason, expected });
  });

  it.each([
    [' #couriers\nпривет', '#couriers', 'not-a-number'],
    [' +7 200 123 45 67 hi', '+7 200 123 45 67', 'not-valid'],
  ])('%j is named, with the reason', (line, typed, reason) => {
    expect(refused(SMS, line).problem).toEqual({ kind: 'bad-recipient', typed, reason });
  });

  it.each([
    ['GB', ' +1 123 123 12321 hi there'],
    ['RU', ' +1 123 123 12321 привет'],
    ['GB', ' +1 123 123 12321'],
  ])('%s: none is offered of the figures that are left of one with a plus: %j', (country, line) => {
    const { problem, corrections } = refused(SMS, line, country);
    expect(problem).toMatchObject({ kind: 'bad-recipient', reason: 'too-long' });
    expect(corrections).toEqual([]);
  });

  it('in a list leaves the rest to be previewed', () => {
    const { problem, corrections } = refused(SMS, ' +79991234567, #ivan, +7923 from=SHOP Заказ готов');
    expect(problem).toMatchObject({
      kind: 'bad-recipients',
      bad: [
        { typed: '#ivan', reason: 'not-a-number' },
        { typed: '+7923', reason: 'too-short' },
      ],
      usable: { recipients: [{ to: '79991234567' }], options: { from: 'SHOP' }, text: 'Заказ готов' },
    });
    expect(corrections).toEqual(['/sms +79991234567 from=SHOP Заказ готов']);
  });

  it('at the end of a list leaves nothing usable when the text may have begun within it', () => {
    const { problem } = refused(SMS, ' +79991234567, +792311122 1042 is your code');
    expect(problem).toMatchObject({ kind: 'bad-recipients', usable: null });
  });

  it('is all that a list holds', () => {
    expect(refused(SMS, ' #ivan, #olga привет').problem).toMatchObject({
      kind: 'bad-recipients',
      usable: null,
    });
  });

  it('is named among look-ups with its own digits only', () => {
    const { problem } = refused(HLR, ' 8 999 123-45-6 89231112233 hello');
    expect(problem).toMatchObject({
      bad: [
        { typed: '8 999 123-45-6', reason: 'too-short', expected: { callingCode: '7', typed: 9 } },
        { typed: 'hello', reason: 'not-a-number' },
      ],
      usable: { recipients: [{ to: '79231112233' }] },
    });
  });

  it('takes no lone digit from its neighbour among look-ups', () => {
    const { problem } = refused(HLR, ' +7999123456 7 +79231112233');
    expect(problem).toMatchObject({
      kind: 'bad-recipients',
      usable: { recipients: [{ to: '79231112233' }] },
    });
  });

  it('may be an e-mail address', () => {
    expect(refused(EMAIL, ' a@b subject=x hi').problem).toEqual({
      kind: 'bad-recipient',
      typed: 'a@b',
      reason: 'not-an-address',
    });
  });
});

describe('what can be read in two ways', () => {
  it.each([
    // A digit too few: the text's would make the number whole.
    [' +7999123456 7 штук', '+7999123456 7', ['/sms +79991234567 штук']],
    [' +799912345 67 штук', '+799912345 67', ['/sms +79991234567 штук']],
    [' +79991234 567 штук', '+79991234 567', ['/sms +79991234567 штук']],
    [' +79991234567. Привет', '+79991234567.', ['/sms +79991234567 Привет']],
    // Numbers of this country differ in length.
    [
      ' +39 02 1234 5678 ciao',
      '+39 02 1234 5678',
      ['/sms +390212345678 ciao', '/sms +39021234 -- 5678 ciao'],
    ],
    [
      ' +39 02 1234 5678 from=SHOP ciao',
      '+39 02 1234 5678',
      ['/sms +390212345678 from=SHOP ciao', '/sms +39021234 -- 5678 from=SHOP ciao'],
    ],
    [
      ' +39 02 1234 5678, ciao',
      '+39 02 1234 5678',
      ['/sms +390212345678 ciao', '/sms +390212345678 -- , ciao', '/sms +39021234 -- 5678, ciao'],
    ],
    // A comma is missing, or the text begins with a number.
    [
      ' +79991234567 +79231112233 привет',
      '+79231112233',
      ['/sms +79991234567, +79231112233 привет', '/sms +79991234567 -- +79231112233 привет'],
    ],
    [
      ' 89991234567 8 923 111-22-33 привет',
      '8 923 111-22-33',
      ['/sms +79991234567, +79231112233 привет', '/sms +79991234567 -- 8 923 111-22-33 привет'],
    ],
    [
      ' +79991234567 from = SHOP hi',
      'from =',
      ['/sms +79991234567 from=SHOP hi', '/sms +79991234567 -- from = SHOP hi'],
    ],
  ])('%j is asked about', (line, typed, corrections) => {
    const read = refused(SMS, line);
    expect(read.problem).toEqual({ kind: 'ambiguous', typed });
    expect(read.corrections).toEqual(corrections);
  });

  it.each([' -- ciao', ', +79991234567 ciao'])('is read in one where %j ends the number', (end) => {
    const read = again(SMS, ` +39 02 1234 5678${end}`);
    expect(read.ok && read.recipients[0]?.to).toBe('390212345678');
  });

  it('may be an e-mail address behind another', () => {
    expect(refused(EMAIL, ' a@b.ru c@d.ru subject=x hi')).toMatchObject({
      problem: { kind: 'ambiguous', typed: 'c@d.ru' },
      corrections: ['/email a@b.ru, c@d.ru subject=x hi'],
    });
  });

  it('may be groups of digits among look-ups', () => {
    expect(refused(HLR, ' +79991234567\n+4930 123456 089 654321', 'DE')).toMatchObject({
      problem: { kind: 'ambiguous', typed: '+4930 123456 089 654321' },
      corrections: [
        '/hlr +79991234567, +4930123456089, +49654321',
        '/hlr +79991234567, +4930123456, +4989654321',
      ],
    });
  });
});

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
    for (const text of ['добрый день', 'x2 пиццы готовы', 'xbox ready', '(доб. 12 мест)']) {
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
    for (const number of ['+16502530000x136', '+16502530000 x136']) {
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

describe('an option', () => {
  it.each([
    [
      EMAIL,
      ' a@b.ru subject=Invoice 12 Please find it attached',
      [
        '/email a@b.ru subject="Invoice 12" Please find it attached',
        '/email a@b.ru subject=Invoice -- 12 Please find it attached',
      ],
    ],
    [
      SMS,
      ' +79991234567 comment=заявка № 77 at=18:30 Готово',
      [
        '/sms +79991234567 comment="заявка № 77" at=18:30 Готово',
        '/sms +79991234567 comment=заявка -- № 77 at=18:30 Готово',
      ],
    ],
  ] as const)('of a word and a number without quotes may be both, or the word: %#', (spec, line, lines) => {
    const { problem, corrections } = refused(spec, line);
    expect(problem.kind).toBe('ambiguous');
    expect(corrections).toEqual(lines);
  });

  it('that the command does not know is asked about, not sent', () => {
    expect(refused(SMS, ' +79991234567 form=SHOP привет')).toMatchObject({
      problem: { kind: 'unknown-option', word: 'form', known: ['from', 'comment', 'at'] },
      corrections: ['/sms +79991234567 from=SHOP привет', '/sms +79991234567 -- form=SHOP привет'],
    });
    expect(refused(SMS, ' +79991234567 x=5 is the answer').corrections).toEqual([
      '/sms +79991234567 -- x=5 is the answer',
    ]);
  });

  it('that stands before the recipients is shown in its place', () => {
    expect(refused(SMS, ' from=SHOP +79991234567 привет')).toMatchObject({
      problem: { kind: 'option-first', name: 'from' },
      corrections: ['/sms +79991234567 from=SHOP привет'],
    });
  });

  it.each([
    [' +79991234567 ring=99 hi', 'ring', '99', ['/call +79991234567 ring=35 hi']],
    [' +79991234567 ring=1 hi', 'ring', '1', ['/call +79991234567 ring=10 hi']],
    [' +79991234567 ring=soon hi', 'ring', 'soon', []],
    [' +79991234567 ring= hi', 'ring', '', []],
    [' +79991234567 voice=m22 hi', 'voice', 'm22', ['/call +79991234567 voice=m2 hi']],
  ])('with a value that it cannot have is refused: %j', (line, name, value, corrections) => {
    const read = refused(CALL, line);
    expect(read.problem).toEqual({ kind: 'bad-option', name, value, expected: CALL.options[name] });
    expect(read.corrections).toEqual(corrections);
  });

  it('whose quote does not end is refused, however long the text', () => {
    expect(refused(SMS, ' +79991234567 from="My Shop привет\nкак "дела"').problem).toEqual({
      kind: 'unclosed-quote',
      name: 'from',
    });
    expect(refused(SMS, ' +79991234567 from="My"Shop" hi').problem.kind).toBe('unclosed-quote');
  });

  it('given twice is refused', () => {
    expect(refused(SMS, ' +79991234567 from=A from=B hi').problem).toEqual({
      kind: 'repeated-option',
      name: 'from',
    });
    expect(refused(SMS, ' +79991234567 at=1 when=2 hi').problem).toEqual({
      kind: 'repeated-option',
      name: 'at',
    });
  });

  it('that the command needs is missed', () => {
    expect(refused(EMAIL, ' a@b.ru hi').problem).toMatchObject({ kind: 'missing-option', name: 'subject' });
  });
});

describe('what is missing or too much', () => {
  it('recipients', () => {
    for (const line of ['', ' ', '\n', ' -- hi', ' — привет']) {
      expect(refused(SMS, line).problem).toEqual({ kind: 'no-recipient' });
    }
    expect(refused(HLR, '').problem).toEqual({ kind: 'no-recipient' });
    expect(refused(TGM, ' +79991234567, +79231112233 4821').problem).toEqual({
      kind: 'too-many-recipients',
      count: 2,
    });
  });

  it('text', () => {
    for (const line of [
      ' +79991234567',
      ' +79991234567 ',
      ' +79991234567\n \n',
      ' +79991234567 --',
      ' +79991234567 from=A',
    ]) {
      expect(refused(SMS, line)).toMatchObject({
        problem: { kind: 'missing-text' },
        understood: { recipients: [{ to: '79991234567' }] },
      });
    }
    const spec: CommandSpec = { ...STATUS, name: 'health', text: 'none' };
    expect(refused(spec, ' now')).toMatchObject({
      problem: { kind: 'text-not-taken', text: 'now' },
      corrections: ['/health'],
    });
  });

  it('digits of a code', () => {
    expect(refused(TGM, ' +79991234567 48-21')).toMatchObject({
      problem: { kind: 'bad-code', typed: '48-21' },
      corrections: ['/tgm +79991234567 -- 4821'],
    });
    expect(refused(TGM, ' +79991234567 123456789').problem.kind).toBe('bad-code');
    expect(refused(TGM, ' +79991234567 код').problem.kind).toBe('bad-code');
  });
});

describe('a sender that is named before the recipients', () => {
  it.each([
    [
      ' от SHOP +79991234567 Заказ готов',
      ['/sms +79991234567 from=SHOP Заказ готов', '/sms +79991234567 -- от SHOP Заказ готов'],
    ],
    [
      ' from SHOP +7 999 123-45-67, +79991234568 Ready',
      [
        '/sms +79991234567, +79991234568 from=SHOP Ready',
        '/sms +79991234567, +79991234568 -- from SHOP Ready',
      ],
    ],
    [' Sender My-Shop 8 999 123 45 67\nReady', ['/sms +79991234567 from=My-Shop Ready']],
  ])('%j is offered as an option, and as a text', (line, corrections) => {
    const read = refused(SMS, line);
    expect(read.problem).toEqual({ kind: 'option-first', name: 'from' });
    expect(read.corrections.slice(0, corrections.length)).toEqual(corrections);
  });

  it.each([' от Ивана +79991234567 Привет', ' привет SHOP +79991234567 Привет'])('%j names none', (line) => {
    expect(refused(SMS, line).problem).toEqual({ kind: 'no-recipient' });
  });
});

it.each(['…', '…text', '-- …текст', ' … '])(
  'the text “%s” is what an offered line has in its place: it is missing',
  (text) => {
    expect(refused(SMS, ` +79991234567 ${text}`).problem).toEqual({ kind: 'missing-text' });
  },
);
