import { expect, test } from 'vitest';
import program from '../../package.json' with { type: 'json' };
import { bot, OLGA, until, world } from '../support/bot.ts';

const get = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, body: await response.text() };
};

test('it is alive at once, and ready when bound, reached by Telegram and able to write', async () => {
  const around = await world();
  const { http } = await bot(around);
  expect((await get(`${http.url}/healthz`)).status).toBe(200);
  await until(around, async () => (await get(`${http.url}/readyz`)).status === 200, 'ready');
});

test('it is not ready without the SMSC, and says so', async () => {
  const around = await world();
  const { http } = await bot(around, { SMPP_PASSWORD: 'wrong' });
  const { status, body } = await get(`${http.url}/readyz`);
  expect(status).toBe(503);
  expect(JSON.parse(body).reasons.smsc).toMatch(/not bound/);
});

test('it is not ready while Telegram is away, and ready when it is back', async () => {
  const around = await world();
  const { http } = await bot(around);
  await until(around, async () => (await get(`${http.url}/readyz`)).status === 200, 'ready');
  around.telegram.fault({ fault: '500', times: 3, method: 'getUpdates' });
  // A long poll is under way: an update ends it, and the next one meets the fault.
  around.telegram.write(OLGA, { from: OLGA, text: 'hi' });
  await until(
    around,
    async () => /"telegram":"Telegram cannot be reached[^;"]*"/.test((await get(`${http.url}/readyz`)).body),
    'the reason',
  );
  await until(around, async () => (await get(`${http.url}/readyz`)).status === 200, 'ready again');
});

test('metrics are in the Prometheus text format', async () => {
  const around = await world();
  const running = await bot(around);
  await until(around, async () => (await running.metric('smpp_bound')) === 1, 'the bind in the metrics');
  expect(await running.metric('process_start_time_seconds')).toBeGreaterThan(0);
});

test('its version stands first in the log, and in the metrics', async () => {
  const running = await bot(await world());
  expect(JSON.parse(running.logged[0] ?? '')).toMatchObject({ level: 'info', version: program.version });
  expect(await running.metric(`build_info{version="${program.version}"}`)).toBe(1);
});
