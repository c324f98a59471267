import type { Logger } from '../../log.ts';
import { pause } from '../pause.ts';
import { loggable, problemOf, type UpdateSource } from './polling.ts';
import type { Telegram } from './telegram.ts';
import { UPDATE_KINDS } from './update.ts';

export interface WebhookOptions {
  readonly telegram: Telegram;
  /** Where Telegram is to post updates. */
  readonly url: string;
  /** What it is to say with each, in X-Telegram-Bot-Api-Secret-Token. */
  readonly secret: string;
  readonly log: Logger;
}

const RETRY_MIN_MS = 1_000;
const RETRY_MAX_MS = 30_000;
/** How often Telegram is asked how it gets on with the webhook (ms). */
const CHECK_MS = 60_000;

/**
 * Has Telegram post updates to this program's address, and sees to it that it stays so: a webhook that somebody
 * removed or changed is set again, and what keeps Telegram from delivering is said.
 */
export function startWebhook({ telegram, url, secret, log }: WebhookOptions): UpdateSource {
  const stopping = new AbortController();
  const signal = stopping.signal as never;
  let problem: string | null = 'the webhook is not set yet';

  async function set(): Promise<void> {
    // Always at a start: the secret may be a new one, and Telegram does not tell the one that it has.
    await telegram.api.setWebhook(url, { secret_token: secret, allowed_updates: UPDATE_KINDS }, signal);
    problem = null;
    log.info('the webhook is set');
  }

  async function check(): Promise<void> {
    const info = await telegram.api.getWebhookInfo(signal);
    if (info.url !== url) {
      log.warn('the webhook was removed or changed by another program: it is set again');
      return set();
    }
    const failedAt = (info.last_error_date ?? 0) * 1000;
    const failing = info.pending_update_count > 0 && failedAt > Date.now() - 2 * CHECK_MS;
    problem = failing
      ? `Telegram cannot deliver updates to WEBHOOK_URL: ${info.last_error_message ?? 'no reason given'}`
      : null;
    if (problem) log.warn({ waiting: info.pending_update_count }, problem);
  }

  async function keepSet(): Promise<void> {
    let step = set;
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        await step();
        step = check;
        failures = 0;
        await pause(CHECK_MS, stopping.signal);
      } catch (error) {
        if (stopping.signal.aborted) return;
        problem = problemOf(error);
        const ms = Math.min(RETRY_MIN_MS * 2 ** failures++, RETRY_MAX_MS);
        log.warn(
          { ...loggable(error), reason: problem, retryInMs: ms },
          'the webhook cannot be set or checked',
        );
        await pause(ms, stopping.signal);
      }
    }
  }

  const keeping = keepSet();
  return {
    problem: () => problem,
    async stop() {
      stopping.abort();
      await keeping;
    },
  };
}
