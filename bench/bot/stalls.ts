import { monitorEventLoopDelay } from 'node:perf_hooks';

/** For how long the event loop heard nothing, ms. */
export interface Stalls {
  readonly max: number;
  readonly p99: number;
}

/** The loop is asked so often (ms), which the figures are too large by; not while nobody watches, for it costs CPU. */
const RESOLUTION_MS = 1;

export function eventLoopStalls() {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  return {
    watch(): void {
      histogram.reset();
      histogram.enable();
    },
    taken(): Stalls {
      histogram.disable();
      return { max: histogram.max / 1e6, p99: histogram.percentile(99) / 1e6 };
    },
  };
}
