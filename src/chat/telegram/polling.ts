import { GrammyError, HttpError } from 'grammy';
import type { Logger } from '../../log.ts';
import { keepUpdate } from '../../store/chats/updates.ts';
import type { Store } from '../../store/engine/database.ts';
import { isStoreFailure } from '../../store/engine/failure.ts';
import { pause } from '../pause.ts';
import type { Telegram } from './telegram.ts';
import { UPDATE_KINDS } from './update.ts';

/** Where updates come from. */
export interface UpdateSource {
  /** Why updates do not come, in words for an operator; null: they do. */
  problem(): string | null;
  stop(): Promise<void>;
}

export interface PollingOptions {
  readonly store: Store;
  readonly telegram: Telegram;
  readonly botId: number;
  readonly log: Logger;
}

const LONG_POLL_S = 30;
const RETRY_MIN_MS = 1_000;
const RETRY_MAX_MS = 30_000;

/**
 * Fetches updates by getUpdates into the store. Telegram forgets one as soon as the next call names a higher offset,
 * which happens only after it has been kept.
 *
 * A webhook that is set when this starts is removed, its updates stay. Any failure is survived: the token refused
 * (401), another program that polls or a webhook set later (409), Telegram away.
 */
export function startPolling({ store, telegram, botId, log }: PollingOptions): UpdateSource {
  const stopping = new AbortController();
  let problem: string | null = 'Telegram has not answered yet';
  let offset = 0;

  /** What was set before this bot was told to poll would keep it from polling. */
  async function removeWebhook(): Promise<void> {
    const { url } = await telegram.api.getWebhookInfo(stopping.signal as never);
    if (!url) return;
    await telegram.api.deleteWebhook({ drop_pending_updates: false }, stopping.signal as never);
    log.warn('a webhook was set for this bot: it has been removed, since WEBHOOK_URL is not set');
  }

  async function fetchUpdates(): Promise<void> {
    // While something is wrong the answer is wanted at once, to know when it is over.
    const timeout = problem === null ? LONG_POLL_S : 0;
    const updates = await telegram.api.getUpdates(
      { offset, limit: 100, timeout, allowed_updates: UPDATE_KINDS },
      stopping.signal as never,
    );
    problem = null;
    if (updates.length === 0) return;
    await store.write(async (tx) => {
      const now = Date.now();
      for (const update of updates) {
        await keepUpdate(tx, { botId, updateId: update.update_id, body: JSON.stringify(update) }, now);
      }
    });
    // The next call confirms what has just been kept, and nothing else.
    offset = Math.max(...updates.map(({ update_id }) => update_id)) + 1;
  }

  /** Repeats until it succeeds, or until the stop. */
  async function insist(step: () => Promise<void>): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      try {
        return await step();
      } catch (error) {
        if (stopping.signal.aborted) return;
        problem = problemOf(error);
        const ms = isConflict(error) ? RETRY_MAX_MS : Math.min(RETRY_MIN_MS * 2 ** failures, RETRY_MAX_MS);
        const level = isStoreFailure(error) ? 'debug' : 'warn';
        log[level]({ ...loggable(error), reason: problem, retryInMs: ms }, 'updates cannot be fetched');
        await pause(ms, stopping.signal);
      }
    }
  }

  async function poll(): Promise<void> {
    await insist(removeWebhook);
    while (!stopping.signal.aborted) await insist(fetchUpdates);
  }

  const polling = poll();
  return {
    problem: () => problem,
    async stop() {
      stopping.abort();
      await polling;
    },
  };
}

/** Each getUpdates ends the other program's, so the one that was ended keeps away for long. */
const isConflict = (error: unknown) => error instanceof GrammyError && error.error_code === 409;

/** What keeps updates away, in words for an operator. */
export function problemOf(error: unknown): string {
  if (error instanceof HttpError) return 'Telegram cannot be reached';
  if (!(error instanceof GrammyError)) return 'updates cannot be stored';
  const { error_code: code, description } = error;
  if (code === 401) return 'Telegram does not know BOT_TOKEN: take it from @BotFather again';
  if (code === 409) {
    return /webhook/i.test(description)
      ? 'a webhook is set for this bot by another program: set WEBHOOK_URL here, or restart to remove it'
      : 'another program polls with this BOT_TOKEN: stop it, or give it a bot of its own';
  }
  return code < 500 && code !== 429 ? `Telegram refuses: ${description}` : 'Telegram cannot be reached';
}

/** What may be logged of a failure: an error of the Bot API carries the request. */
export function loggable(error: unknown): object {
  if (error instanceof GrammyError) return { status: error.error_code, why: error.description };
  return error instanceof Error ? { err: error } : {};
}
