import { parseEmail } from './recipient.ts';

/** A source address with its type of number and numbering plan (SMPP 3.4, 5.2.5 and 5.2.6). */
export interface Source {
  address: string;
  ton: number;
  npi: number;
}

/**
 * Reads a sender: up to 11 Latin letters, digits, spaces and `. - _ &` make a name (alphanumeric, 5/1), up to 15
 * digits a number (international, 1/1; a "+" before them is dropped), nothing no sender (0/0).
 * Null when it is none of these. Whether the account has it registered only the provider knows.
 */
export function readSender(from: string): Source | null {
  const address = from.trim();
  if (address === '') return { address: '', ton: 0, npi: 0 };
  if (/^\+?\d{1,15}$/.test(address)) return { address: address.replace('+', ''), ton: 1, npi: 1 };
  if (/^[A-Za-z0-9 .\-_&]{1,11}$/.test(address)) return { address, ton: 5, npi: 1 };
  return null;
}

/** Reads the sender of an e-mail, which may be an address as well. */
export function readEmailSender(from: string): Source | null {
  const address = parseEmail(from);
  return address === null ? readSender(from) : { address, ton: 5, npi: 1 };
}
