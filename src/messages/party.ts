import { currentForm, parsePhone } from './recipient.ts';

/** Types of number (SMPP 3.4, 5.2.5). */
const NATIONAL = 2;
const ALPHANUMERIC = 5;

/** An address as SMPP brings it, and the country as whose numbers those without a country code are dialled (ISO 3166). */
interface Written {
  readonly ton: number;
  readonly country: string;
}

/**
 * The address of whoever wrote, or was written to, as numbers are kept everywhere else: some SMSCs write a plus, the prefix
 * for abroad, or the number as it is dialled at home. What is none, such as a name or a short code, stays as it is.
 * @param written absent: nothing tells a number that is dialled at home
 */
export function plainAddress(address: string, written?: Written): string {
  const [, abroad, digits] = /^(\+|00)?(\d{3,15})$/.exec(address) ?? [];
  if (digits === undefined || written?.ton === ALPHANUMERIC) return address;
  if (abroad !== undefined) return digits;
  if (!written) return digits;
  const isDialled = written.ton === NATIONAL || digits.startsWith('0') || isNowhere(digits, written);
  const parsed = isDialled ? parsePhone(digits, written.country) : null;
  return parsed && 'digits' in parsed ? parsed.digits : digits;
}

/** The address of a subscriber who wrote: as others write it that is one number, however the network does. */
export const senderAddress = (address: string, written?: Written): string =>
  currentForm(plainAddress(address, written));

/** A number of fewer digits may be a short one, or the end of another. */
const WHOLE = 10;

/** Whether digits that are no short number are none with a calling code either, such as 89991234567. */
const isNowhere = (digits: string, { country }: Written): boolean =>
  digits.length >= WHOLE && 'problem' in parsePhone(`+${digits}`, country);

/** A sender or a number that somebody typed, as it is kept: a whole number by its digits, all else as it stands. */
export function typedAddress(typed: string, country: string): string {
  const bare = typed.replace(/[\s().-]/g, '');
  const isNumber = /^\+?\d+$/.test(bare) && (bare.startsWith('+') || bare.length >= WHOLE);
  if (!isNumber) return typed;
  const parsed = bare.length >= WHOLE ? parsePhone(bare, country) : null;
  return parsed && 'digits' in parsed ? parsed.digits : bare.replace('+', '');
}

/** Digits at the end of a number that tell subscribers apart however it is written: with its calling code or a trunk prefix. */
const TELLING_DIGITS = 9;
/** An address of SMPP 3.4 has no more characters, so a longer one may be cut (5.2.9). */
const ADDRESS_LENGTH = 20;

/**
 * Whether a receipt with these addresses can be of a message to this recipient. One that names nobody can; which of its
 * addresses is the recipient's is not asked, since some SMSCs do not swap source and destination.
 */
export function mayBeTo(parties: readonly string[], recipient: string): boolean {
  const named = parties.filter((party) => party !== '');
  return named.length === 0 || named.some((party) => isSame(party, recipient));
}

function isSame(party: string, recipient: string): boolean {
  const [one, other] = [party, recipient].map((address) => address.replace(/^\+?0*/, '').toLowerCase());
  if (one === undefined || other === undefined || one === other) return one === other;
  const isNumber = /^\d+$/.test(one) && /^\d+$/.test(other);
  const shorter = Math.min(one.length, other.length);
  if (isNumber)
    return shorter >= TELLING_DIGITS && one.slice(-TELLING_DIGITS) === other.slice(-TELLING_DIGITS);
  return shorter >= ADDRESS_LENGTH && (one.startsWith(other) || other.startsWith(one));
}
