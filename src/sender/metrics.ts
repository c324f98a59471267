import { Gauge, Histogram, type Registry } from 'prom-client';
import type { Settlement } from '../store/attempts/attempts.ts';
import { inTime } from '../store/engine/in-time.ts';

/** What the submits of one way are counted by. */
export interface SubmitMetrics {
  readonly submits: { inc(labels: { outcome: Settlement['outcome'] }, count: number): void };
  /** Counts so many answers with a status of submit-status.ts. */
  answered(status: number, count: number): void;
  readonly throttled: { inc(): void };
  readonly answerSeconds: { observe(seconds: number): void };
}

/** What waits of an account's messages. */
export interface Waiting {
  readonly queued: number;
  /** For how long the one has waited that waits the longest (ms). */
  readonly oldestMs: number;
  readonly inDoubt: number;
}

/** What the gauges read of each account that is held, when they are asked. */
export interface Gauged {
  /** Parts per second that may be submitted. */
  rate(): number;
  waiting(): Promise<Waiting>;
}

/** What the accounts of this process are measured by, together; all of it is in the registry. */
export interface SenderMetrics {
  /** Has the gauges count an account in; returns the way to leave it out again. */
  watch(account: Gauged): () => void;
  readonly toSubmitSeconds: Histogram;
}

/** Registers the metrics, once in a registry. */
export function senderMetrics(registry: Registry): SenderMetrics {
  const registers = [registry];
  const accounts = new Set<Gauged>();
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read());
      },
    });
  gauge(
    'smpp_rate_limit',
    'Parts per second that may be submitted: the rate of the settings, or less since the provider throttled or hung up',
    () => [...accounts].reduce((sum, account) => sum + account.rate(), 0),
  );

  let asked: Promise<readonly Waiting[]> | null = null;
  /** The gauges are all asked at once: the store is asked once for all of them. */
  const waiting = (fold: (all: readonly Waiting[]) => number) => async () => {
    asked ??= Promise.all([...accounts].map((account) => account.waiting())).finally(() => {
      asked = null;
    });
    // A store that is away must not take the other metrics with it.
    const all = await inTime(asked);
    return all === null ? Number.NaN : fold(all);
  };
  gauge(
    'smpp_queue',
    'Messages that wait for their turn',
    waiting((all) => all.reduce((sum, { queued }) => sum + queued, 0)),
  );
  gauge(
    'smpp_queue_oldest_seconds',
    'For how long the oldest message has waited that may go, in seconds; campaigns, which have their pace, left out',
    waiting((all) => Math.max(0, ...all.map(({ oldestMs }) => oldestMs)) / 1000),
  );
  gauge(
    'smpp_in_doubt',
    'Messages of the last two days that the provider may or may not have taken',
    waiting((all) => all.reduce((sum, { inDoubt }) => sum + inDoubt, 0)),
  );
  return {
    watch(account) {
      accounts.add(account);
      return () => accounts.delete(account);
    },
    toSubmitSeconds: new Histogram({
      name: 'update_to_submit_seconds',
      help: 'Time from the update or the call of /api that had a message sent to its submit, in seconds; of first tries of single messages',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
      registers,
    }),
  };
}
