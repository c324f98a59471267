import { createHash } from 'node:crypto';
import type { Wire } from './wire.ts';

/** Identifies requests that the provider calls identical: recipient and wire text, per account. */
export function guardKey(account: string, { destination, text }: Pick<Wire, 'destination' | 'text'>): string {
  return createHash('sha256')
    .update(JSON.stringify([account, destination, text]))
    .digest('hex');
}
