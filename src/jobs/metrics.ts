import { Counter, Histogram, Registry } from 'prom-client';

/** What became of a piece. */
export type PieceOutcome = 'advanced' | 'done' | 'put_off' | 'given_up' | 'lost';

/** What the jobs of this process are counted by. */
export interface JobMetrics {
  readonly pieceSeconds: Histogram<'kind' | 'outcome'>;
  readonly forgotten: Counter<'kind'>;
}

/** Registers the metrics, once in a registry; in one of its own when none is given. */
export const jobMetrics = (registry: Registry = new Registry()): JobMetrics => ({
  pieceSeconds: new Histogram({
    name: 'job_piece_seconds',
    help: 'Time that a piece of a job took, by kind and by what became of it',
    labelNames: ['kind', 'outcome'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  }),
  forgotten: new Counter({
    name: 'forgotten_rows_total',
    help: 'Rows that were too old to keep: those that lost their words, and those that went whole, by kind',
    labelNames: ['kind'],
    registers: [registry],
  }),
});
