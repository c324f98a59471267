import { Counter, Histogram, Registry } from 'prom-client';
import { WATCH_KINDS, type WatchKind } from '../watch/watched.ts';
import type { Outcome } from './telegram/telegram.ts';

/** What became of an alert: it stands in a chat, or a mute keeps it back till its end. */
export type AlertFate = 'sent' | 'muted';

/** What the chat side of this process is counted by. */
export interface ChatMetrics {
  /** A call to the Bot API was answered with this code; null: no answer came. */
  answered(method: string, code: number | null): void;
  /** What became of a send or an edit of a card. */
  cardCalled(outcome: Outcome<unknown>['kind']): void;
  alert(fate: AlertFate, kind: WatchKind): void;
  /** How long an update waited to be handled, since it was taken in. */
  readonly updateWaitSeconds: Histogram;
  readonly receiptToCardSeconds: Histogram;
}

/** Error codes of the Bot API that say what to do; of the others one knows as much by their hundreds. */
const TOLD_APART: ReadonlySet<number> = new Set([200, 400, 401, 403, 404, 409, 413, 429]);

const codeLabel = (code: number | null): string => {
  if (code === null) return 'none';
  return TOLD_APART.has(code) ? String(code) : `${Math.min(Math.floor(Math.abs(code) / 100), 9)}xx`;
};

/** Registers the metrics, once in a registry; in one of its own when none is given. */
export function chatMetrics(registry: Registry = new Registry()): ChatMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'telegram_requests_total',
    help: 'Calls to the Bot API by method and error_code (200: done, none: no answer came)',
    labelNames: ['method', 'code'],
    registers,
  });
  const cards = new Counter({
    name: 'telegram_card_calls_total',
    help: 'Sends and edits of cards, by what became of them',
    labelNames: ['outcome'],
    registers,
  });
  const alert = (name: string, help: string) => new Counter({ name, help, labelNames: ['kind'], registers });
  const alerts = {
    sent: alert('alerts_sent_total', 'Alerts that were told in a chat, by what is watched'),
    muted: alert(
      'alerts_muted_total',
      'Alerts that a mute keeps back, to be told at its end, by what is watched',
    ),
  };
  // Prometheus sees no increase in the first value of what was not there before.
  for (const kind of WATCH_KINDS)
    for (const fate of ['sent', 'muted'] as const) alerts[fate].inc({ kind }, 0);
  return {
    answered: (method, code) => requests.inc({ method, code: codeLabel(code) }),
    cardCalled: (outcome) => cards.inc({ outcome }),
    alert: (fate, kind) => alerts[fate].inc({ kind }),
    updateWaitSeconds: new Histogram({
      name: 'telegram_update_wait_seconds',
      help: 'Time from when an update was taken in until it was handled, in seconds',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
      registers,
    }),
    receiptToCardSeconds: new Histogram({
      name: 'receipt_to_card_seconds',
      help: 'Time from the receipt that ended what a card shows until Telegram showed that, in seconds',
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
      registers,
    }),
  };
}
