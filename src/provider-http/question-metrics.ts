import { Counter, type Registry } from 'prom-client';
import type { QuestionKind } from '../store/provider/provider-questions.ts';

/** What is counted of questions to the provider's HTTP API. */
export interface QuestionMetrics {
  asked(kind: QuestionKind, result: 'answered' | 'failed'): void;
}

export function questionMetrics(registry: Registry): QuestionMetrics {
  const questions = new Counter({
    name: 'provider_questions_total',
    help: "Questions to the provider's HTTP API, by what they are about and whether it answered",
    labelNames: ['question', 'result'],
    registers: [registry],
  });
  // Prometheus sees no increase in the first value of what was not there before.
  questions.inc({ question: 'balance', result: 'failed' }, 0);
  return { asked: (question, result) => questions.inc({ question, result }) };
}
