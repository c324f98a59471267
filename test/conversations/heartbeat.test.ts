import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { unboundAccounts } from '../../src/store/attempts/binds.ts';
import { bot, folder, until, world } from '../support/bot.ts';
import { untilReady } from '../support/readiness.ts';
import { relayTo } from '../support/relay.ts';
import { currentPostgresUrl } from '../support/stores.ts';

/** A monitoring service that counts its calls. */
async function service() {
  let calls = 0;
  const server = createServer((_, response) => {
    calls += 1;
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { calls: () => calls, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping` };
}

/** What is done each minute is done as a minute is over by the test's word; leases, for one, go on in their own time. */
function minutes(): () => Promise<void> {
  const { setInterval } = globalThis;
  const done: (() => unknown)[] = [];
  vi.spyOn(globalThis, 'setInterval').mockImplementation(((work: () => void, ms: number) => {
    if (ms === 60_000) done.push(work);
    return setInterval(work, ms);
  }) as typeof setInterval);
  onTestFinished(() => void vi.restoreAllMocks());
  return async () => {
    for (const work of done) await work();
  };
}

test('of instances that share a store one calls HEARTBEAT_URL each minute, as long as the account is bound, whoever holds it', async () => {
  const minute = minutes();
  const around = await world();
  const way = await relayTo(around.smsc.address);
  const { calls, url } = await service();
  const settings = { SMPP_HOSTS: way.address, DATABASE_URL: await currentPostgresUrl(), HEARTBEAT_URL: url };
  const first = await bot(around, settings, folder());
  const second = await bot(around, settings, folder());
  await untilReady(around, first);
  await untilReady(around, second);
  const unbound = async () => (await unboundAccounts(first.store.db, [around.smsc.login])).length;
  await until(around, async () => (await unbound()) === 0, 'a bind');

  for (const n of [1, 2, 3]) {
    await minute();
    expect(calls()).toBe(n);
  }

  await way.cut();
  await until(around, async () => (await unbound()) === 1, 'no bind');
  await minute();
  expect(calls()).toBe(3);
}, 60_000);
