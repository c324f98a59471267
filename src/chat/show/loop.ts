import type { Logger } from '../../log.ts';
import { Rounds } from '../../rounds.ts';
import { type DueChat, dueChats, nextDueAt } from '../../store/chats/cards.ts';
import { Alarm } from '../../store/engine/alarm.ts';
import type { Store } from '../../store/engine/database.ts';
import type { Settings } from '../context.ts';
import { pause } from '../pause.ts';
import type { Outcome, Telegram } from '../telegram/telegram.ts';
import { createPace } from './pace.ts';
import { createPost, type PostOptions } from './post.ts';
import { startWorker, type Worker } from './worker.ts';

/*
 * Brings Telegram to what the store says. The loop finds the chats that have due cards, and each of these has a worker
 * of its own for as long as it has some: the loop awaits the store alone, never a chat.
 */

export interface CardsOptions {
  readonly store: Store;
  readonly telegram: Telegram;
  readonly settings: Settings;
  readonly content: PostOptions['content'];
  readonly log: Logger;
  /** Counts calls by what became of them. */
  readonly onCall?: (outcome: Outcome<unknown>['kind']) => void;
  /** Told how long after its receipt (ms) a card shows how it ended. */
  readonly onEndShown?: (ms: number) => void;
}

export interface Cards {
  /** Ends after the calls that are under way, or ends them when they take too long. */
  stop(): Promise<void>;
}

const MAX_SLEEP_MS = 60_000;
/** A bulk commits hundreds of times a second, and each look reads the store: they come this far apart (ms). */
const LOOK_GAP_MS = 20;
/** How long calls under way are waited for at a stop (ms). */
const STOP_MS = 3_000;

export function startCards(options: CardsOptions): Cards {
  const { store, telegram, settings, content, log, onCall, onEndShown } = options;
  const calls = new AbortController();
  const chats = new Map<number, Worker>();
  const alarm = new Alarm(store.changes, 'cards');
  const desk = {
    store,
    telegram,
    settings,
    log,
    onCall,
    onEndShown,
    pace: createPace(),
    post: createPost({ telegram, content, signal: calls.signal, log }),
    signal: calls.signal,
  };

  function handOver({ id, mark }: DueChat): void {
    const known = chats.get(id);
    if (known) known.look(mark);
    else chats.set(id, startWorker({ ...desk, chat: id, mark, onIdle: () => chats.delete(id) }));
  }

  const rounds = new Rounds({ alarm, log, waits: 'cards' });
  rounds.start(async () => {
    const began = performance.now();
    for (const chat of await dueChats(store.db, Date.now())) handOver(chat);
    const next = await nextDueAt(store.db, Date.now());
    const ms = next === null ? MAX_SLEEP_MS : Math.min(Math.max(next - Date.now(), 1), MAX_SLEEP_MS);
    await alarm.sleep(ms);
    await pause(began + LOOK_GAP_MS - performance.now(), rounds.signal);
  });
  return {
    async stop() {
      await rounds.stop();
      const timer = setTimeout(() => calls.abort(), STOP_MS);
      await Promise.all([...chats.values()].map((worker) => worker.stop()));
      clearTimeout(timer);
    },
  };
}
