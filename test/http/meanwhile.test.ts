import { expect, onTestFinished, test, vi } from 'vitest';
import { servedMeanwhile } from '../../src/http/meanwhile.ts';
import { createLog } from '../../src/log.ts';
import { freePort } from '../support/free-port.ts';

const HOST = '127.0.0.1';

/** What is there by now: the server begins to listen by itself. */
async function get(url: string): Promise<{ status: number; body: string }> {
  for (;;) {
    const response = await fetch(url).catch(() => null);
    if (response) return { status: response.status, body: await response.text() };
  }
}

function logOf() {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  return { log, lines: () => lines.map((line) => JSON.parse(line)) };
}

test('while a store is carried over the process lives, is not ready, says how far it is, and sends others away', async () => {
  const port = await freePort();
  const { log, lines } = logOf();
  const at = (path: string) => get(`http://${HOST}:${port}${path}`);

  const opened = await servedMeanwhile({ host: HOST, port, log }, async (said) => {
    said({ stage: 'orders', carried: 0, total: 70 });
    expect(await at('/healthz')).toEqual({ status: 200, body: '{"status":"ok"}' });
    expect((await at('/readyz')).body).toContain('it is looked through, 70 messages so far');
    said({ stage: 'messages', carried: 30, total: 70 });
    const { status, body } = await at('/readyz');
    expect(status).toBe(503);
    expect(JSON.parse(body).reasons.store).toMatch(/being carried over .*: 30 of 70 messages$/);
    said({ stage: 'indexes', carried: 70, total: 70 });
    expect((await at('/readyz')).body).toContain('all 70 messages are there');
    expect(await at('/callback')).toEqual({ status: 503, body: 'Service Unavailable' });
    return 'opened';
  });

  expect(opened).toBe('opened');
  // The port is free again.
  const another = await servedMeanwhile({ host: HOST, port, log }, async (said) => {
    said({ stage: 'messages', carried: 1, total: 2 });
    return (await at('/readyz')).body;
  });
  expect(another).toContain('1 of 2');
  expect(lines()[0]).toMatchObject({ level: 'info', total: 70 });
  expect(lines()[1]).toMatchObject({ messages: 70, msg: 'the store has been carried over' });
});

test('the log says every ten seconds how far it is', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const { log, lines } = logOf();
  await servedMeanwhile({ host: HOST, port: 0, log }, async (said) => {
    said({ stage: 'orders', carried: 0, total: 5 });
    said({ stage: 'messages', carried: 2, total: 70 });
    vi.advanceTimersByTime(20_000);
  });
  expect(lines().map(({ carried }) => carried)).toEqual([0, 2, 2, undefined]);
});

test('a store that is not carried over is opened without a word', async () => {
  const { log, lines } = logOf();
  expect(await servedMeanwhile({ host: HOST, port: 1, log }, async () => 'opened')).toBe('opened');
  expect(lines()).toEqual([]);
});

test('a port that is taken ends the start at once, not when all is carried over', async () => {
  const port = await freePort();
  const { log } = logOf();
  const never = new Promise<string>(() => {});
  await servedMeanwhile({ host: HOST, port, log }, async (said) => {
    said({ stage: 'messages', carried: 1, total: 2 });
    await get(`http://${HOST}:${port}/healthz`);
    const second = servedMeanwhile({ host: HOST, port, log }, (also) => {
      also({ stage: 'messages', carried: 1, total: 2 });
      return never;
    });
    await expect(second).rejects.toThrow('EADDRINUSE');
    return 'opened';
  });
});

test('a carrying over that fails ends the start with its error, and leaves the port free', async () => {
  const port = await freePort();
  const { log } = logOf();
  const failing = servedMeanwhile({ host: HOST, port, log }, async (said) => {
    said({ stage: 'messages', carried: 1, total: 2 });
    await get(`http://${HOST}:${port}/healthz`);
    throw new Error('the disk is full');
  });
  await expect(failing).rejects.toThrow('the disk is full');
  await expect(fetch(`http://${HOST}:${port}/healthz`)).rejects.toThrow();
});
