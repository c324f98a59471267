import { domainToASCII } from 'node:url';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { plainDigits } from './digits.ts';
import { visible } from './invisible.ts';
import {
  type Dialled,
  dialled,
  fit,
  isAssigned,
  kindOf,
  type NumberingPlan,
  planOf,
  spelled,
} from './numbering-plan.ts';

// The "max" metadata knows the ranges of every kind of number. The smaller sets check little more than
// the length, and a mistyped recipient that slips through is a paid message to nobody.

/** What is wrong with something that was typed as a number. */
export type PhoneProblem = 'not-a-number' | 'too-short' | 'too-long' | 'not-valid';

/** How many digits stand behind a calling code, one of these lengths, and how many were typed there. */
export interface DigitCount {
  callingCode: string;
  digits: readonly number[];
  typed: number;
}

/** A number in the wire's form (country code and digits, no "+"), or what is wrong with it. */
export type ParsedPhone = { digits: string } | { problem: PhoneProblem; expected?: DigitCount };

const NOT_NUMBER: ParsedPhone = { problem: 'not-a-number' };
/** What libphonenumber takes for one number: its length in UTF-16 units, its fewest digits, and what groups them. */
const LONGEST_WRITING = 250;
const FEWEST_DIGITS = 3;
const GROUPED = /^\+?[\d \u00a0\u3000().\-/]*$/;
/** What a spreadsheet or a program makes of a number that it takes for an amount. */
const DECIMALS = /^(\+?\d{7,15})[.,]0+$/;
/** Most digits of a number, with its calling code (ITU-T E.164). */
const MOST_DIGITS = 15;
/** A country whose numbers have more lengths than these tells nobody how many digits are missing. */
const LENGTHS_TOLD = 2;

/** A number without the zeros of an amount behind it, "79991234567.0": with such a digit more it may be somebody else's. */
export const withoutDecimals = (typed: string): string => typed.replace(DECIMALS, '$1');

/**
 * Reads one number as people type it: with or without "+", spaces, dashes, brackets, a national prefix.
 *
 * @param country two-letter code (ISO 3166-1) by whose habits a number without "+" is read. One that is
 *   not valid there is tried as an international number that lost its "+".
 */
export function parsePhone(typed: string, country: string): ParsedPhone {
  const text = withoutDecimals(plain(typed));
  const isGrouped = GROUPED.test(text);
  if (!isGrouped && !/^\+?[\d\s().\-/]*$/.test(text)) return NOT_NUMBER;
  const number = text.replace(/[^+\d]+/g, '');
  const digits = number.replace('+', '').length;
  if (digits === 0) return NOT_NUMBER;
  if (text.length > LONGEST_WRITING) return { problem: 'too-long' };
  if (digits < FEWEST_DIGITS) return { problem: 'too-short' };
  if (!isGrouped)
    return { problem: digits > MOST_DIGITS ? 'too-long' : digits < 5 ? 'too-short' : 'not-valid' };

  const home = planOf(country);
  const national = inOneForm(dialled(number, home), number);
  const plus = `+${number}`;
  const international = number.startsWith('+') ? null : inOneForm(dialled(plus, home), plus);
  const isNational = national !== null && canBeSent(national);
  const isInternational = international !== null && canBeSent(international);
  if (isInternational && !(isNational && isDialledAtHome(number, national, international)))
    return { digits: wireForm(international) };
  if (isNational) return { digits: wireForm(national) };
  const expected = digitsExpected(number, home);
  if (!expected) return { problem: problemOf(digits, national) };
  return { problem: expected.typed < (expected.digits[0] ?? 0) ? 'too-short' : 'too-long', expected };
}

/**
 * Which is meant of digits that are a number with and without the country's own code: `4915112345678` is a mobile phone in
 * Germany, and would be a fixed line of Leer (0491) without its 0. Without a trunk prefix they begin with that code, unless
 * they can be of a mobile phone as they are alone.
 */
function isDialledAtHome(number: string, national: Dialled, international: Dialled): boolean {
  if (international.plan.callingCode !== national.plan.callingCode || national.national !== number)
    return true;
  return !['FIXED_LINE', 'TOLL_FREE'].includes(kindOf(national) ?? '');
}

/**
 * Until 2019 a mobile phone of Mexico was called by a 1 behind +52. Networks write it now and then, and it is the same
 * subscriber. libphonenumber reads it no more; what Argentina dials at home (15 for 9) it does.
 */
const FORMER_PREFIX = /^1(?=[2-9]\d{9}$)/;
const MEXICO = '52';

/** A number in the one form that is dialled today. Digits alone, `typed` as they are, may be of North America. */
function inOneForm(number: Dialled | null, typed: string): Dialled | null {
  if (number?.plan.callingCode !== MEXICO || number.national === typed) return number;
  return { ...number, national: number.national.replace(FORMER_PREFIX, '') };
}

/** A subscriber's number, in the wire's form, as it is dialled today. */
export const currentForm = (address: string): string => address.replace(/^521(?=[2-9]\d{9}$)/, MEXICO);

/** All forms in which a subscriber may have been kept, the one of today first. */
export const formsOf = (address: string): string[] =>
  /^52[2-9]\d{9}$/.test(address) ? [address, `${MEXICO}1${address.slice(2)}`] : [address];

/** Some countries assign numbers that are longer than any that goes over the wire. */
const canBeSent = (number: Dialled): boolean => isAssigned(number) && isNumber(wireForm(number));

