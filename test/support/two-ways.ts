import { Registry } from 'prom-client';
import { onTestFinished } from 'vitest';
import type { World } from '../../src/demo/world.ts';
import { createLog } from '../../src/log.ts';
import { httpMetrics } from '../../src/provider-http/metrics.ts';
import { type HttpWayOptions, httpWay } from '../../src/provider-http/way.ts';
import { startAccount } from '../../src/sender/account.ts';
import { ComingAnswers } from '../../src/sender/coming-answers.ts';
import { Moments } from '../../src/sender/moments.ts';
import type { Way } from '../../src/sender/way.ts';
import { wayOrder } from '../../src/sender/way-order.ts';
import { Acknowledged } from '../../src/smpp/acknowledged.ts';
import { smppMetrics } from '../../src/smpp/metrics.ts';
import { smppWay } from '../../src/smpp/way.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { WIRE } from './outbox.ts';
import { metricsIn } from './smpp.ts';
import { settingsFor } from './smpp-settings.ts';

interface Asked extends Partial<HttpWayOptions> {
  readonly store: Store;
  readonly world: World;
  readonly usual: Parameters<typeof wayOrder>[1]['usual'];
  /** Where SMPP is reached: the world's SMSC when absent. */
  readonly smsc?: string;
  readonly afterMs?: number;
}

export interface TwoWays {
  readonly smpp: Way;
  readonly http: Way;
  readonly registry: Registry;
  readonly log: Record<string, unknown>[];
  stop(): Promise<void>;
}

/** Holds the account of a world by SMPP, by its HTTP API, or by both, as the program does; stopped with the test. */
export async function twoWays({ store, world, usual, smsc, afterMs, ...http }: Asked): Promise<TwoWays> {
  if (!world.provider) throw new Error('this provider has no HTTP API');
  const { url, apiKey } = world.provider;
  const lines: Record<string, unknown>[] = [];
  const log = createLog('debug', { write: (line) => lines.push(JSON.parse(line)) });
  const registry = new Registry();
  const { sending } = metricsIn(new Registry());
  const settings = settingsFor(smsc ?? world.smsc.address, { password: world.smsc.password });
  const moments = new Moments();
  const comingAnswers = new ComingAnswers();
  const account = settings.systemId;
  const bySmpp = smppWay({
    store,
    settings,
    wire: WIRE,
    moments,
    comingAnswers,
    acknowledged: new Acknowledged(),
    metrics: smppMetrics(registry),
    log,
  });
  const byHttp = httpWay({
    store,
    account,
    urls: [url],
    credentials: { apikey: apiKey },
    wire: WIRE,
    unknownAfterMs: 90_000,
    askAfterMs: 50,
    retryMs: 50,
    sendMaxAge: settings.sendMaxAge,
    metrics: httpMetrics(registry),
    log,
    ...http,
  });
  const all = [bySmpp, byHttp].filter(({ protocol }) => usual.includes(protocol));
  const held = await startAccount({
    ...settings,
    store,
    account,
    order: wayOrder(all, { usual, of: {}, afterMs: afterMs ?? null }),
    habits: bySmpp.habits,
    moments,
    comingAnswers,
    metrics: sending,
    log,
    mayWrite: () => true,
  });
  const stop = () => held.stop(0);
  onTestFinished(stop);
  return { smpp: bySmpp, http: byHttp, registry, log: lines, stop };
}
