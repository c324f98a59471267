import { expect, test } from 'vitest';
import { Traffic } from '../../src/sender/traffic.ts';

test('traffic is counted over the last minute, and the last receipt is remembered for longer', () => {
  const traffic = new Traffic();
  for (const second of [0, 0, 30, 59]) traffic.submitted(second * 1000);
  traffic.receiptCame(5_000);

  expect(traffic.submits.total(59_999)).toBe(4);
  expect(traffic.submits.total(60_000)).toBe(2);
  expect(traffic.submits.total(90_000)).toBe(1);
  expect(traffic.submits.total(200_000)).toBe(0);
  expect(traffic.receipts.total(200_000)).toBe(0);
  expect(traffic.lastReceiptAt).toBe(5_000);
});

test('a clock that was set back does not keep old counts for ever', () => {
  const traffic = new Traffic();
  traffic.submitted(1_000_000);

  traffic.submitted(500_000);

  expect(traffic.submits.total(500_000)).toBe(1);
});
