import { sql } from 'kysely';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { type ReportedBind, reportedBinds } from '../../src/store/attempts/binds.ts';
import { attemptsOf } from '../../src/store/attempts/stored-attempts.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { receiptsOf } from '../../src/store/receipts/stored-receipts.ts';
import { finish, holderForTest, smscForTest, untilBound } from '../support/holder.ts';
import { order, sms, untilAll } from '../support/outbox.ts';
import { metricsIn } from '../support/smpp.ts';
import { openTestStore } from '../support/store.ts';

const PHONE = '79991234567';

function reports(store: Store, wanted: (binds: ReportedBind[]) => boolean): Promise<ReportedBind[]> {
  return new Promise((resolve, reject) => {
    const look = async (): Promise<void> => {
      const binds = await reportedBinds(store.db);
      if (!wanted(binds)) return;
      stop();
      resolve(binds);
    };
    const stop = store.changes.on('binds', () => void look().catch(reject));
    look().catch(reject);
  });
}

test('a message leaves once and is delivered by its receipt', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);
  const card = await order(store, [sms(PHONE, 'hello')]);

  const [message] = await untilAll(store, card, 'delivered');

  expect(smsc.phone(PHONE)).toMatchObject([{ channel: 'sms', from: 'SHOP', text: 'hello' }]);
  const [submit] = smsc.submits();
  expect(smsc.submits()).toHaveLength(1);
  expect(submit).toMatchObject({ registeredDelivery: 1, status: 0 });
  expect(message).toMatchObject({ cost: 25_000, error: 0, overdue_at: null });
  const attempts = await attemptsOf(store.db, message?.id ?? 0);
  expect(attempts).toMatchObject([
    {
      bind: 'demo/1',
      host: smsc.address,
      source: 'SHOP',
      outcome: 'accepted',
      provider_id: submit?.messageId,
    },
  ]);
  expect(await receiptsOf(store.db, message?.id ?? 0)).toMatchObject([{ state: 'delivered', via: 'smpp' }]);
  await finish(store);
});

test('each bind reports itself, bound and stopped', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const holder = await holderForTest(store, smsc, { window: 7, rate: 50 });

  const [bound] = await reports(store, ([bind]) => bind?.report.status === 'bound');
  expect(bound).toMatchObject({
    id: 'demo/1',
    account: 'demo',
    report: {
      mode: 'transceiver',
      host: smsc.address,
      window: 7,
      rate: 50,
      inFlight: 0,
      lastReceiptAt: null,
    },
  });
  await untilAll(store, await order(store, [sms(PHONE, 'hello')]), 'delivered');
  await holder.stop(0);

  const [stopped] = await reportedBinds(store.db);
  expect(stopped?.report).toMatchObject({ status: 'stopped', submitsPerMinute: 1, receiptsPerMinute: 1 });
  expect(stopped?.report.lastReceiptAt).not.toBeNull();
  await finish(store);
});

test('a wrong password leaves it unbound, and the report says why', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const holder = await holderForTest(store, smsc, { password: 'wrong' });

  const [bind] = await reports(
    store,
    ([first]) => first?.report.lastError !== undefined && first?.report.lastError !== null,
  );

  expect(bind?.report.lastError).toContain('ESME_RINVPASWD');
  expect(holder.bound()).toBe(false);
  await finish(store);
});

test('states are told as they change, and the link that was lost comes back', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const holder = await holderForTest(store, smsc);
  const seen: string[] = [];
  holder.onState(({ id, status }) => seen.push(`${id} ${status}`));
  await untilBound(holder);

  const lost = new Promise<void>((resolve) => {
    const stop = holder.onState(({ status }) => {
      if (status !== 'waiting') return;
      stop();
      resolve();
    });
  });
  smsc.dropConnections();
  await lost;
  expect(holder.bound()).toBe(false);
  await untilBound(holder);

  expect(seen).toContain('demo/1 waiting');
  expect(seen.at(-1)).toBe('demo/1 bound');
  expect(holder.log.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['bound', 'lost']));
  await finish(store);
});

