/**
 * What is fuzzed, in a process of its own: `node target.ts bot STORE_URL HOST:PORT` or `node target.ts smsc`. By IPC
 * it says where it listens, orders an SMS when told its text, and tells its memory when asked.
 */
import { pino } from 'pino';
import { startSmsc } from '../../../src/demo/smsc/index.ts';
import { openStore } from '../../../src/store/engine/open.ts';
import { order, sms } from '../../support/outbox.ts';
import { RULES } from '../../support/rules.ts';
import { startSmpp } from '../../support/smpp.ts';
import { settingsFor } from '../../support/smpp-settings.ts';

export type ToTarget = { readonly order: { readonly to: string; readonly text: string } } | 'memory';
export type FromTarget = { readonly listening: string } | { readonly rssMb: number; readonly liveMb: number };

/** Records of the simulated SMSC: what grows beyond them is a leak. */
const KEPT = 1_000;
const say = (message: FromTarget): void => void process.send?.(message);
const [what, url = '', address = ''] = process.argv.slice(2);

let take: (wanted: { to: string; text: string }) => unknown = () => {};
if (what === 'bot') {
  const store = await openStore(url, RULES);
  const limits = { requestTimeoutMs: 500, backoff: { firstMs: 10, maxMs: 50 } };
  await startSmpp({ store, settings: settingsFor(address, { limits }), log: pino({ level: 'silent' }) });
  take = ({ to, text }) => order(store, [sms(to, text)]);
} else {
  const smsc = await startSmsc({ deliveryMs: 0, rate: 100_000, idleMs: 5_000, keep: KEPT });
  say({ listening: smsc.address });
}
process.on('message', (message: ToTarget) => {
  if (message !== 'memory') return void take(message.order);
  // What is garbage says nothing about a leak.
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  say({ rssMb: rss / 2 ** 20, liveMb: (heapUsed + external) / 2 ** 20 });
});
process.on('disconnect', () => process.exit(0));
