import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { submitStatus } from '../messages/submit-status.ts';
import type { SubmitMetrics } from '../sender/metrics.ts';

/** What the gauges read of the way, when they are asked. */
interface Gauged {
  isUp(): boolean;
  inFlight(): number;
}

/** What messages by a way that nothing is bound to are counted by; all of it is in the registry. */
export interface HandingMetrics extends SubmitMetrics {
  /** Has the gauges look at the way; returns how they no longer do. */
  watch(way: Gauged): () => void;
}

const OUTCOMES = ['accepted', 'refused', 'deferred', 'no_answer', 'not_written'] as const;

export const httpMetrics = (registry: Registry): HandingMetrics =>
  handingMetrics(registry, 'provider_http', "the provider's HTTP API");

/**
 * Registers the metrics, once in a registry.
 * @param prefix of their names
 * @param to what messages are handed, in words
 */
export function handingMetrics(registry: Registry, prefix: string, to: string): HandingMetrics {
  const registers = [registry];
  const watched = new Set<Gauged>();
  new Gauge({
    name: `${prefix}_up`,
    help: `1 when messages can leave by ${to}; 0 when not, or when another instance sends`,
    registers,
    collect() {
      this.set([...watched].some((way) => way.isUp()) ? 1 : 0);
    },
  });
  new Gauge({
    name: `${prefix}_in_flight`,
    help: `Messages that wait for the answer of ${to}`,
    registers,
    collect() {
      this.set([...watched].reduce((sum, way) => sum + way.inFlight(), 0));
    },
  });
  const answers = new Counter({
    name: `${prefix}_send_answers_total`,
    help: `Answers of ${to} to messages: ok, or as refusals are named, such as http3 or smtp550`,
    labelNames: ['answer'],
    registers,
  });
  const submits = new Counter({
    name: `${prefix}_sends_total`,
    help: `Messages handed to ${to} by what became of that`,
    labelNames: ['outcome'],
    registers,
  });
  // Prometheus sees no increase in the first value of what was not there before.
  for (const outcome of OUTCOMES) submits.inc({ outcome }, 0);
  return {
    watch(way) {
      watched.add(way);
      return () => watched.delete(way);
    },
    submits,
    answered: (status, count) =>
      answers.inc({ answer: status === 0 ? 'ok' : submitStatus(status).name }, count),
    throttled: new Counter({
      name: `${prefix}_throttled_total`,
      help: `Answers by which ${to} asked to slow down`,
      registers,
    }),
    answerSeconds: new Histogram({
      name: `${prefix}_send_seconds`,
      help: `Time from a message to the answer of ${to}, in seconds`,
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
  };
}
