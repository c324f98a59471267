import type { Logger } from '../log.ts';
import { offerOf } from '../messages/terms.ts';
import type { WireOptions } from '../messages/wire.ts';
import type { Way } from '../sender/way.ts';
import type { Store } from '../store/engine/database.ts';
import { askStatus } from './ask-status.ts';
import { type ClientSettings, createClient } from './client.ts';
import { HttpExit } from './exit.ts';
import { handingWay } from './handing-way.ts';
import { httpWire, loadOf } from './load.ts';
import type { HandingMetrics } from './metrics.ts';

export interface HttpWayOptions extends Omit<ClientSettings, 'signal'> {
  readonly store: Store;
  readonly account: string;
  readonly wire: WireOptions;
  /** What the API does not know so long after a request (ms) it has never taken. */
  readonly unknownAfterMs: number;
  /** How soon after a try it is asked what became of it (ms). Default 2,000. */
  readonly askAfterMs?: number;
  /** How soon it is asked again where it could not be (ms). Default 5,000. */
  readonly retryMs?: number;
  readonly sendMaxAge: number;
  readonly metrics: HandingMetrics;
  readonly log: Logger;
}

/** Messages by the provider's HTTP API, and what became of them as it says when it is asked. */
export function httpWay({ account, metrics, log, ...options }: HttpWayOptions): Way {
  const wire = httpWire(options.wire);
  const stopping = new AbortController();
  const client = createClient({ ...options, signal: stopping.signal });
  const { store, unknownAfterMs, askAfterMs, retryMs, sendMaxAge } = options;
  return handingWay({
    protocol: 'https',
    metrics,
    stopping,
    exit: (events) =>
      new HttpExit({
        ...events,
        id: `${account}/https`,
        host: new URL(options.urls[0] ?? '').host,
        client,
        log,
      }),
    asking: { store, account, client, unknownAfterMs, askAfterMs, retryMs, sendMaxAge, log },
    carries: (channel) => wire.channels.includes(channel),
    load: (message) => loadOf(message, wire),
    offer: ({ request, agreed }) => offerOf(request, agreed, wire),
    status: (attempt, recipient) => askStatus(client, attempt, recipient),
  });
}
