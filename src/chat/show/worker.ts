import type { Logger } from '../../log.ts';
import { Alarm } from '../../store/alarm.ts';
import { type Card, dueCards } from '../../store/cards.ts';
import type { Store } from '../../store/database.ts';
import { isStoreFailure } from '../../store/failure.ts';
import { viewOf } from '../cards/index.ts';
import type { Settings } from '../context.ts';
import type { Outcome, Telegram } from '../telegram.ts';
import { type Draft, digestOf, draftOf, writeDigest } from './draft.ts';
import type { Pace, PaceKind } from './pace.ts';
import type { Post } from './post.ts';
import { sequelOf, setAside, shownAs, type Write } from './sequel.ts';
import type { View } from './view.ts';

/*
 * Shows the cards of one chat, one after the other: a new card first, then a final state, then progress, each read
 * from the store when its turn comes. It ends when nothing is due. What it remembers of a card that waits is a time;
 * after a restart the card is simply due again.
 */

export interface WorkerOptions {
  readonly chat: number;
  /** Of the due cards, as the store marked them before this worker looked. */
  readonly mark: string;
  readonly store: Store;
  readonly telegram: Telegram;
  readonly settings: Settings;
  readonly post: Post;
  readonly pace: Pace;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly onCall: ((outcome: Outcome<unknown>['kind']) => void) | undefined;
  /** Nothing is due: the worker has ended. */
  readonly onIdle: () => void;
}

export interface Worker {
  /** Looks again, if the mark is a new one. */
  look(mark: string): void;
  /** Ends after the call under way. */
  stop(): Promise<void>;
}

/** Cards read at a time. */
const PAGE = 50;
/** A final state that waits lets so many new cards in a row go ahead. */
const NEW_IN_A_ROW = 4;
/** A bulk changes its card at every commit, and each rendering reads the whole bulk: it may take so much of the time. */
const RENDER_SHARE = 0.05;
const RENDER_GAP_MS = 250;
const MIN_SLEEP_MS = 1;
const MAX_SLEEP_MS = 60_000;
const RETRY_MS = 1_000;
const RETRY_MAX_MS = 30_000;

interface Wait {
  readonly revision: number;
  /** Not looked at before (performance.now()). */
  readonly until: number;
  /** Nor before this when it has changed meanwhile. */
  readonly unlessChanged: number;
}

/** A card as it would be shown now. */
interface Look {
  readonly card: Card;
  readonly view: View;
  readonly draft: Draft;
  readonly kind: PaceKind;
  /** Too soon before this for another look (performance.now()). */
  readonly dearUntil: number;
}

const retryAt = (failed: number): number =>
  performance.now() + Math.min(RETRY_MS * 2 ** failed, RETRY_MAX_MS);

