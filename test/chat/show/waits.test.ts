import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWaits } from '../../../src/chat/show/waits.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

test('a chat that opens while its cards are looked for is looked at again, not left for good', () => {
  const waits = createWaits();
  waits.close('mark');
  const opens = waits.opensForNew('mark');
  vi.advanceTimersByTime(opens - performance.now() - 1);
  const began = performance.now();
  expect(waits.opensForNew('mark')).toBeGreaterThan(began);
  vi.advanceTimersByTime(5);
  expect(waits.ends('mark', began)).toBe(opens);
});

test('a chat that was open when its cards were looked for waits for nothing', () => {
  const waits = createWaits();
  waits.close('mark');
  vi.advanceTimersByTime(10_000);
  expect(waits.ends('mark', performance.now())).toBe(Infinity);
  waits.close('mark');
  waits.open();
  expect(waits.ends('mark', performance.now())).toBe(Infinity);
});
