import { GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from '../log.ts';
import { Alarm } from '../store/alarm.ts';
import type { Store } from '../store/database.ts';
import {
  countTry,
  finishUpdate,
  forgetUpdates,
  keepUpdate,
  nextUpdate,
  type StoredUpdate,
  takeUpdate,
  UPDATE_MEMORY,
} from '../store/updates.ts';
import type { Bot } from './bot.ts';
import type { Telegram } from './telegram.ts';
import { UPDATE_KINDS } from './update.ts';

/*
 * Updates go to the store first and are handled from there: Telegram forgets one as soon as the next getUpdates
 * names a higher offset, which happens only after it has been kept. Handling and finishing are one transaction.
 */

export interface IntakeOptions {
  readonly store: Store;
  readonly telegram: Telegram;
  readonly bot: Bot;
  readonly botId: number;
  readonly log: Logger;
  /** An update could not be handled three times and is set aside: its author should hear of it. */
  readonly onSetAside: (update: Update) => Promise<void>;
}

export interface Intake {
  /** Telegram answered the last time it was asked. */
  reachable(): boolean;
  /** Stops fetching; what was fetched is kept, and handled now or after the next start. */
  stop(): Promise<void>;
}

const LONG_POLL_S = 30;
const TRIES = 3;
const RETRY_MIN_MS = 1_000;
const RETRY_MAX_MS = 30_000;
/** How often old updates are forgotten (ms). */
const FORGET_MS = 3600 * 1000;

export function startIntake(options: IntakeOptions): Intake {
  const { store, telegram, bot, botId, log } = options;
  const stopping = new AbortController();
  const alarm = new Alarm(store.changes, 'updates');
  let reachable = false;
  let offset = 0;

  async function fetchUpdates(): Promise<void> {
    const updates = await telegram.api.getUpdates(
      // The first answer comes at once: it tells whether Telegram is there.
      { offset, limit: 100, timeout: reachable ? LONG_POLL_S : 0, allowed_updates: UPDATE_KINDS },
      stopping.signal as never,
    );
    reachable = true;
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

  async function poll(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await fetchUpdates();
        failures = 0;
      } catch (error) {
        if (stopping.signal.aborted) return;
        reachable = false;
        const ms = Math.min(RETRY_MIN_MS * 2 ** failures++, RETRY_MAX_MS);
        log.warn({ ...describe(error), retryInMs: ms }, 'updates cannot be fetched');
        await pause(ms);
      }
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      stopping.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  async function handle(stored: StoredUpdate): Promise<void> {
    const update = JSON.parse(stored.body) as Update;
    try {
      const toast = await store.write(async (tx) => {
        if (!(await takeUpdate(tx, stored.id))) return null;
        const reply = await bot.handle(tx, update, stored.id);
        await finishUpdate(tx, stored.id, 'done');
        return reply;
      });
      if (toast) {
        // Best effort: an unanswered press only leaves a clock on the button for a while.
        void telegram.attempt(() =>
          telegram.api.answerCallbackQuery(toast.queryId, toast.text === null ? {} : { text: toast.text }),
        );
      }
    } catch (err) {
      log.error({ err, update: update.update_id, tries: stored.tries + 1 }, 'an update could not be handled');
      if (stored.tries + 1 < TRIES) return store.write((tx) => countTry(tx, stored.id));
      await store.write((tx) => finishUpdate(tx, stored.id, 'failed'));
      await options.onSetAside(update);
    }
  }

  async function work(): Promise<void> {
    let forgetAt = 0;
    while (!stopping.signal.aborted) {
      try {
        const stored = await nextUpdate(store.db);
        if (stored) {
          await handle(stored);
          continue;
        }
        if (Date.now() >= forgetAt) {
          forgetAt = Date.now() + FORGET_MS;
          await store.write((tx) => forgetUpdates(tx, Date.now() - UPDATE_MEMORY));
        }
        await alarm.sleep(RETRY_MAX_MS);
      } catch (err) {
        log.error({ err }, 'updates wait: the store does not answer');
        await pause(RETRY_MIN_MS);
      }
    }
  }

  const working = work();
  const polling = poll();
  return {
    reachable: () => reachable,
    async stop() {
      stopping.abort();
      alarm.ring();
      await Promise.all([working, polling]);
      alarm.close();
    },
  };
}

/** What may be logged of a failure: an error of the Bot API carries the request. */
function describe(error: unknown): object {
  if (error instanceof GrammyError) return { status: error.error_code, why: error.description };
  return error instanceof Error ? { err: error } : {};
}
