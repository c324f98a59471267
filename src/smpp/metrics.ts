import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the gauges read of each holder when they are asked. */
export interface Gauged {
  bound(): number;
  inFlight(): number;
  queued(): Promise<number>;
}

/** What the traffic of this process's accounts is counted by, together; all of it is in the registry. */
export interface SmppMetrics {
  /** Has the gauges count a holder in; returns the way to leave it out again. */
  watch(holder: Gauged): () => void;
  readonly submits: Counter<'outcome'>;
  readonly answerSeconds: Histogram;
  readonly receipts: Counter<'state'>;
  readonly unmatchedReceipts: Counter;
  readonly incoming: Counter;
}

/** Registers the metrics, once in a registry; in one of its own when none is given. */
export function smppMetrics(registry: Registry = new Registry()): SmppMetrics {
  const registers = [registry];
  const holders = new Set<Gauged>();
  const gauge = (name: string, help: string, read: (holder: Gauged) => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        // A store that is away must not take the other metrics with it.
        const values = await Promise.all([...holders].map(async (holder) => read(holder))).catch(() => [
          Number.NaN,
        ]);
        this.set(values.reduce((sum, value) => sum + value, 0));
      },
    });
  gauge('smpp_bound', 'Binds that are up', (holder) => holder.bound());
  gauge('smpp_window_in_flight', 'Submits that wait for their answer', (holder) => holder.inFlight());
  gauge('smpp_queue', 'Messages that wait for their turn', (holder) => holder.queued());
  return {
    watch(holder) {
      holders.add(holder);
      return () => holders.delete(holder);
    },
    submits: new Counter({
      name: 'smpp_submits_total',
      help: 'submit_sm PDUs by what became of them',
      labelNames: ['outcome'],
      registers,
    }),
    answerSeconds: new Histogram({
      name: 'smpp_submit_answer_seconds',
      help: 'Time from a submit_sm to its answer',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    receipts: new Counter({
      name: 'smpp_receipts_total',
      help: 'Receipts by the state that they report',
      labelNames: ['state'],
      registers,
    }),
    unmatchedReceipts: new Counter({
      name: 'smpp_receipts_unmatched_total',
      help: 'Receipts that named no message when they came',
      registers,
    }),
    incoming: new Counter({
      name: 'smpp_incoming_total',
      help: 'deliver_sm PDUs with a message of a subscriber, or a part of one',
      registers,
    }),
  };
}
