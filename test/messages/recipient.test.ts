import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPhone, maskPhone, parseEmail, parsePhone } from '../../src/messages/recipient.ts';

describe('a number', () => {
  test.each([
    ['+79991234567', 'RU', '79991234567'],
    ['79991234567', 'RU', '79991234567'],
    ['8 (999) 123-45-67', 'RU', '79991234567'],
    ['999 123 45 67', 'RU', '79991234567'],
    ['+7\u00a0999\u00a0123\u201145\u201167', 'RU', '79991234567'],
    ['\u202a+79991234567\u202c', 'RU', '79991234567'],
    ['۸۹۹۹۱۲۳۴۵۶۷', 'RU', '79991234567'],
    ['+٧ ٩٩٩ ١٢٣ ٤٥ ٦٧', 'RU', '79991234567'],
    ['８ ９９９ １２３－４５－６７', 'RU', '79991234567'],
    ['+7\ufe0d 999-123-45-67\ufe0f', 'RU', '79991234567'],
    ['442079460958', 'RU', '442079460958'],
    ['+44 20 7946 0958', 'RU', '442079460958'],
    ['020 7946 0958', 'GB', '442079460958'],
    ['8 10 44 20 7946 0958', 'RU', '442079460958'],
    // Until 2019 a 1 stood behind +52; behind no code it is North America's.
    ['+52 1 55 1234 5678', 'RU', '525512345678'],
    ['5215512345678', 'RU', '525512345678'],
    ['0052 1 55 1234 5678', 'MX', '525512345678'],
    ['15512345678', 'MX', '15512345678'],
    ['+54 11 15 2345-6789', 'RU', '5491123456789'],
    ['8~10 44 20 7946 0958', 'RU', '442079460958'],
    ['8~10~49 1512 3456789', 'RU', '4915123456789'],
    ['8 ~ 10 ~ 49 1512 3456789', 'RU', '4915123456789'],
    ['8~10-49-30-123456', 'DE', '4930123456'],
    ['+77011234567', 'nowhere', '77011234567'],
    // Without their 0 they would be fixed lines of Leer (0491).
    ['4915112345678', 'DE', '4915112345678'],
    ['49-170-1234567', 'DE', '491701234567'],
    ['496128966000', 'DE', '496128966000'],
    ['0491 5112345678', 'DE', '494915112345678'],
    // A mobile phone of 391 as it is alone, and a fixed line behind 39.
    ['391 2345678', 'IT', '393912345678'],
    // As an amount, with a digit more it would be another number in use.
    ['393331234567.0', 'RU', '393331234567'],
    ['+493012345678.0', 'RU', '493012345678'],
    ['03012345678.00', 'DE', '493012345678'],
    ['358401234567,0', 'FI', '358401234567'],
    ['79991234567.0', 'RU', '79991234567'],
  ])('typed %j in %s is %s', (typed, country, digits) => {
    expect(parsePhone(typed, country)).toEqual({ digits });
  });

  test.each([
    ['ivan', 'not-a-number'],
    ['', 'not-a-number'],
    ['+', 'not-a-number'],
    ['+79991234567 ext 5', 'not-a-number'],
    ['tel:+79991234567', 'not-a-number'],
    ['12', 'too-short'],
    ['+49 30', 'too-short'],
    ['202 555 01234 5678', 'too-long'],
    ['+7 200 123 45 67', 'not-valid'],
    // A number of another country that lost its + and got a digit too many.
    ['44 20 7946 09588', 'not-valid'],
  ])('typed %j is refused as %s', (typed, problem) => {
    expect(parsePhone(typed, 'RU')).toEqual({ problem });
  });

  test.each([
    ['+7999123456', 'too-short', 9],
    ['999 123 45 6', 'too-short', 9],
    ['8 999 123-45-6', 'too-short', 9],
    ['7 999 123-45-6', 'too-short', 9],
    ['8 10 7 999 123 45 6', 'too-short', 9],
    ['+799912345678', 'too-long', 11],
    ['799912345678', 'too-long', 11],
    ['8 999 123 45 678', 'too-long', 11],
    ['+7 999 123 45 67 8901', 'too-long', 14],
    ['+7999123456789012345', 'too-long', 18],
  ])('typed %j is %s for ten digits behind +7, with %i', (typed, problem, count) => {
    const expected = { callingCode: '7', digits: [10], typed: count };
    expect(parsePhone(typed, 'RU')).toEqual({ problem, expected });
  });

  test.each([
    ['+1 202 555 01234', 'RU', { callingCode: '1', digits: [10], typed: 11 }],
    // Without the 1 of its area code it would be somebody else's.
    ['+1 123 123 12321', 'RU', { callingCode: '1', digits: [10], typed: 11 }],
    ['+1 1 213 215 5230', 'US', { callingCode: '1', digits: [10], typed: 11 }],
    ['8 10 1 123 123 12321', 'RU', { callingCode: '1', digits: [10], typed: 11 }],
    ['020 7946 09588', 'GB', { callingCode: '44', digits: [9, 10], typed: 11 }],
    // Numbers of these countries have many lengths.
    ['+49 30', 'RU', undefined],
    ['+43 1', 'RU', undefined],
    // Whether the 8 is dialled before the number or begins it, nobody can tell.
    ['8 999 12', 'RU', undefined],
    ['12', 'RU', undefined],
  ])(
    'typed %j in %s is told how many digits there should be only where it is clear',
    (typed, country, expected) => {
      expect(parsePhone(typed, country)).toMatchObject({ problem: expect.stringMatching(/^too-/) });
      expect((parsePhone(typed, country) as { expected?: unknown }).expected).toEqual(expected);
    },
  );

  test('of any shape is read or refused, never an error', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'+0123456789 -()./'), maxLength: 30 }),
    );
    fc.assert(
      fc.property(typed, fc.constantFrom('RU', 'US', '', 'xx'), (text, country) => {
        const result = parsePhone(text, country);
        if ('digits' in result) expect(result.digits).toMatch(/^\d{5,15}$/);
      }),
      { numRuns: 300 },
    );
  });

  test('printed by the bot reads back as itself', () => {
    const digits = fc.oneof(
      fc.integer({ min: 0, max: 9_999_999 }).map((n) => `7999${String(n).padStart(7, '0')}`),
      fc.integer({ min: 0, max: 999_999 }).map((n) => `447911${String(n).padStart(6, '0')}`),
      fc.integer({ min: 0, max: 9_999_999 }).map((n) => `37529${String(n).padStart(7, '0')}`),
    );
    fc.assert(
      fc.property(digits, (number) => {
        const valid = parsePhone(`+${number}`, 'RU');
        if ('digits' in valid) expect(parsePhone(formatPhone(number), 'RU')).toEqual({ digits: number });
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ['79991234567', '+7 999 123-45-67'],
    ['442079460958', '+44 20 7946 0958'],
    ['79000000', '79000000'],
    ['3116', '3116'],
    ['SHOP', 'SHOP'],
    ['a@b.ru', 'a@b.ru'],
  ])('%s is shown as %s', (address, shown) => {
    expect(formatPhone(address)).toBe(shown);
  });

  test.each([
    ['79991234567', '7999***4567'],
    ['12345', '***45'],
    ['olga@example.com', 'o***@example.com'],
  ])('%s is logged as %s', (address, masked) => {
    expect(maskPhone(address)).toBe(masked);
  });
});

describe('an e-mail address', () => {
  test.each([
    ['a@b.ru', 'a@b.ru'],
    [' Olga.Petrova+bills@mail.example.com ', 'Olga.Petrova+bills@mail.example.com'],
    ['mailto:a@b.ru', 'a@b.ru'],
    ['a@xn--80ak6aa92e.xn--p1ai', 'a@xn--80ak6aa92e.xn--p1ai'],
    ['info@müller.de', 'info@xn--mller-kva.de'],
    ['info@пример.рф', 'info@xn--e1afmkfd.xn--p1ai'],
  ])('typed %j is %s', (typed, address) => {
    expect(parseEmail(typed)).toBe(address);
  });

  test.each([
    'a',
    'a@b',
    '@b.ru',
    'a@@b.ru',
    'a b@c.ru',
    'a@b..ru',
    '.a@b.ru',
    'почта@пример.рф',
    'a@пример',
    'a@при мер.рф',
    'a@пример.рф\nx',
    'a@b.ru\nx',
    `${'a'.repeat(65)}@b.ru`,
    `a@${'b.'.repeat(130)}ru`,
  ])('typed %j is none', (typed) => {
    expect(parseEmail(typed)).toBeNull();
  });
});
