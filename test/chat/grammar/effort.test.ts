import fc from 'fast-check';
import * as library from 'libphonenumber-js/max';
import { beforeEach, expect, it, vi } from 'vitest';
import { readArguments } from '../../../src/chat/grammar.ts';
import * as recipient from '../../../src/messages/recipient.ts';
import { CALL, EMAIL, HLR, SMS, STATUS, TGM } from '../../support/command-specs.ts';

// One message is read within milliseconds, whoever wrote it and for whatever end: the bot does nothing else meanwhile.
// What costs is counted. That nothing else grows with the square of the length is left to the test's own time limit.

vi.mock('libphonenumber-js/max', { spy: true });
vi.mock('../../../src/messages/recipient.ts', { spy: true });

beforeEach(() => {
  vi.clearAllMocks();
});

const SPECS = [SMS, CALL, EMAIL, TGM, HLR, STATUS];
/** Longest message of Telegram, in UTF-16 units. */
const LONGEST = 4_096;
const whole = (piece: string) => ` ${piece.repeat(LONGEST / piece.length)}`.slice(0, LONGEST);

/** Writings that are read as a number, and the times the library is asked about one, which is dear. */
function effort(line: string, spec: (typeof SPECS)[number], country: string) {
  vi.clearAllMocks();
  readArguments(line, spec, { country });
  const asked = [library.parsePhoneNumberFromString, library.validatePhoneNumberLength];
  return {
    read: vi.mocked(recipient.parsePhone).mock.calls.length,
    asked: asked.reduce((sum, one) => sum + vi.mocked(one).mock.calls.length, 0),
  };
}

it('asks the library about no number, and reads at most two writings for each character', () => {
  const group = fc.stringMatching(/^\d{1,4}$/);
  const line = fc.array(group, { minLength: LONGEST / 2, maxLength: LONGEST / 2 });
  fc.assert(
    fc.property(
      line,
      fc.constantFrom(' ', '\n', '  '),
      fc.constantFrom('RU', 'US', 'DE', 'AR'),
      (groups, gap, of) => {
        const { read, asked } = effort(` ${groups.join(gap)}`.slice(0, LONGEST), HLR, of);
        expect(read).toBeGreaterThan(0);
        expect(read).toBeLessThan(2 * LONGEST);
        expect(asked).toBe(0);
      },
    ),
    { numRuns: 4 },
  );
});

it('reads a writing that is repeated once', () => {
  for (const filler of ['12 ', '12 345 ', '999 123 ', '+49 30 12 ', '8 999 123-45-67 ']) {
    expect(effort(whole(filler), HLR, 'RU').read).toBeLessThan(100);
  }
});

it('reads a list of 240 numbers, each in four groups, with few looks at each', () => {
  const numbers = Array.from(
    { length: 240 },
    (_, index) => `+7 999 123-${10 + (index % 90)}-${10 + (index % 81)}`,
  );
  const { read, asked } = effort(` ${numbers.join(' ')}`, HLR, 'RU');
  expect(read).toBeLessThan(240 * 10);
  expect(asked).toBe(0);
});

it.each(SPECS)('reads 4,096 characters of anything in no time, for /$name', (spec) => {
  const spaced = `x${' '.repeat(1_500)}y ${'89991234567 и '.repeat(170)}`;
  const fillers = [
    '1 ',
    '12 ',
    '- ',
    '8 999 ',
    '+',
    'a=',
    '"',
    '\n',
    ', ',
    '1\n',
    '1,',
    '1\t',
    '(',
    '@',
    'a@',
    'a.',
    'О',
    '1О',
    ' ',
  ];
  const lines = [
    ...fillers.map(whole),
    ` ${spaced}`,
    ` тел${':'.repeat(4_000)}x 89991234567`,
    ` ${'a'.repeat(4_090)}@b.ru`,
  ];
  for (const line of lines) {
    for (const country of ['RU', 'AR'])
      expect(readArguments(line, spec, { country }).ok).toBeTypeOf('boolean');
    for (const before of ['+79991234567 ', 'a@b.ru, '])
      readArguments(` ${before}${line}`, spec, { country: 'RU' });
  }
});
