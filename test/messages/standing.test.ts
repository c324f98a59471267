import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Attempt, type AttemptOutcome, priceOfReceipts, standing } from '../../src/messages/standing.ts';
import { type MessageEvent, RECEIPT_ENDS, type ReceiptEnd } from '../../src/messages/status.ts';

type Try = readonly [part: number, outcome: AttemptOutcome, end?: ReceiptEnd, error?: number];

const attempts = (tries: readonly Try[]): Attempt[] =>
  tries.map(([part, outcome, end = null, error = null]) => ({ part, outcome, end, error }));

const cases: [why: string, tries: Try[], parts: number, event: MessageEvent | null][] = [
  ['nothing is answered yet', [[1, 'open']], 1, null],
  ['it was taken', [[1, 'accepted']], 1, 'accept'],
  ['the provider said no', [[1, 'refused']], 1, 'refuse'],
  ['it was throttled', [[1, 'deferred']], 1, 'release'],
  ['it was not written', [[1, 'not_written']], 1, 'release'],
  ['no answer came', [[1, 'no_answer']], 1, 'doubt'],
  ['it was delivered', [[1, 'accepted', 'delivered']], 1, 'delivered'],
  ['its end is another', [[1, 'accepted', 'expired']], 1, 'expired'],
  [
    'it was taken at the second try',
    [
      [1, 'deferred'],
      [1, 'accepted'],
    ],
    1,
    'accept',
  ],
  [
    'the second try has no answer',
    [
      [1, 'deferred'],
      [1, 'no_answer'],
    ],
    1,
    'doubt',
  ],
  [
    'a late answer took the first of two tries',
    [
      [1, 'accepted'],
      [1, 'open'],
    ],
    1,
    'accept',
  ],
  [
    'it was repeated, and that was refused, which says nothing of the first',
    [
      [1, 'no_answer'],
      [1, 'refused'],
    ],
    1,
    'doubt',
  ],
  [
    'it was repeated, and that was throttled',
    [
      [1, 'no_answer'],
      [1, 'deferred'],
    ],
    1,
    'doubt',
  ],
  [
    'its repeat is under way',
    [
      [1, 'no_answer'],
      [1, 'open'],
    ],
    1,
    null,
  ],
  [
    'its repeat was taken, so the first was not',
    [
      [1, 'no_answer'],
      [1, 'accepted'],
    ],
    1,
    'accept',
  ],
  [
    'its repeat was taken, and its phone was off',
    [
      [1, 'no_answer'],
      [1, 'accepted', 'expired', 6],
    ],
    1,
    'expired',
  ],
  [
    'its repeat was taken, and refused by a receipt, perhaps as a duplicate',
    [
      [1, 'no_answer'],
      [1, 'accepted', 'rejected', 255],
    ],
    1,
    'doubt',
  ],
  [
    'both were taken, as a late answer told, and one of them was refused by a receipt',
    [
      [1, 'accepted'],
      [1, 'accepted', 'rejected', 255],
    ],
    1,
    'accept',
  ],
  [
    'a person had it sent again, and that was refused',
    [
      [1, 'given_up'],
      [1, 'refused'],
    ],
    1,
    'refuse',
  ],
  [
    'a late answer refused the first of two tries for good, and the second was not written',
    [
      [1, 'refused'],
      [1, 'not_written'],
    ],
    1,
    'refuse',
  ],
  [
    'a late answer refused the first of two tries for good, and the second was throttled',
    [
      [1, 'refused'],
      [1, 'deferred'],
    ],
    1,
    'refuse',
  ],
  ['it was refused as a duplicate of what others sent', [[1, 'duplicate']], 1, 'refuse'],
  [
    'a late answer refused the first of two tries as a duplicate, and the second was not written',
    [
      [1, 'duplicate'],
      [1, 'not_written'],
    ],
    1,
    'refuse',
  ],
  [
    'it was refused as a duplicate of its own throttled try, of which nothing was taken',
    [
      [1, 'deferred'],
      [1, 'duplicate'],
    ],
    1,
    'release',
  ],
  [
    'it was a duplicate even a minute after its throttled try',
    [
      [1, 'deferred'],
      [1, 'duplicate'],
      [1, 'not_written'],
      [1, 'duplicate'],
    ],
    1,
    'refuse',
  ],
  [
    'of two ids one failed and one was delivered',
    [
      [1, 'accepted', 'expired'],
      [1, 'accepted', 'delivered'],
    ],
    1,
    'delivered',
  ],
  [
    'of two ids both failed: the later one counts',
    [
      [1, 'accepted', 'expired'],
      [1, 'accepted', 'undelivered'],
    ],
    1,
    'undelivered',
  ],
  [
    'of two ids one failed, and the other was refused by a receipt, perhaps as its duplicate',
    [
      [1, 'accepted', 'expired', 6],
      [1, 'accepted', 'rejected', 250],
    ],
    1,
    'expired',
  ],
  [
    'of two ids both were refused by a receipt: the later one counts',
    [
      [1, 'accepted', 'undelivered', 255],
      [1, 'accepted', 'rejected', 250],
    ],
    1,
    'rejected',
  ],
  [
    'of two ids one failed, and nobody knows of the other, which may have arrived',
    [
      [1, 'accepted', 'unknown'],
      [1, 'accepted', 'undelivered', 6],
    ],
    1,
    'unknown',
  ],
  [
    'one part of two is open',
    [
      [1, 'accepted'],
      [2, 'open'],
    ],
    2,
    null,
  ],
  ['one part of two was not sent yet', [[1, 'accepted']], 2, 'release'],
  [
    'one part of two was throttled',
    [
      [1, 'accepted'],
      [2, 'deferred'],
    ],
    2,
    'release',
  ],
  [
    'one part of two is in doubt',
    [
      [1, 'accepted'],
      [2, 'no_answer'],
    ],
    2,
    'doubt',
  ],
  [
    'one part of two was refused',
    [
      [1, 'accepted'],
      [2, 'refused'],
    ],
    2,
    'refuse',
  ],
  [
    'both parts were taken',
    [
      [1, 'accepted'],
      [2, 'accepted'],
    ],
    2,
    'accept',
  ],
  [
    'one part of two was delivered',
    [
      [1, 'accepted', 'delivered'],
      [2, 'accepted'],
    ],
    2,
    'accept',
  ],
  [
    'both parts were delivered',
    [
      [1, 'accepted', 'delivered'],
      [2, 'accepted', 'delivered'],
    ],
    2,
    'delivered',
  ],
  [
    'one part of two failed',
    [
      [1, 'accepted'],
      [2, 'accepted', 'undelivered'],
    ],
    2,
    'undelivered',
  ],
  [
    'a part failed while the other is open',
    [
      [1, 'accepted', 'rejected'],
      [2, 'open'],
    ],
    2,
    'rejected',
  ],
];

