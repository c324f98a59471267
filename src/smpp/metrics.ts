import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { SubmitMetrics } from '../sender/metrics.ts';
import type { Settlement } from '../store/attempts/attempts.ts';
import { statusLabels } from './status-labels.ts';

/** What becomes of a submit_sm. */
const OUTCOMES = [
  'accepted',
  'refused',
  'duplicate',
  'deferred',
  'no_answer',
  'not_written',
] as const satisfies readonly Settlement['outcome'][];

/** What the gauges read of each account's binds when they are asked. */
interface Gauged {
  /** Binds that are up, of so many. */
  bound(): number;
  binds(): number;
  /** Submits that wait for their answer, of so many that may. */
  inFlight(): number;
  window(): number;
}

/** What the traffic of this process's accounts is counted by, together; all of it is in the registry. */
export interface SmppMetrics extends SubmitMetrics {
  /** Has the gauges count an account's binds in; returns the way to leave them out again. */
  watch(binds: Gauged): () => void;
  readonly receipts: Counter<'state'>;
  readonly unmatchedReceipts: Counter;
  readonly incoming: Counter;
}

/** Registers the metrics, once in a registry; in one of its own when none is given. */
export function smppMetrics(registry: Registry = new Registry()): SmppMetrics {
  const registers = [registry];
  const holders = new Set<Gauged>();
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  const total = (read: (holder: Gauged) => number) => () =>
    [...holders].reduce((sum, holder) => sum + read(holder), 0);
  gauge(
    'smpp_bound',
    'Binds that are up',
    total((holder) => holder.bound()),
  );
  gauge(
    'smpp_binds',
    'Binds that are to be up',
    total((holder) => holder.binds()),
  );
  gauge(
    'smpp_window_in_flight',
    'Submits that wait for their answer',
    total((holder) => holder.inFlight()),
  );
  gauge(
    'smpp_window',
    'Submits that may wait for their answer',
    total((holder) => holder.window()),
  );

  const answers = new Counter({
    name: 'smpp_submit_answers_total',
    help: 'Answers to submit_sm PDUs by command_status, as SMPP 3.4 names it',
    labelNames: ['command_status'],
    registers,
  });
  const labelOf = statusLabels();
  const submits = new Counter({
    name: 'smpp_submits_total',
    help: 'submit_sm PDUs by what became of them',
    labelNames: ['outcome'],
    registers,
  });
  // Prometheus sees no increase in the first value of what was not there before.
  for (const outcome of OUTCOMES) submits.inc({ outcome }, 0);
  return {
    watch(holder) {
      holders.add(holder);
      return () => holders.delete(holder);
    },
    submits,
    answered: (commandStatus, count) => answers.inc({ command_status: labelOf(commandStatus) }, count),
    throttled: new Counter({
      name: 'smpp_throttled_total',
      help: 'Answers to submit_sm PDUs by which the SMSC asked to slow down',
      registers,
    }),
    answerSeconds: new Histogram({
      name: 'smpp_submit_answer_seconds',
      help: 'Time from a submit_sm to its answer, in seconds',
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
