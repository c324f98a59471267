import { parseEmail } from './recipient.ts';

/** Type of number and numbering plan (SMPP 3.4, 5.2.5 and 5.2.6). */
export interface TonNpi {
  readonly ton: number;
  readonly npi: number;
}

/** How an address is typed on the wire by its form: a name or an e-mail address, a number, one too short for a country. */
export interface AddressTypes {
  readonly name: TonNpi;
  readonly number: TonNpi;
  readonly short: TonNpi;
}

/** A source address with its type. */
export interface Source extends TonNpi {
  readonly address: string;
}

/** Most digits of a short code; a number with its calling code has more (ITU-T E.164). */
const SHORT_DIGITS = 6;

/** The type of an address by its form; one that is empty has none. */
export function typeOf(address: string, types: AddressTypes): TonNpi {
  if (address === '') return { ton: 0, npi: 0 };
  if (!/^\d+$/.test(address)) return types.name;
  return address.length > SHORT_DIGITS ? types.number : types.short;
}

/** A sender as it is written: '' for none. */
export interface Sender {
  readonly address: string;
}

/**
 * Reads a sender: up to 11 Latin letters, digits, spaces and `. - _ &` make a name, up to 15 digits a number (a "+"
 * before them is dropped), nothing no sender. Null when it is none of these. Whether the account has it registered only
 * the provider knows.
 */
export function readSender(from: string): Sender | null {
  const address = from.trim();
  if (/^\+?\d{1,15}$/.test(address)) return { address: address.replace('+', '') };
  return /^[A-Za-z0-9 .\-_&]{0,11}$/.test(address) ? { address } : null;
}

/** Reads the sender of an e-mail, which may be an address as well. */
export function readEmailSender(from: string): Sender | null {
  const address = parseEmail(from);
  return address === null ? readSender(from) : { address };
}
