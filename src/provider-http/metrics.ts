import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { submitStatus } from '../messages/submit-status.ts';
import type { SubmitMetrics } from '../sender/metrics.ts';

/** What the gauges read of the way, when they are asked. */
interface Gauged {
  isUp(): boolean;
  inFlight(): number;
}

/** What messages by the provider's HTTP API are counted by; all of it is in the registry. */
export interface HttpMetrics extends SubmitMetrics {
  /** Has the gauges look at the way; returns how they no longer do. */
  watch(way: Gauged): () => void;
}

const OUTCOMES = ['accepted', 'refused', 'deferred', 'no_answer', 'not_written'] as const;

/** Registers the metrics, once in a registry. */
export function httpMetrics(registry: Registry): HttpMetrics {
  const registers = [registry];
  const watched = new Set<Gauged>();
  new Gauge({
    name: 'provider_http_up',
    help: "1 when messages can leave by the provider's HTTP API; 0 when not, or when another instance sends",
    registers,
    collect() {
      this.set([...watched].some((way) => way.isUp()) ? 1 : 0);
    },
  });
  new Gauge({
    name: 'provider_http_in_flight',
    help: "Messages that wait for the answer of the provider's HTTP API",
    registers,
    collect() {
      this.set([...watched].reduce((sum, way) => sum + way.inFlight(), 0));
    },
  });
  const answers = new Counter({
    name: 'provider_http_send_answers_total',
    help: "Answers of the provider's HTTP API to messages: ok, or http1 to http9 by its errors",
    labelNames: ['answer'],
    registers,
  });
  const submits = new Counter({
    name: 'provider_http_sends_total',
    help: "Messages handed to the provider's HTTP API by what became of that",
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
      name: 'provider_http_throttled_total',
      help: "Answers by which the provider's HTTP API asked to slow down",
      registers,
    }),
    answerSeconds: new Histogram({
      name: 'provider_http_send_seconds',
      help: "Time from a message to the answer of the provider's HTTP API, in seconds",
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
  };
}
