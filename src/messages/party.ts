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
