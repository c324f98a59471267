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
