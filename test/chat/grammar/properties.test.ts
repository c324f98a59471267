import fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { type ReadResult, readArguments, splitCommand } from '../../../src/chat/grammar.ts';
import { formatPhone } from '../../../src/messages/recipient.ts';
import { CALL, EMAIL, HLR, SMS, STATUS, TGM } from '../../support/command-specs.ts';

const SPECS = [SMS, CALL, EMAIL, TGM, HLR, STATUS];
const RUSSIA = { country: 'RU' };

/** Pieces that mean something to the grammar, in any order, with anything between. */
const piece = fc.oneof(
  fc.constantFrom(
    '+79991234567',
    '+7 999 123-45-67',
    '8 (923) 111-22-33',
    '+4930123456',
    '+7999',
    '8',
    '7',
    '42',
    '1042',
  ),
  fc.constantFrom(
    ',',
    ', ',
    ';',
    ' ',
    '  ',
    '\n',
    '\r\n',
    ' -- ',
    ' — ',
    '--',
    '-',
    '\u00a0',
    '\u202a',
    '\u200b',
  ),
  fc.constantFrom(
    'from=',
    'from=SHOP',
    'ring=20',
    'voice=m',
    'subject="a b"',
    'now=yes',
    'x=1',
    'from =',
    '=',
    '"',
    '“',
    '»',
    "'",
  ),
  fc.constantFrom('привет', 'hi', 'a@b.ru', '#couriers', 'ivan', '.', '()', '+', '/sms', '@'),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);
const start = fc.constantFrom(
  '',
  ' +79991234567',
  ' +7 999 123-45-67 ',
  ' 89991234567 from=“',
  ' a@b.ru subject=x ',
);
const line = fc
  .tuple(start, fc.array(piece, { maxLength: 14 }))
  .map(([first, more]) => first + more.join(''));
const spec = fc.constantFrom(...SPECS);
const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((one) => one.trim() !== '');
const phone = fc
  .tuple(fc.constantFrom('799912', '792311', '791612'), fc.integer({ min: 0, max: 99_999 }))
  .map(([start, end]) => start + String(end).padStart(5, '0'));

function recipientsOf(read: ReadResult): { to: string; typed: string }[] {
  return read.ok ? read.recipients : read.understood.recipients;
}

function digits(writing: string): string {
  return writing.replace(/\D/g, '');
}

describe('any line', () => {
  it('is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(line, spec, fc.constantFrom('RU', 'DE', 'XX', ''), (typed, of, country) => {
        expect(readArguments(typed, of, { country })).toHaveProperty('ok');
        splitCommand({ text: typed, botUsername: 'bot' });
      }),
      { numRuns: 1_000 },
    );
  });

  it('goes to nobody whose number was not typed in one run', () => {
    fc.assert(
      fc.property(line, fc.constantFrom(SMS, CALL, TGM, HLR), (typed, of) => {
        for (const { to, typed: piece } of recipientsOf(readArguments(typed, of, RUSSIA))) {
          expect(typed).toContain(piece);
          // In Russia a number has the country code, the trunk prefix (8), both, or neither.
          const forms = ['7', '8', '78', ''].map((prefix) => to.replace(/^7/, prefix));
          expect([to, ...forms]).toContain(digits(piece));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('that is read says the same again in the form that is shown', () => {
    fc.assert(
      fc.property(line, spec, (typed, of) => {
        const read = readArguments(typed, of, RUSSIA);
        const shown = read.ok ? [read.reading] : read.corrections;
        for (const copy of shown) {
          const command = splitCommand({ text: copy, botUsername: 'bot' });
          expect(command?.name).toBe(of.name);
          const again = readArguments(command?.rest ?? '', of, RUSSIA);
          expect(again).toMatchObject({ ok: true, reading: copy });
          if (!read.ok || !again.ok) continue;
          expect(again.recipients.map(({ to }) => to)).toEqual(read.recipients.map(({ to }) => to));
          expect(again.options).toEqual(read.options);
          expect(again.text).toBe(read.text);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a text', () => {
  it('behind a line break or a mark is verbatim, whatever it looks like', () => {
    const words = fc.oneof(
      text,
      line.filter((one) => one.trim() !== ''),
    );
    const before = fc.constantFrom(
      ' +79991234567',
      ' 8 999 123-45-67',
      ' +79991234567 from="a b"',
      ' +4930123456 78',
    );
    fc.assert(
      fc.property(before, fc.constantFrom('\n', ' \n', ' -- ', ' --\n'), words, (start, mark, wanted) => {
        const read = readArguments(start + mark + wanted, SMS, RUSSIA);
        // Behind a line break more recipients may stand.
        if (!mark.includes('--') && (!read.ok || read.recipients.length + read.duplicates.length > 1)) return;
        expect(read).toMatchObject({ ok: true, text: wanted });
      }),
    );
  });

  it('that begins with a word keeps every space and line break', () => {
    fc.assert(
      fc.property(phone, fc.constantFrom('Заказ', 'Order', '1042', '№5', '🎉'), text, (to, word, more) => {
        const wanted = `${word} ${more}`;
        const read = readArguments(` +${to} ${wanted}`, SMS, RUSSIA);
        if (read.ok) expect(read).toMatchObject({ recipients: [{ to }], text: wanted });
        else expect(read.problem.kind).toBe('ambiguous');
      }),
    );
  });
});

describe('a number as the bot prints it', () => {
  it('is read back, alone and in lists, before words and before digits', () => {
    fc.assert(
      fc.property(fc.uniqueArray(phone, { minLength: 1, maxLength: 5 }), text, (numbers, more) => {
        const printed = numbers.map(formatPhone).join(', ');
        for (const words of [`заказ ${more}`, `5 ${more.replace(/^[\s\d]+/, 'x')}`]) {
          const read = readArguments(` ${printed} ${words}`, SMS, RUSSIA);
          expect(read).toMatchObject({ ok: true, text: words });
          expect(recipientsOf(read).map(({ to }) => to)).toEqual(numbers);
        }
        const lookups = readArguments(` ${numbers.map(formatPhone).join(' ')}`, HLR, RUSSIA);
        expect(recipientsOf(lookups).map(({ to }) => to)).toEqual(numbers);
      }),
    );
  });

  it.each(getCountries())('of %s is read back, or asked about', (country) => {
    const number = getExampleNumber(country, examples)?.number.slice(1) ?? '';
    const printed = formatPhone(number);
    for (const end of ['\nhello', ' -- hello', ' from=A hello', ', +79991234567 hello']) {
      expect(recipientsOf(readArguments(` ${printed}${end}`, SMS, RUSSIA))[0]?.to).toBe(number);
    }
    expect(recipientsOf(readArguments(` ${printed}`, HLR, RUSSIA))).toMatchObject([{ to: number }]);
    const open = readArguments(` ${printed} hello`, SMS, RUSSIA);
    if (open.ok) expect(open).toMatchObject({ recipients: [{ to: number }], text: 'hello' });
    else expect(open.problem.kind).toBe('ambiguous');
  });
});

it('reads a message full of numbers', () => {
  const numbers = Array.from({ length: 300 }, (_, index) => `+7999${1_000_000 + index}`);
  const read = readArguments(` ${numbers.join('\n')}`, HLR, RUSSIA);
  expect(recipientsOf(read)).toHaveLength(300);
});