const wireForm = ({ plan, national }: Dialled): string => plan.callingCode + national;

function problemOf(digits: number, national: Dialled | null): PhoneProblem {
  if (digits > MOST_DIGITS) return 'too-long';
  const length = national ? fit(national.national.length, national.plan.lengths) : 'fits';
  if (length === 'short') return 'too-short';
  return length === 'long' ? 'too-long' : 'not-valid';
}

/** How many digits would have been right, where it is clear which of them stand behind the calling code. */
function digitsExpected(number: string, home: NumberingPlan | null): DigitCount | null {
  const found = spelled(number, home);
  if (!found) return null;
  const { callingCode, personal } = found.plan;
  const length = fit(found.national.length, personal);
  if (personal.length > LENGTHS_TOLD || (length !== 'short' && length !== 'long')) return null;
  return { callingCode, digits: personal, typed: found.national.length };
}

/** What stands behind the + of a number like the one that was typed, whether or not there is such a number: "44". */
export function callingCode(typed: string, country: string): string {
  const home = planOf(country);
  const number = plain(typed).replace(/[^+\d]+/g, '');
  return (spelled(number, home)?.plan ?? home)?.callingCode ?? '';
}

/** "8~10" is dialled before numbers of other countries, and a wave stands in nothing else. */
const TONE = /^8 ?~ ?10[ ~-]*(?=\(?[1-9])/;

/** Telegram and word processors put no-break spaces, typographic dashes and direction marks into numbers. */
function plain(typed: string): string {
  if (/^[ -~]*$/.test(typed)) return typed.trim().replace(TONE, '+');
  return plainDigits(visible(typed))
    .replace(/[\u2010-\u2015\u2212\ufe63\uff0d]/g, '-')
    .replace(/\uff0b/g, '+')
    .trim()
    .replace(TONE, '+');
}

/** Writes a number for people, "+7 999 123-45-67"; whatever is no valid number (a name, a short code, an address) as it is. */
export function formatPhone(address: string): string {
  if (!/^\d{5,15}$/.test(address)) return address;
  const number = parsePhoneNumberFromString(`+${address}`);
  if (!number?.isValid()) return address;
  // Country code 7 is written this way by the people who live there; the library has spaces throughout.
  if (number.countryCallingCode === '7') {
    return `+${address.replace(/^(\d)(\d{3})(\d{3})(\d{2})(\d{2})$/, '$1 $2 $3-$4-$5')}`;
  }
  return number.formatInternational();
}

/** Two-letter code of the country that a number is of; null where it is of none, or not known. */
export const countryOfNumber = (address: string): string | null =>
  (isNumber(address) && parsePhoneNumberFromString(`+${address}`)?.country) || null;

/**
 * Hides the middle of a number for logs: "79991234567" → "7999***4567". Of an e-mail address the first
 * letter and the domain stay; of anything shorter than nine characters only the last two.
 */
export function maskPhone(address: string): string {
  const at = address.lastIndexOf('@');
  if (at > 0) return `${address.slice(0, 1)}***${address.slice(at)}`;
  if (address.length < 9) return `***${address.slice(-2)}`;
  return `${address.slice(0, 4)}***${address.slice(-4)}`;
}

/**
 * Writes an address for people who are not to know it whole, "+7 999 ***-45-06": of a number the first four and the
 * last four digits are left, of a short one the last two, of an e-mail address the first letter and the domain.
 */
export function veilAddress(address: string): string {
  const count = address.replace(/\D/g, '').length;
  if (!isNumber(address) || count < 9) return maskPhone(address);
  let at = 0;
  return formatPhone(address).replace(/\d/g, (digit) => {
    at += 1;
    return at <= 4 || at > count - 4 ? digit : '*';
  });
}

const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** A domain that is not in ASCII alone, and has nothing but letters, digits, dots and hyphens. */
const OTHER_LETTERS = /^(?=.*[^ -~])[\p{L}\p{M}\p{N}.-]+$/u;
const DOMAIN = /^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}$/;

/**
 * Reads an e-mail address (RFC 5321 limits: 64 octets before the "@", 254 in all), or null. ASCII only, since SMPP
 * addresses are: a domain in other letters becomes what stands for it (RFC 5890), "müller.de" → "xn--mller-kva.de".
 */
export function parseEmail(typed: string): string | null {
  const plain = typed.trim().replace(/^mailto:/i, '');
  const sign = plain.lastIndexOf('@') + 1;
  const domain = plain.slice(sign);
  const address = OTHER_LETTERS.test(domain) ? plain.slice(0, sign) + domainToASCII(domain) : plain;
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  if (address.length > 254 || local.length > 64) return null;
  return LOCAL_PART.test(local) && DOMAIN.test(address.slice(at + 1)) ? address : null;
}

/** Whether a recipient, or a sender, is a number, and no e-mail address or name. */
export const isNumber = (address: string): boolean => /^\d{5,15}$/.test(address);

/** Numbers that take calls alone. */
export type CallsOnly = 'landline' | 'toll-free';

/**
 * What a number is that no message can be read on; null where it may be a mobile one, as in countries whose numbers do
 * not tell, and of what is no number.
 */
export function callsOnly(address: string): CallsOnly | null {
  const number = isNumber(address) ? dialled(`+${address}`, null) : null;
  switch (number && kindOf(number)) {
    case 'FIXED_LINE':
      return 'landline';
    case 'TOLL_FREE':
      return 'toll-free';
    default:
      return null;
  }
}
