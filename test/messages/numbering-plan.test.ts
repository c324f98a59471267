import fc from 'fast-check';
import {
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  isSupportedCountry,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples' with { type: 'json' };
import { expect, test, vi } from 'vitest';
import { compilePlans, dialled, isAssigned, planOf } from '../../src/messages/numbering-plan.ts';
import { callsOnly, parsePhone } from '../../src/messages/recipient.ts';

// The library itself, which compiles its patterns anew for each number, says what is right.

test('once all plans are compiled, no number is kept waiting for a pattern', () => {
  compilePlans();
  let patterns = 0;
  vi.stubGlobal(
    'RegExp',
    class extends RegExp {
      constructor(...of: ConstructorParameters<typeof RegExp>) {
        super(...of);
        patterns += 1;
      }
    },
  );
  for (const of of getCountries()) {
    const { number } = getExampleNumber(of, examples) ?? { number: '' };
    expect(parsePhone(number, 'RU')).toHaveProperty('digits');
    for (const typed of [number.slice(1), number.slice(3), `00${number.slice(1)}`, '123456789']) {
      parsePhone(typed, of);
    }
  }
  vi.unstubAllGlobals();
  expect(patterns).toBe(0);
});

/** What it may be, as dialled within the country and then with a calling code. */
function assignedByLibrary(text: string, country: string): string[] {
  const home = isSupportedCountry(country) ? country : undefined;
  const national = parsePhoneNumberFromString(text, home);
  const international = text.startsWith('+') ? undefined : parsePhoneNumberFromString(`+${text}`);
  return [national, international].flatMap((one) => (one?.isValid() ? one.number.slice(1) : []));
}

function problemByLibrary(text: string, country: string) {
  const digits = text.replace(/\D/g, '').length;
  if (digits > 15) return 'too-long';
  switch (validatePhoneNumberLength(text, isSupportedCountry(country) ? country : undefined)) {
    case 'TOO_SHORT':
      return 'too-short';
    case 'TOO_LONG':
      return 'too-long';
    case 'NOT_A_NUMBER':
      return digits < 5 ? 'too-short' : 'not-valid';
    default:
      return 'not-valid';
  }
}

const FAMILIAR = [
  'RU',
  'DE',
  'EE',
  'US',
  'GB',
  'KZ',
  'AT',
  'FI',
  'IT',
  'BR',
  'MX',
  'AR',
  'CI',
  'CA',
  'nowhere',
];
const country = fc.oneof(fc.constantFrom(...FAMILIAR), fc.constantFrom(...getCountries()));
const digits = (min: number, max: number) => fc.stringMatching(new RegExp(`^\\d{${min},${max}}$`));

/** A number of some country, with a digit wrong, missing or added, or as it is. */
const nearNumber = fc
  .tuple(fc.constantFrom(...getCountries()), fc.boolean(), fc.nat(20), digits(0, 1), fc.nat(1))
  .map(([of, isNational, place, put, removed]) => {
    const example = getExampleNumber(of, examples);
    const right = (isNational ? example?.nationalNumber : example?.number.slice(1)) ?? '';
    return right.slice(0, place) + put + right.slice(place + removed);
  });
const code = fc.constantFrom(...getCountries()).map(getCountryCallingCode);
/** Codes that belong to no country: ITU-T E.164, networks and services. */
const shared = fc.constantFrom('800', '808', '870', '878', '881', '882', '883', '888', '979', '999', '210');
const dialledWith = fc.oneof(
  fc.constantFrom('', '+', '0', '00', '8', '810', '011', '1', '7', '+7', '+1', '+44', '+70', '+390'),
  fc.tuple(fc.constantFrom('', '+', '00'), fc.oneof(code, shared)).map((both) => both.join('')),
);
const number = fc
  .tuple(dialledWith, fc.oneof(nearNumber, digits(0, 13)))
  .map((both) => both.join(''))
  // Two digits are too short wherever they are typed; the library sees a prefix for abroad in some.
  .filter((typed) => typed.replace('+', '').length > 2);
const GROUPING = ['', '', '', '', '', ' ', '-', ' (', ') ', '.', '/', '\u00a0', '\t', '\u3000'];
const typed = fc
  .tuple(number, fc.array(fc.constantFrom(...GROUPING), { minLength: 30, maxLength: 30 }))
  .map(([of, gaps]) =>
    [...of]
      .map((digit, index) => digit + (gaps[index] ?? ''))
      .join('')
      .trim(),
  );

test('a number is read as the library reads it, in every country and however its digits are grouped', () => {
  fc.assert(
    fc.property(typed, country, (text, of) => {
      const read = parsePhone(text, of);
      const assigned = assignedByLibrary(text, of);
      // Some that are assigned are longer than any that goes over the wire.
      const known = assigned.find(({ length }) => length <= 15);
      const isTooLong = known === undefined && assigned.length > 0;
      // The library takes a 1 behind +1 for a trunk prefix.
      const isTwiceCoded = known !== undefined && text.replace(/\D/g, '').endsWith(`1${known}`);
      if (isTwiceCoded && known.startsWith('1') && 'problem' in read) return;
      expect('digits' in read ? read.digits : undefined).toBe(known);
      if ('digits' in read || read.expected || isTooLong) return;
      expect(read.problem).toBe(problemByLibrary(text, of));
    }),
    { numRuns: 3_000 },
  );
});

test('digits that are counted are too many or too few, and one of the right count is possible', () => {
  fc.assert(
    fc.property(typed, country, (text, of) => {
      const read = parsePhone(text, of);
      if ('digits' in read || !read.expected) return;
      const { callingCode, digits: right, typed: count } = read.expected;
      if (read.problem === 'too-short') expect(count).toBeLessThan(Math.min(...right));
      else expect([read.problem, count > Math.max(...right)]).toEqual(['too-long', true]);
      for (const length of right) expect(planOf(callingCode)?.lengths).toContain(length);
    }),
    { numRuns: 1_000 },
  );
});

test.each(getCountries())('the example number of %s is assigned there', (of) => {
  const example = getExampleNumber(of, examples);
  const home = planOf(of);
  expect(home?.callingCode).toBe(example?.countryCallingCode);
  const read = dialled(example?.nationalNumber ?? '', home);
  expect(read && isAssigned(read)).toBe(true);
});

test('what no wire carries as dialled within a country is read with the calling code that it begins with', () => {
  expect(parsePhone('882500581234567', 'DE')).toEqual({ digits: '882500581234567' });
});

test('a number takes calls alone where the library knows it as one that does', () => {
  const byLibrary = (address: string) =>
    ({ FIXED_LINE: 'landline', TOLL_FREE: 'toll-free' })[
      parsePhoneNumberFromString(`+${address}`)?.getType() as string
    ] ?? null;
  const kinds = new Set<string | null>();
  const landlines = [
    '74951234567',
    '78005553535',
    '442079460958',
    '493012345678',
    '18005550199',
    '12025550123',
  ];
  fc.assert(
    fc.property(fc.oneof(nearNumber, fc.constantFrom(...landlines), digits(5, 15)), (address) => {
      kinds.add(callsOnly(address));
      expect(callsOnly(address)).toBe(/^\d{5,15}$/.test(address) ? byLibrary(address) : null);
    }),
    { numRuns: 1_500 },
  );
  expect([...kinds].sort()).toEqual(['landline', null, 'toll-free']);
});