test('metrics count submits by outcome, receipts by state, and what waits', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const registry = new Registry();
  smsc.fault({ fault: 'refuse', status: 0x0b, times: 1 });
  await holderForTest(store, smsc, { window: 1 }, { metrics: metricsIn(registry) });
  await untilAll(store, await order(store, [sms(PHONE, 'one')]), 'refused');
  await untilAll(store, await order(store, [sms(PHONE, 'two')]), 'delivered');
  const incoming = new Promise((resolve) => store.changes.on('incoming', () => resolve(null)));
  await smsc.write(PHONE, { to: '79000000', text: 'three' });
  await incoming;

  const text = await registry.metrics();
  for (const line of [
    'smpp_submits_total{outcome="refused"} 1',
    'smpp_submits_total{outcome="accepted"} 1',
    'smpp_receipts_total{state="delivered"} 1',
    'smpp_incoming_total 1',
    'smpp_bound 1',
    'smpp_window_in_flight 0',
    'smpp_queue 0',
    'smpp_submit_answer_seconds_count 2',
  ]) {
    expect(text).toContain(line);
  }
  await finish(store);
});

test('no line of the log holds a text or a whole number', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const holder = await holderForTest(store, smsc);
  smsc.fault({ fault: 'refuse', status: 0x0b, times: 1 });
  await untilAll(store, await order(store, [sms(PHONE, 'secret words')]), 'refused');
  const incoming = new Promise((resolve) => store.changes.on('incoming', () => resolve(null)));
  await smsc.write(PHONE, { to: '79000000', text: 'secret answer' });
  await incoming;

  const log = JSON.stringify(holder.log);
  expect(log).toContain('ESME_RINVDSTADR');
  expect(log).not.toContain('secret');
  expect(log).not.toContain(PHONE);
  expect(log).not.toContain(Buffer.from('secret').toString('hex'));
  await finish(store);
});

test('a full disk stops sending, and room lets it go on where it stood', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const card = await order(
    store,
    Array.from({ length: 100 }, (_, index) => sms(`79990${index + 1000}30`, 'sale')),
  );
  const limit = (pages: number): Promise<unknown> =>
    sql.raw(`pragma max_page_count = ${pages}`).execute(store.db);
  await limit(1);
  const holder = await holderForTest(store, smsc);
  const failed = (): boolean => holder.log.some(({ msg }) => msg === 'the store failed: sending pauses');
  while (!failed()) await new Promise((resolve) => setImmediate(resolve));

  await limit(1_000_000);
  await untilAll(store, card, 'delivered');

  for (const { status } of smsc.submits()) expect(status).toBe(0);
  expect(smsc.submits()).toHaveLength(100);
  await finish(store);
});

test('a start that the store fails leaves neither a gauge nor an alarm behind', async () => {
  const store = await openTestStore();
  const registry = new Registry();
  const metrics = metricsIn(registry);
  let alarms = 0;
  const on = store.changes.on.bind(store.changes);
  const changes = Object.assign(Object.create(store.changes), {
    on(...args: Parameters<typeof on>) {
      const off = on(...args);
      alarms += 1;
      return () => {
        alarms -= 1;
        off();
      };
    },
  });
  const failing: Store = { ...store, changes, write: () => Promise.reject(new Error('disk full')) };
  await order(store, [sms(PHONE, 'hello')]);

  for (let tries = 0; tries < 3; tries += 1) {
    await expect(holderForTest(failing, '127.0.0.1:1', {}, { metrics })).rejects.toThrow('disk full');
  }

  expect(alarms).toBe(0);
  expect(await registry.getSingleMetricAsString('smpp_queue')).toContain('\nsmpp_queue 0');
  await finish(store);
});
