import type { Update } from 'grammy/types';
import type { Logger } from '../../log.ts';
import { Rounds } from '../../rounds.ts';
import { countTry, finishUpdate, type TakenUpdate, takeUpdate } from '../../store/chats/updates.ts';
import { Alarm } from '../../store/engine/alarm.ts';
import type { Store } from '../../store/engine/database.ts';
import { isStoreFailure } from '../../store/engine/failure.ts';
import type { Dispatcher, Toast } from '../dispatcher.ts';
import type { Telegram } from './telegram.ts';

/*
 * Updates go to the store first, by polling or by webhook, and are handled from there. Handling and finishing are one
 * transaction.
 */

export interface IntakeOptions {
  readonly store: Store;
  readonly telegram: Telegram;
  readonly dispatcher: Dispatcher;
  readonly log: Logger;
  /** An update could not be handled three times and is set aside: its author should hear of it. */
  readonly onSetAside: (update: Update) => Promise<void>;
  /** Told of each update how long it has waited when its turn comes (ms). */
  readonly onWaited?: (ms: number) => void;
}

interface Handled {
  readonly stored: TakenUpdate;
  /** Null: it cannot be read. */
  readonly update: Update | null;
  readonly toast: Toast | null;
  /** Why it could not be handled; null: it was. */
  readonly err: unknown;
}

const TRIES = 3;
const MAX_SLEEP_MS = 30_000;

/** Bot API: ids have at most 52 significant bits. Null: one has more, and no store could give it back. */
function readUpdate(body: string): Update | null {
  let isSound = true;
  const update: Update = JSON.parse(body, (_key, value) => {
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) isSound = false;
    return value;
  });
  return isSound ? update : null;
}

/**
 * Handles the updates that the store holds, one after the other, in the order in which they came. What is kept at a stop
 * is handled after the next start.
 */
export function startIntake(options: IntakeOptions): Rounds {
  const { store, telegram, dispatcher, log } = options;
  const alarm = new Alarm(store.changes, 'updates');

  /** What comes of an update when its turn has come. */
  async function handleNext(): Promise<Handled | null> {
    let taken: TakenUpdate | null = null;
    return store
      .write(async (tx) => {
        taken = (await takeUpdate(tx)) ?? null;
        if (taken === null) return null;
        const update = readUpdate(taken.body);
        const toast = update && (await dispatcher.dispatch(tx, update, taken.id));
        await finishUpdate(tx, taken.id, update ? 'done' : 'failed');
        return { stored: taken, update, toast, err: null };
      })
      .catch((err) => {
        // The update is not to blame: it waits, and nothing overtakes it.
        if (isStoreFailure(err) || taken === null) throw err;
        return { stored: taken, update: readUpdate(taken.body), toast: null, err };
      });
  }

  async function setAside({ id, tries }: TakenUpdate, update: Update): Promise<void> {
    if (tries + 1 < TRIES) return store.write((tx) => countTry(tx, id));
    await store.write((tx) => finishUpdate(tx, id, 'failed'));
    await options.onSetAside(update).catch((err) => {
      if (isStoreFailure(err)) throw err;
      // What is no sound update has no author to be told.
      log.debug({ err }, 'nobody could be told');
    });
  }

  const rounds = new Rounds({ alarm, log, waits: 'updates' });
  rounds.start(async () => {
    const began = Date.now();
    const handled = await handleNext();
    if (handled === null) return alarm.sleep(MAX_SLEEP_MS);
    const { stored, update, toast, err } = handled;
    if (update === null) {
      log.error(
        { stored: stored.id, reason: 'a number that no id can be' },
        'an update could not be handled',
      );
      return;
    }
    if (stored.tries === 0) options.onWaited?.(Math.max(0, began - stored.received_at));
    if (toast) {
      // Best effort: an unanswered press only leaves a clock on the button for a while.
      void telegram.attempt(() =>
        telegram.api.answerCallbackQuery(toast.queryId, toast.text === null ? {} : { text: toast.text }),
      );
    }
    // Where another came meanwhile the alarm has rung.
    if (err === null) return stored.isLast ? alarm.sleep(MAX_SLEEP_MS) : undefined;
    log.error({ err, update: update.update_id, tries: stored.tries + 1 }, 'an update could not be handled');
    await setAside(stored, update);
  });
  return rounds;
}
