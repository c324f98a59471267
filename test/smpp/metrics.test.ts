import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { statusLabels } from '../../src/smpp/status-labels.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { LONG, order, sms, until, untilAll, WIRE } from '../support/outbox.ts';
import { metricsIn } from '../support/smpp.ts';
import { openTestStore } from '../support/store.ts';

const PHONE = '79991234567';

/** A holder's metrics, by their names with labels. */
async function read(registry: Registry): Promise<Map<string, number>> {
  const page = await registry.metrics();
  return new Map(
    [...page.matchAll(/^([^#\s]\S*) (\S+)$/gm)].map(([, name = '', value]) => [name, Number(value)]),
  );
}

const seconds = (metrics: Map<string, number>) => metrics.get('smpp_queue_oldest_seconds') ?? Number.NaN;

test('answers are counted by command_status, and a throttled one lowers the rate that is shown', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const registry = new Registry();
  smsc.fault({ fault: 'throttle', times: 1 });
  await holderForTest(store, smsc, { rate: 50, bind: 'split', window: 7 }, { metrics: metricsIn(registry) });
  await untilAll(store, await order(store, [sms(PHONE, LONG)]), 'delivered');

  const metrics = await read(registry);
  expect(metrics.get('smpp_submit_answers_total{command_status="ESME_RTHROTTLED"}')).toBe(1);
  expect(metrics.get('smpp_submit_answers_total{command_status="ESME_ROK"}')).toBe(1);
  expect(metrics.get('smpp_throttled_total')).toBe(1);
  expect(metrics.get('smpp_rate_limit')).toBeLessThan(50);
  expect(metrics.get('smpp_binds')).toBe(2);
  // A receiver takes no submits.
  expect(metrics.get('smpp_window')).toBe(7);
  // The second try is another thing than what the person waited for.
  expect(metrics.get('update_to_submit_seconds_count')).toBe(1);
  await finish(store);
});

test('the time to a submit is that of messages sent one at a time, once for all their parts', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const registry = new Registry();
  const wire = { ...WIRE, long: 'udh' as const };
  await holderForTest(store, smsc, { wire }, { metrics: metricsIn(registry) });
  await untilAll(store, await order(store, [sms(PHONE, LONG)], { wire }), 'delivered');
  await untilAll(store, await order(store, [sms(PHONE, 'hello'), sms('79991234568', 'hello')]), 'delivered');

  const metrics = await read(registry);
  expect(metrics.get('smpp_submits_total{outcome="accepted"}')).toBe(5);
  expect(metrics.get('update_to_submit_seconds_count')).toBe(1);
  expect(metrics.get('update_to_submit_seconds_sum')).toBeLessThan(60);
  await finish(store);
});

test('what waits is shown with the age of its oldest, and a store that is away spoils nothing but that', async () => {
  const store = await openTestStore();
  const registry = new Registry();
  let isAway = false;
  const away: Store = {
    ...store,
    get db() {
      if (isAway) throw new Error('disk full');
      return store.db;
    },
  };
  await holderForTest(away, '127.0.0.1:1', {}, { metrics: metricsIn(registry) });
  expect(seconds(await read(registry))).toBe(0);
  await order(store, [sms(PHONE, 'hello')]);
  await store.db
    .updateTable('messages')
    .set((eb) => ({ ready_at: eb('ready_at', '-', 90_000) }))
    .execute();

  const metrics = await read(registry);
  expect(metrics.get('smpp_queue')).toBe(1);
  expect(seconds(metrics)).toBeGreaterThanOrEqual(90);

  isAway = true;
  const without = await read(registry);
  expect([without.get('smpp_queue'), without.get('smpp_bound')]).toEqual([Number.NaN, 0]);
  isAway = false;
  expect((await read(registry)).get('smpp_queue')).toBe(1);
  await finish(store);
});

test('a message that the SMSC may or may not have taken is shown as in doubt', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const registry = new Registry();
  smsc.fault({ fault: 'hold-receipts', seconds: 60 });
  smsc.fault({ fault: 'drop', when: 'before-answer', times: 1 });
  await holderForTest(store, smsc, {}, { metrics: metricsIn(registry) });
  expect((await read(registry)).get('smpp_in_doubt')).toBe(0);
  const card = await order(store, [sms(PHONE, 'hello')]);
  await until(store, card, ([one]) => one?.state === 'in_doubt' && one.ready_at === null);

  expect((await read(registry)).get('smpp_in_doubt')).toBe(1);
  await finish(store);
});

test('statuses that SMPP 3.4 does not name are counted by their numbers, up to sixteen of them', () => {
  const labelOf = statusLabels();
  expect([0, 0x58].map(labelOf)).toEqual(['ESME_ROK', 'ESME_RTHROTTLED']);
  const numbers = Array.from({ length: 16 }, (_, index) => 0x400 + index);
  expect(new Set(numbers.map(labelOf)).size).toBe(16);
  expect(labelOf(0x40f)).toBe('0x0000040F');
  expect(labelOf(0x410)).toBe('other');
  expect(labelOf(0x45)).toBe('ESME_RSUBMITFAIL');
});
