import { messageId } from '../../src/store/tables/message-id.ts';

/*
 * What stands in a filled store (filled-store.ts): its messages are counted, and all that goes with one is found by its number.
 */

/** When all of it is looked at (ms). */
export const NOW = Date.UTC(2026, 1, 1);
/** Nearly all of a store is one account's, and one chat's. */
export const ACCOUNT = 'demo';
export const CHAT = 101;
/** An account that is in the settings no more. */
export const GONE = 'gone';

/** The numbers of its messages. */
export const FIRST = 1_000_000;
export const LAST = FIRST + 999;

/** What is left of i divided by 100, of messages that were not delivered. */
export const FATES = {
  queued: 1,
  accepted: 2,
  /** May still be repeated. */
  doubtful: 3,
  submitting: 4,
  waiting: 5,
  undelivered: 6,
  /** In doubt, and a person is asked. */
  asked: 7,
  /** Its receipt names no attempt. */
  orphaned: 8,
  /** A code, to be wiped. */
  code: 9,
} as const;

/** Between one message and the next (ms). */
export const APART_MS = 600_000;

/** Of message i, and of all that goes with it. */
export const idOf = (i: number): string => {
  const time = (NOW - (LAST + 1 - i) * APART_MS).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${100_000_000_000 + i}`;
};

/** Behind the last message of the bulk order. */
export const BULK_END = FIRST + 500;

/** The number of that order; those of the others go on from there. */
export const BULK = 1;

/** The id of message i; its attempt and its receipt have i itself. */
export const messageOf = (i: number): number =>
  i < BULK_END ? messageId(BULK, i - FIRST) : messageId(BULK + 1 + i - BULK_END, 0);

/** The last message of this fate, an order of its own. */
export const single = (fate: keyof typeof FATES): number => LAST - 99 + FATES[fate];

/** The provider's id of a message that was accepted: it counts them, and begins anew after 10,000. */
export const providerIdOf = (i: number): string => String(i % 10_000);
/** The id of the receipt that came for one in doubt, and is of nobody yet. */
export const unmatchedIdOf = (i: number): string => String(9_000_000 + i);

export const recipientOf = (i: number): string => String(79_990_000_000 + i);
