import type { Logger } from '../log.ts';
import { offerOf } from '../messages/terms.ts';
import type { WireOptions } from '../messages/wire.ts';
import type { Way } from '../sender/way.ts';
import type { Store } from '../store/database.ts';
import { askStatus } from './ask-status.ts';
import { type ClientSettings, createClient } from './client.ts';
import { HttpExit } from './exit.ts';
import { httpWire, loadOf } from './load.ts';
import type { HandingMetrics } from './metrics.ts';
import { Statuses } from './statuses.ts';

export interface HttpWayOptions extends Omit<ClientSettings, 'signal'> {
  readonly store: Store;
  readonly account: string;
  readonly wire: WireOptions;
  /** What the API does not know so long after a request (ms) it has never taken. */
  readonly unknownAfterMs: number;
  /** How soon after a try it is asked what became of it (ms). Default 2,000. */
  readonly askAfterMs?: number;
  readonly sendMaxAge: number;
  readonly metrics: HandingMetrics;
  readonly log: Logger;
}

/** Messages by the provider's HTTP API, and what became of them as it says when it is asked. */
export function httpWay({ store, account, metrics, log, ...options }: HttpWayOptions): Way {
  const wire = httpWire(options.wire);
  const stopping = new AbortController();
  const client = createClient({ ...options, signal: stopping.signal });
  let onFree = () => {};
  let onChange = () => {};
  let unwatch = () => {};
  const exit = new HttpExit({
    id: `${account}/https`,
    host: new URL(options.urls[0] ?? '').host,
    client,
    log,
    onFree: () => onFree(),
    onChange: () => onChange(),
    onHandedOver: (attemptId, committedAt) => statuses.watch(attemptId, committedAt),
  });
  const statuses: Statuses = new Statuses({
    store,
    protocol: 'https',
    account,
    client,
    isUp: () => exit.ready,
    unknownAfterMs: options.unknownAfterMs,
    askAfterMs: options.askAfterMs,
    sendMaxAge: options.sendMaxAge,
    log,
    onTold: () => {
      exit.told(Date.now());
      onFree();
    },
  });
  return {
    protocol: 'https',
    exits: [exit],
    metrics,
    get isUp() {
      return exit.ready;
    },
    carries: (channel) => wire.channels.includes(channel),
    load: (message) => loadOf(message, wire),
    offer: ({ request, agreed }) => offerOf(request, agreed, wire),
    begin(events) {
      onFree = () => events.onFree();
      onChange = () => events.onChange();
      unwatch = metrics.watch({ isUp: () => exit.ready, inFlight: () => exit.underWay });
      exit.start();
      statuses.start();
    },
    async end(drainMs) {
      await exit.stop(drainMs);
      stopping.abort();
      await statuses.stop();
      unwatch();
    },
    status: (attempt, recipient) => askStatus(client, attempt, recipient),
  };
}
