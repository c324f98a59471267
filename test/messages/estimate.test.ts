import { expect, test } from 'vitest';
import { estimateOf, type PartPrice } from '../../src/messages/estimate.ts';

const price = (mean: number, least = mean, most = mean): PartPrice => ({ mean, least, most, messages: 10 });
const prices = {
  all: price(250, 200, 300),
  byOperator: new Map([
    ['МТС', price(300)],
    ['Tele2', price(210, 200, 220)],
  ]),
};
const share = (messages: number, parts = messages) => ({ messages, parts });

test.each([
  [
    'all of operators with prices',
    [
      ['МТС', share(3, 6)],
      ['Tele2', share(2)],
    ],
    [2_220, 2_200, 2_240, 5, 5],
  ],
  [
    'an operator without a price',
    [
      ['МТС', share(1)],
      ['Yota', share(2)],
    ],
    [800, 700, 900, 1, 3],
  ],
  ['nothing known', [['', share(4)]], [1_000, 800, 1_200, 0, 4]],
  ['nobody', [], [0, 0, 0, 0, 0]],
] as const)('%s: each part costs what those of its operator did, else what all did', (_, shares, wanted) => {
  const { cost, least, most, known, messages } = estimateOf(shares, prices);
  expect([cost, least, most, known, messages]).toEqual(wanted);
});