export function startWorker(options: WorkerOptions): Worker {
  const { chat, store, telegram, settings, post, pace, log, signal } = options;
  const alarm = new Alarm(store.changes);
  const waits = new Map<string, Wait>();
  /** What became of a card and is still to be written: until then it is not touched, a second send would double it. */
  const unwritten = new Map<string, { write: Write; at: number; failed: number }>();
  /** Failures in a row, by card; the chat's own are under ''. */
  const failures = new Map<string, number>();
  let newInARow = 0;
  let mark = options.mark;
  let stopped = false;

  function backOff(of: string): number {
    const failed = failures.get(of) ?? 0;
    failures.set(of, failed + 1);
    return retryAt(failed);
  }

  function wait({ id, revision }: Card, until: number, unlessChanged = until): void {
    waits.set(id, { revision, until, unlessChanged });
  }

  /** A card that changes while it waits is looked at earlier. */
  function isWaiting(card: Card): boolean {
    if (unwritten.has(card.id)) return true;
    const waiting = waits.get(card.id);
    if (!waiting) return false;
    const { revision, until, unlessChanged } = waiting;
    if (revision !== card.revision && unlessChanged < until) wait(card, unlessChanged);
    return performance.now() < (revision === card.revision ? until : unlessChanged);
  }

  /** Writes what became of cards; what the store does not take is tried again. */
  async function writeDown(until = performance.now()): Promise<void> {
    for (const [id, { write, at, failed }] of unwritten) {
      if (at > until) continue;
      try {
        await store.write(write);
        unwritten.delete(id);
      } catch (err) {
        log.error({ err, card: id }, 'what became of a card is not written yet');
        unwritten.set(id, { write, at: retryAt(failed), failed: failed + 1 });
      }
    }
  }

  async function record(card: Card, write: Write): Promise<void> {
    unwritten.set(card.id, { write, at: performance.now(), failed: 0 });
    await writeDown();
  }

  /** An error of one card stays with that card: it waits when the store was away, else it is set aside. */
  async function alone<T>(card: Card, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (err) {
      if (isStoreFailure(err)) {
        log.error({ err, card: card.id }, 'a card waits: the store does not answer');
        wait(card, backOff(card.id));
      } else {
        log.error({ err, card: card.id, kind: card.kind }, 'a card cannot be rendered');
        await record(card, setAside(card, 'render'));
      }
      return null;
    }
  }

  /** What may be there already is sent again only where Telegram answers: an outage costs one copy, not many. */
  async function mayBeSent(card: Card): Promise<boolean> {
    if (card.unknown_sends === 0) return true;
    const probe = await telegram.attempt(() => telegram.api.getMe(signal as never));
    if (probe.kind !== 'done') wait(card, backOff(card.id));
    return probe.kind === 'done';
  }

  /** Null: it is not to be shown now. */
  async function look(card: Card): Promise<Look | null> {
    const began = performance.now();
    const view = await viewOf({ db: store.db, settings, now: Date.now() }, card);
    const draft = draftOf(card.id, view);
    const digest = digestOf(draft);
    const { telegram_id: id } = card;
    if (id === null && view.withheld) {
      await record(card, setAside(card, 'withheld'));
      return null;
    }
    if (id !== null && card.shown === writeDigest(digest)) {
      await record(card, shownAs(card, view, digest, id));
      return null;
    }
    const kind = id === null ? 'new' : view.atRest ? 'final' : 'progress';
    const now = performance.now();
    return {
      card,
      view,
      draft,
      kind,
      dearUntil: now + Math.min((now - began) / RENDER_SHARE, RENDER_GAP_MS),
    };
  }

  /** Makes the call, if the chat has room for it now; says whether it had. */
  async function show({ card, view, draft, kind, dearUntil }: Look): Promise<boolean> {
    if (stopped) return false;
    const admission = pace.admit(chat, kind, performance.now());
    if (!admission.ok) {
      wait(card, admission.at, kind === 'progress' ? Math.min(dearUntil, admission.at) : admission.at);
      return false;
    }
    await alone(card, async () => {
      const { telegram_id } = card;
      const outcome =
        telegram_id === null
          ? await post.send(card, draft)
          : await post.edit({ ...card, telegram_id }, draft);
      options.onCall?.(outcome.kind);
      slowDown(card, outcome);
      const write = sequelOf(card, view, digestOf(draft), outcome, log);
      if (write) await record(card, write);
    });
    return true;
  }

  function slowDown(card: Card, outcome: Outcome<number>): void {
    if (outcome.kind === 'wait') {
      log.warn({ seconds: outcome.seconds, chat }, 'Telegram asks to slow down in a chat');
      pace.pause(chat, performance.now() + outcome.seconds * 1000);
    } else if (outcome.kind === 'unreachable') {
      pace.pause(chat, backOff(''));
    } else if (outcome.kind === 'unknown') {
      wait(card, backOff(card.id));
    } else {
      failures.delete(card.id);
      failures.delete('');
    }
  }

  /** What waits is due as well, and is not to hide what came after it. */
  const due = async (which: 'new' | 'shown', count: number) => {
    const limit = count + waits.size + unwritten.size;
    const cards = await dueCards(store.db, chat, which, Date.now(), limit);
    return { cards: cards.filter((card) => !isWaiting(card)), isAll: cards.length < limit };
  };

  /** Whether a new card was looked at; others may come after it. */
  async function showNew(): Promise<boolean> {
    const [card] = (await due('new', 1)).cards;
    if (!card) return false;
    await alone(card, async () => {
      const found = (await mayBeSent(card)) ? await look(card) : null;
      if (found) await show(found);
    });
    return true;
  }

  /** A final state; else progress, unless a new card may come before it. Says whether there may be more to show. */
  async function showChange(newMayCome: boolean): Promise<boolean> {
    const { cards, isAll } = await due('shown', PAGE);
    const progress: Look[] = [];
    for (const card of cards) {
      if (stopped) break;
      const found = await alone(card, () => look(card));
      if (found?.kind === 'progress') progress.push(found);
      else if (found && (await show(found))) return true;
    }
    if (newMayCome) return true;
    for (const found of progress) if (await show(found)) return true;
    return !isAll;
  }

  /** Returns in how many ms to look again; Infinity when nothing is due. */
  async function step(): Promise<number> {
    await writeDown();
    const now = performance.now();
    for (const [id, { until }] of waits) if (until <= now) waits.delete(id);
    const times = [...unwritten.values()].map(({ at }) => at);
    const opensAt = pace.opensAt(chat, now);
    if (opensAt > now) return Math.min(opensAt, ...times) - now;
    const isTurnOfNew = newInARow < NEW_IN_A_ROW;
    if (isTurnOfNew && (await showNew())) {
      newInARow++;
      return 0;
    }
    newInARow = 0;
    if (await showChange(!isTurnOfNew)) return 0;
    return Math.min(...times, ...[...waits.values()].map(({ until }) => until)) - performance.now();
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const seen = mark;
      let ms = RETRY_MS;
      try {
        ms = await step();
      } catch (err) {
        log.error({ err, chat }, 'cards of a chat wait: the store does not answer');
      }
      if (ms === Infinity && seen === mark) break;
      if (!stopped && ms !== 0 && ms < Infinity) {
        await alarm.sleep(Math.min(Math.max(ms, MIN_SLEEP_MS), MAX_SLEEP_MS));
      }
    }
    alarm.close();
    if (stopped) await writeDown(Infinity);
    else options.onIdle();
  }

  const running = run();
  return {
    look(now) {
      if (now === mark) return;
      mark = now;
      alarm.ring();
    },
    async stop() {
      stopped = true;
      alarm.ring();
      await running;
    },
  };
}
