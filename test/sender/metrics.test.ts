import { Registry } from 'prom-client';
import { expect, test, vi } from 'vitest';
import { senderMetrics } from '../../src/sender/metrics.ts';

test('a store that does not answer takes no other metrics with it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const registry = new Registry();
  const metrics = senderMetrics(registry);
  metrics.watch({ rate: () => 7, waiting: () => new Promise(() => {}) });
  const page = registry.metrics();
  await vi.runAllTimersAsync();
  expect(await page).toMatch(/^smpp_rate_limit 7$/m);
  expect(await page).toMatch(/^smpp_queue Nan$/m);
  vi.useRealTimers();
});
