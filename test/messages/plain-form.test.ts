import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countParts, unencodable } from '../../src/messages/alphabet.ts';
import { plainForm } from '../../src/messages/plain-form.ts';
import { plainerOf, termsOf } from '../../src/messages/terms.ts';
import { toWire } from '../../src/messages/wire.ts';
import { options, sms } from '../support/requests.ts';

describe('the plain form', () => {
  test.each([
    ['it’s', "it's"],
    ['„so“ “so” «so» ‹so›', `"so" "so" "so" 'so'`],
    ['a – b — c − d ‑ e', 'a - b - c - d - e'],
    ['10\u00a0000\u202fr\tx', '10 000 r x'],
    ['zero\u200bwidth\ufeff soft\u00adhyphen\u200e', 'zerowidth softhyphen'],
    ['wait…', 'wait...'],
    ['A → B ⇒ C', 'A -> B => C'],
    ['• one × two™', '* one x two(TM)'],
    ['ﬁnal ﬂow', 'final flow'],
    ['line\u2028line', 'line\nline'],
    ['cafe\u0301', 'café'],
    ['e\u0302tre', 'être'],
  ])('of %j is %j', (typed, plain) => {
    expect(plainForm(typed)).toBe(plain);
  });

  test.each(['Ваш заказ готов', 'crème brûlée', 'naïve', '100 € [ok] ^{}|~\\', '😀', '$5 $& $1'])(
    'of %j is itself',
    (text) => {
      expect(plainForm(text)).toBe(text);
    },
  );

  test('never brings in a character that GSM lacks, and has no plainer one of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
        const plain = plainForm(text);
        const had = new Set(unencodable(text.normalize('NFC'), 'gsm').concat(unencodable(text, 'gsm')));
        expect(unencodable(plain, 'gsm').filter((one) => !had.has(one))).toEqual([]);
        expect(plainForm(plain)).toBe(plain);
      }),
    );
  });
});

describe('a text costs less with plain characters', () => {
  const agreed = (text: string, more: object = {}) => {
    const request = sms(text, more);
    const { channel, ...rest } = request as Extract<typeof request, { channel: 'sms' }>;
    return plainerOf(request, termsOf({ ...rest, channel }, toWire(request, options, 0)), options);
  };

  test.each([
    [`${'a'.repeat(100)} it’s`, ['’'], 1],
    [`${'a'.repeat(200)}\u200b`, ['\u200b'], 2],
    [`${'a'.repeat(150)}\u00a0b`, ['\u00a0'], 1],
    [`“${'a'.repeat(100)}” — cafe\u0301…`, ['“', '”', '—', '\u0301', '…'], 1],
  ])('%j, without %j: %i', (text, characters, parts) => {
    expect(agreed(text)).toMatchObject({ characters, wire: { alphabet: 'gsm', parts } });
  });

  test.each([
    ['Cyrillic', `${'я'.repeat(70)}\u200b`],
    ['one part as it is', 'it’s ready'],
    ['no cheaper for all that', '…'.repeat(130)],
    ['a smiley beside it', `${'a'.repeat(100)} it’s 😀`],
    ['plain already', 'a'.repeat(500)],
  ])('not one that is %s', (_, text) => {
    expect(agreed(text)).toBeNull();
  });

  test('not where somebody asked for the alphabet, nor where the comment needs it', () => {
    const text = `${'a'.repeat(100)} it’s`;
    expect(agreed(text, { alphabet: 'ucs2' })).toBeNull();
    expect(agreed(text, { comment: 'заявка 77' })).toBeNull();
    expect(countParts(text, 'ucs2')).toBe(2);
  });
});
