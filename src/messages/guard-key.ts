import { createHash } from 'node:crypto';
import type { Wire } from './wire.ts';

/** Digits of the digest: 128 bits tell all texts of all accounts apart. A store of before has more of the same. */
const KEY_DIGITS = 32;

/** Identifies requests that the provider calls identical: recipient and wire text, per account. */
export function guardKey(account: string, { destination, text }: Pick<Wire, 'destination' | 'text'>): string {
  return createHash('sha256')
    .update(JSON.stringify([account, destination, text]))
    .digest('hex')
    .slice(0, KEY_DIGITS);
}
