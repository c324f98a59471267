import { Counter, Histogram, Registry } from 'prom-client';

/** What webhooks that this process posts are counted by. */
export interface HookMetrics {
  /** One was posted, and taken or not. */
  posted(isTaken: boolean): void;
  /** One was taken so long after what it tells of (ms). */
  taken(afterMs: number): void;
}

/** Registers the metrics, once in a registry; in one of its own when none is given. */
export function hookMetrics(registry: Registry = new Registry()): HookMetrics {
  const registers = [registry];
  const posts = new Counter({
    name: 'webhook_posts_total',
    help: 'Webhooks that were posted, by whether they were taken',
    labelNames: ['outcome'],
    registers,
  });
  const delay = new Histogram({
    name: 'webhook_delay_seconds',
    help: 'Time from what a webhook tells of until it was taken, in seconds',
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600, 86_400],
    registers,
  });
  // Prometheus sees no increase in the first value of what was not there before.
  for (const outcome of ['taken', 'failed']) posts.inc({ outcome }, 0);
  return {
    posted: (isTaken) => posts.inc({ outcome: isTaken ? 'taken' : 'failed' }),
    taken: (afterMs) => delay.observe(Math.max(0, afterMs) / 1000),
  };
}
