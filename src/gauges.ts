import { Counter, collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import { MONEY_SCALE } from './messages/money.ts';
import type { Store } from './store/engine/database.ts';
import { inTime } from './store/engine/in-time.ts';
import { knownBalance } from './store/provider/balance.ts';
import { countUnshown } from './store/watch/unshown-alerts.ts';
import { VERSION } from './version.ts';

/*
 * What is measured of the program as a whole: its rooms measure themselves.
 */

/** Of the process and its store, before there is one; returns what counts transactions. */
export function processMetrics(registry: Registry): Counter<'outcome'> {
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'build_info',
    help: 'Always 1; its label tells which version of smpp-chatops this is',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version: VERSION }, 1);
  const writes = new Counter({
    name: 'store_writes_total',
    help: 'Transactions that write, by whether they were committed',
    labelNames: ['outcome'],
    registers: [registry],
  });
  // Prometheus sees no increase in the first value of what was not there before.
  writes.inc({ outcome: 'failed' }, 0);
  return writes;
}

interface Gauged {
  readonly store: Store;
  /** Telegram answers this instance. */
  readonly isTelegramUp: () => boolean;
  /** The provider's HTTP API is asked. */
  readonly asksProvider: boolean;
}

export function gauges(registry: Registry, { store, isTelegramUp, asksProvider }: Gauged): void {
  new Gauge({
    name: 'telegram_up',
    help: '1 when Telegram answers and hands over updates; 0 when not, or when another instance talks to it',
    registers: [registry],
    collect() {
      this.set(isTelegramUp() ? 1 : 0);
    },
  });
  new Gauge({
    name: 'alerts_waiting',
    help: 'Alerts that Telegram has not taken yet',
    registers: [registry],
    async collect() {
      // A store that is away must not take the other metrics with it.
      this.set((await inTime(countUnshown(store.db))) ?? Number.NaN);
    },
  });
  if (!asksProvider) return;
  new Gauge({
    name: 'provider_balance',
    help: 'What is left in the account at the provider, in its currency, as it said last; NaN: it never did',
    registers: [registry],
    async collect() {
      const known = await inTime(knownBalance(store.db));
      this.set(known?.balance == null ? Number.NaN : known.balance / MONEY_SCALE);
    },
  });
}
