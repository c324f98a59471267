import { expect, test } from 'vitest';
import {
  type Billed,
  canaryOf,
  canaryStanding,
  canaryVerdict,
  oddBillOf,
} from '../../src/messages/canary.ts';
import type { MessageState } from '../../src/messages/status.ts';

/** When the last of them was handed over (ms). */
const OUT = 1_000_000;

const standing = (states: Partial<Record<MessageState, number>>) =>
  canaryStanding(
    Object.entries(states).flatMap(([state, count]) =>
      Array.from({ length: count }, () => ({
        state: state as MessageState,
        error: null,
        command_status: null,
        attempted_at: state === 'queued' ? null : OUT,
      })),
    ),
  );

test('campaigns of more than 200 try 20 first, shorter ones none', () => {
  expect([51, 200, 201, 100_000].map(canaryOf)).toEqual([null, null, 20, 20]);
});

test.each<[string, Partial<Record<MessageState, number>>, seconds: number, verdict: string]>([
  ['half have been delivered', { delivered: 10, accepted: 10 }, 1, 'go'],
  ['half have been delivered before all are out', { delivered: 10, queued: 10 }, 1, 'go'],
  ['half have been delivered and half have failed', { delivered: 10, undelivered: 10 }, 1, 'go'],
  ['most are under way', { delivered: 9, accepted: 11 }, 29, 'wait'],
  ['30 s are over with none back', { accepted: 20 }, 30, 'go'],
  ['30 s are over with few failed', { delivered: 3, rejected: 9, accepted: 8 }, 30, 'go'],
  ['half have failed, and the other half may yet be delivered', { refused: 10, accepted: 10 }, 29, 'wait'],
  ['half have failed by then', { refused: 10, accepted: 10 }, 30, 'stop'],
  [
    'so many have failed that half can be delivered no more',
    { refused: 6, rejected: 5, accepted: 9 },
    0,
    'stop',
  ],
  ['one is not out, however long that takes', { accepted: 19, queued: 1 }, 3_600, 'wait'],
  ['one is in doubt', { accepted: 19, in_doubt: 1 }, 30, 'go'],
])('once %s', (_, states, seconds, verdict) => {
  expect(canaryVerdict(standing(states), OUT + seconds * 1000)).toBe(verdict);
});

const bills = (count: number, bill: Partial<Billed>): Billed[] =>
  Array.from({ length: count }, () => ({ parts: 1, cost: null, template: null, ...bill }));

test.each([
  ['of which nothing is known', bills(20, {}), { isAd: false, price: 25_000 }, null],
  ['that cost what was expected', bills(20, { cost: 25_000 }), { isAd: false, price: 25_000 }, null],
  ['a bit dearer than expected', bills(20, { cost: 37_499 }), { isAd: false, price: 25_000 }, null],
  [
    'half as dear again',
    [...bills(5, { cost: 75_000, parts: 2 }), ...bills(15, {})],
    { isAd: false, price: 25_000 },
    { is: 'price', expected: 25_000, was: 37_500 },
  ],
  ['of which nobody knew what they cost', bills(20, { cost: 90_000 }), { isAd: false, price: null }, null],
  [
    'of service billed as advertising',
    [...bills(11, { template: 'advertising' }), ...bills(9, { template: 'service' })],
    { isAd: false, price: null },
    { is: 'kind', template: 'advertising', count: 11, of: 20 },
  ],
  [
    'of which half are billed as advertising',
    [...bills(10, { template: 'advertising' }), ...bills(10, { template: 'transactional' })],
    { isAd: false, price: null },
    null,
  ],
  [
    'of advertising billed as service',
    bills(3, { template: 'service' }),
    { isAd: true, price: null },
    { is: 'kind', template: 'service', count: 3, of: 3 },
  ],
  [
    'of advertising billed as that',
    bills(20, { template: 'advertising' }),
    { isAd: true, price: null },
    null,
  ],
  ['of a kind that nobody can tell', bills(20, { template: 'other' }), { isAd: true, price: null }, null],
] as const)('first messages %s have a bill as odd as %o', (_, first, expected, odd) => {
  expect(oddBillOf(first, expected)).toEqual(odd);
});