test.each(cases)('%s', (_, tries, parts, event) => {
  expect(standing(attempts(tries), parts)).toBe(event);
});

test('a message is delivered only if every part of it was taken and delivered', () => {
  const attempt = fc.record({
    part: fc.integer({ min: 1, max: 3 }),
    outcome: fc.constantFrom<AttemptOutcome>(
      'open',
      'accepted',
      'refused',
      'deferred',
      'not_written',
      'no_answer',
    ),
    end: fc.option(fc.constantFrom(...RECEIPT_ENDS)),
    error: fc.option(fc.integer({ min: 0, max: 255 })),
  });
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 8 }), fc.integer({ min: 1, max: 3 }), (tries, parts) => {
      const whole = Array.from({ length: parts }, (_, index) => index + 1).every((part) =>
        tries.some((one) => one.part === part && one.outcome === 'accepted' && one.end === 'delivered'),
      );
      expect(standing(tries, parts) === 'delivered').toBe(whole);
    }),
  );
});

test('a message goes back to queued only if a part of it was surely not taken, and none is unsure', () => {
  const outcome = fc.constantFrom<AttemptOutcome>(
    'open',
    'accepted',
    'refused',
    'deferred',
    'not_written',
    'no_answer',
  );
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 1, maxLength: 4 }), (outcomes) => {
      const tries = outcomes.map((one, index) => ({ part: index + 1, outcome: one, end: null, error: null }));
      const unsure = outcomes.some((one) => one === 'open' || one === 'no_answer' || one === 'refused');
      const untaken = outcomes.some((one) => one === 'deferred' || one === 'not_written');
      expect(standing(tries, outcomes.length) === 'release').toBe(untaken && !unsure);
    }),
  );
});

type Said = readonly [via: 'smpp' | 'http', state: string | null, cost: number | null];

test.each<[why: string, told: Said[], price: number | null]>([
  ['nobody named one', [['smpp', 'delivered', null]], null],
  [
    'the last before the end gives way to the end’s',
    [
      ['smpp', 'enroute', 1],
      ['http', 'delivered', 2],
    ],
    2,
  ],
  [
    'one may come after the end, by HTTP too',
    [
      ['smpp', 'delivered', null],
      ['http', 'delivered', 2],
    ],
    2,
  ],
  [
    'by HTTP it does not change once the end has one',
    [
      ['smpp', 'delivered', 2],
      ['http', 'delivered', 9],
    ],
    2,
  ],
  [
    'nor by a status from before the end',
    [
      ['http', 'enroute', 2],
      ['http', 'delivered', null],
      ['http', 'enroute', 9],
    ],
    2,
  ],
  [
    'SMPP, which is bound by a password, may mend it',
    [
      ['http', 'delivered', 2],
      ['smpp', 'delivered', 3],
    ],
    3,
  ],
  [
    'an end that overrules another brings its own',
    [
      ['http', 'expired', 0],
      ['http', 'delivered', 2],
      ['http', 'expired', 9],
    ],
    2,
  ],
])('of the prices that receipts name: %s', (_, told, price) => {
  expect(priceOfReceipts(told.map(([via, state, cost]) => ({ via, state, cost })))).toBe(price);
});
