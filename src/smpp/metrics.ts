import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the gauges read when they are asked. */
export interface Gauged {
  bound(): number;
  inFlight(): number;
  queued(): Promise<number>;
}

/** What the account's traffic is counted by; all of it is in `registry`. */
export interface SmppMetrics {
  readonly submits: Counter<'outcome'>;
  readonly answerSeconds: Histogram;
  readonly receipts: Counter<'state'>;
  readonly incoming: Counter;
}

/** Registers the metrics of one account, in a registry of its own when none is given. */
export function smppMetrics(registry: Registry = new Registry(), gauged: Gauged): SmppMetrics {
  const registers = [registry];
  new Gauge({
    name: 'smpp_bound',
    help: 'Binds that are up',
    registers,
    collect() {
      this.set(gauged.bound());
    },
  });
  new Gauge({
    name: 'smpp_window_in_flight',
    help: 'Submits that wait for their answer',
    registers,
    collect() {
      this.set(gauged.inFlight());
    },
  });
  new Gauge({
    name: 'smpp_queue',
    help: 'Messages that wait for their turn',
    registers,
    async collect() {
      this.set(await gauged.queued());
    },
  });
  return {
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
    incoming: new Counter({
      name: 'smpp_incoming_total',
      help: 'deliver_sm PDUs with a message of a subscriber, or a part of one',
      registers,
    }),
  };
}
