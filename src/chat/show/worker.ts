import type { Logger } from '../../log.ts';
import { isLookMarked, markLook } from '../../store/chats/card-looks.ts';
import { type Card, dueCards, outOfReach } from '../../store/chats/cards.ts';
import { Alarm } from '../../store/engine/alarm.ts';
import type { Store } from '../../store/engine/database.ts';
import { isStoreFailure, levelOf } from '../../store/engine/failure.ts';
import { LeaseLost } from '../../store/engine/leases.ts';
import { alertCard } from '../cards/alert/body.ts';
import { unshownView, viewOf } from '../cards/index.ts';
import { stormCard } from '../cards/storm/body.ts';
import type { Settings } from '../context.ts';
import type { Outcome, Telegram } from '../telegram/telegram.ts';
import { type Draft, digestOf, draftOf, readDigest, writeDigest } from './draft.ts';
import { fateOf, withFate } from './fate.ts';
import type { Pace, PaceKind } from './pace.ts';
import type { Post } from './post.ts';
import { anew, isOver, mustBeSeen, sequelOf, setAside, shownAs, withoutMessage } from './sequel.ts';
import { createUnwritten } from './unwritten.ts';
import type { View } from './view.ts';
import { createWaits } from './waits.ts';

/*
 * Shows the cards of one chat, one after the other: a new card first, alerts before others, then a final state, then progress, each read
 * from the store when its turn comes. It ends when nothing is due.
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
  readonly onEndShown: ((ms: number) => void) | undefined;
  /** Nothing is due: the worker has ended. */
  readonly onIdle: () => void;
}

export interface Worker {
  /** Looks again, if the mark is a new one. */
  look(mark: string): void;
  /** Ends after the call under way. */
  stop(): Promise<void>;
}

/** Telegram takes 20 messages a minute in a group: what somebody is paged by does not wait behind what comes in. */
const URGENT = [alertCard.name, stormCard.name];
/** Cards read at a time. */
const PAGE = 50;
/** A final state that waits lets so many new cards in a row go ahead. */
const NEW_IN_A_ROW = 4;
/** A bulk changes its card at every commit, and each rendering reads the whole bulk: it may take so much of the time. */
const RENDER_SHARE = 0.02;
const RENDER_GAP_MS = 250;
const MIN_SLEEP_MS = 1;
const MAX_SLEEP_MS = 60_000;
const RETRY_MS = 1_000;
/** As often a card is refused in words that are not known before a notice is tried in its place. */
const UNKNOWN_REFUSALS = 3;

/** A card as it would be shown now. */
interface Look {
  readonly card: Card;
  readonly view: View;
  readonly draft: Draft;
  readonly kind: PaceKind;
  /** Too soon before this for another look (performance.now()). */
  readonly dearUntil: number;
}

/**
 * By how many changes it is behind. Progress is shown by this: the card that changes the fastest is due anew after every
 * look, and by when it became due it would let all others go ahead for as long as they change.
 */
const behind = ({ revision, shown_revision }: Pick<Card, 'revision' | 'shown_revision'>): number =>
  revision - shown_revision;

type Refusal = Extract<Outcome<never>, { kind: 'refused' | 'not-now' }>;

export function startWorker(options: WorkerOptions): Worker {
  const { chat, store, telegram, settings, post, pace, log, signal } = options;
  const alarm = new Alarm(store.changes);
  const waits = createWaits();
  const unwritten = createUnwritten(store, log);
  const { record } = unwritten;
  let newInARow = 0;
  let mark = options.mark;
  let stopped = false;

  const isWaiting = (card: Card): boolean => unwritten.has(card.id) || waits.isWaiting(card);

  /** An error of one card stays with that card: it waits when the store was away, else it is set aside. */
  async function alone<T>(card: Card, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (err) {
      if (isStoreFailure(err) || err instanceof LeaseLost) {
        log[levelOf(err)]({ err, card: card.id }, 'a card waits: the store does not answer');
        waits.wait(card, waits.backOff(card.id));
      } else {
        log.error({ err, card: card.id, kind: card.kind }, 'a card cannot be rendered');
        const fate = card.telegram_id === null ? ({ isShown: false, why: 'render' } as const) : null;
        await record(card, withFate(card, settings, fate, setAside(card, 'render')));
      }
      return null;
    }
  }

  /** What may be there already is sent again only where Telegram answers: an outage costs one copy, not many. */
  async function mayBeSent(card: Card): Promise<boolean> {
    if (card.unknown_sends === 0) return true;
    const probe = await telegram.attempt(() => telegram.api.getMe(signal as never));
    if (probe.kind !== 'done') waits.wait(card, waits.backOff(card.id));
    return probe.kind === 'done';
  }

  /** Null: it is not to be shown now. */
  async function look(due: Card): Promise<Look | null> {
    const began = performance.now();
    const card = isLookMarked(due) ? await store.write((tx) => markLook(tx, due)) : due;
    if (!card) return null;
    const view = await viewOf({ db: store.db, read: store.read, settings, now: Date.now() }, card);
    const { telegram_id: id } = card;
    if (id === null && view.withheld) {
      const fate = { isShown: false, why: 'withheld' } as const;
      await record(card, withFate(card, settings, fate, setAside(card, 'withheld')));
      return null;
    }
    const lost = outOfReach(card);
    if (lost && !mustBeSeen(card, view)) {
      await record(card, withoutMessage(card, view, lost));
      return null;
    }
    const draft = draftOf(card.id, view);
    const digest = digestOf(draft);
    if (isOver(card, view) || (id !== null && card.shown === writeDigest(digest))) {
      await record(card, shownAs(card, view, digest, id));
      return null;
    }
    // What had come to rest moves again because somebody pressed it, and waits to see that.
    const isResumed = card.shown !== null && readDigest(card.shown).open === null;
    const isWaitedFor = !view.isLive && (view.atRest || isResumed);
    const kind = id === null || lost ? 'new' : isWaitedFor ? 'final' : 'progress';
    const now = performance.now();
    const dearUntil = now + Math.min((now - began) / RENDER_SHARE, RENDER_GAP_MS);
    return { card, view, draft, kind, dearUntil };
  }

  /** Makes the call, if the chat has room for it now; says whether it had. */
  async function show(found: Look): Promise<boolean> {
    const { card, view, draft, kind, dearUntil } = found;
    if (stopped) return false;
    if (outOfReach(card)) {
      await record(card, anew(card));
      return true;
    }
    const admission = pace.admit(chat, kind, performance.now());
    if (!admission.ok) {
      const unlessChanged = kind === 'progress' ? Math.min(dearUntil, admission.at) : admission.at;
      waits.wait(card, admission.at, unlessChanged);
      return false;
    }
    await alone(card, async () => {
      const before = mark;
      const outcome = await call(card, draft);
      if (outcome.kind === 'refused' || outcome.kind === 'not-now') return refused(found, outcome, before);
      heed(card, outcome);
      if (outcome.kind === 'done') endShown(card, view);
      const sequel = sequelOf(card, view, digestOf(draft), outcome, log);
      const fate = fateOf(card, outcome);
      if (sequel || fate) await record(card, withFate(card, settings, fate, sequel));
    });
    return true;
  }

  /** What had ended before the card became due is shown for another reason. */
  function endShown({ due_at }: Card, { endedAt }: View): void {
    if (endedAt === undefined || due_at === null || endedAt < due_at) return;
    options.onEndShown?.(Math.max(0, Date.now() - endedAt));
  }

  async function call(card: Card, draft: Draft): Promise<Outcome<number>> {
    const { telegram_id } = card;
    const outcome =
      telegram_id === null ? await post.send(card, draft) : await post.edit({ ...card, telegram_id }, draft);
    options.onCall?.(outcome.kind);
    // Outside topics it is the General one that is closed (Bot API: closeGeneralForumTopic): there is no other place.
    if (outcome.kind === 'gone' && outcome.why === 'topic' && card.thread_id === null) {
      return { kind: 'not-now', what: 'topic', code: 400, description: 'the General topic is closed' };
    }
    return outcome;
  }

  /** What is wrong may be the card, then a notice comes in its place; else the chat, then it is tried again. */
  async function refused(found: Look, refusal: Refusal, before: string): Promise<void> {
    const { card } = found;
    const { code: status, description: why } = refusal;
    const fate = fateOf(card, refusal);
    if (fate) await record(card, withFate(card, settings, fate, null));
    const refusals = waits.failed(card.id) + 1;
    if (refusals === 1) log.warn({ status, why, kind: card.kind, chat }, 'Telegram refuses a card');
    if (refusal.kind === 'not-now' && refusal.what === 'chat' && card.telegram_id === null) {
      return waits.close(before);
    }
    const isTheCard =
      refusal.kind === 'refused' || (refusal.what === 'unknown' && refusals >= UNKNOWN_REFUSALS);
    if (!isTheCard || !(await showNotice(found, why))) waits.refused(card);
  }

  /** Says in its place that Telegram does not take a card; what must be seen goes anew where not even that goes. */
  async function showNotice({ card, view, draft }: Look, why: string): Promise<boolean> {
    const notice = draftOf(card.id, await unshownView({ db: store.db, settings }, card, why));
    const outcome = await call(card, notice);
    if (outcome.kind === 'refused' || outcome.kind === 'not-now') {
      if (card.telegram_id === null || !mustBeSeen(card, view)) return false;
      await record(card, anew(card));
      return true;
    }
    heed(card, outcome);
    // The card itself is tried again when it reads otherwise.
    const digest = { ...digestOf(draft), file: digestOf(notice).file };
    const write = sequelOf(card, view, digest, outcome, log);
    if (write) await record(card, write);
    return true;
  }

  /** When the next call may be made, by what became of this one. */
  function heed(card: Card, outcome: Outcome<number>): void {
    if (outcome.kind === 'wait') {
      log.warn({ seconds: outcome.seconds, chat }, 'Telegram asks to slow down in a chat');
      pace.pause(chat, performance.now() + outcome.seconds * 1000);
    } else if (outcome.kind === 'unreachable') {
      pace.pause(chat, waits.backOff(''));
    } else if (outcome.kind === 'unknown') {
      waits.wait(card, waits.backOff(card.id));
    } else {
      waits.succeeded(card.id);
      if (outcome.kind === 'done' && card.telegram_id === null) waits.open();
    }
  }

  /** What waits is due as well, and is not to hide what came after it. */
  const due = async (which: 'new' | 'shown', count: number) => {
    const limit = count + waits.sweep() + unwritten.size;
    const dueOf = async (kinds: readonly string[] | null) => {
      const found = await dueCards(store.db, chat, { which, kinds }, Date.now(), limit);
      return { cards: found.filter((card) => !isWaiting(card)), isAll: found.length < limit };
    };
    const urgent = which === 'new' ? await dueOf(URGENT) : null;
    return urgent !== null && urgent.cards.length >= count ? urgent : dueOf(null);
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
    for (const found of progress.toSorted((one, other) => behind(other.card) - behind(one.card))) {
      if (await show(found)) return true;
    }
    return !isAll;
  }

  /** Returns in how many ms to look again; Infinity when nothing is due. */
  async function step(): Promise<number> {
    await unwritten.writeDown();
    const now = performance.now();
    const opensAt = pace.opensAt(chat, now);
    if (opensAt > now) return Math.min(opensAt, ...unwritten.times()) - now;
    const isTurnOfNew = newInARow < NEW_IN_A_ROW;
    if (isTurnOfNew && waits.opensForNew(mark) <= now && (await showNew())) {
      newInARow++;
      return 0;
    }
    newInARow = 0;
    if (await showChange(!isTurnOfNew)) return 0;
    return Math.min(...unwritten.times(), waits.ends(mark, now)) - performance.now();
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const seen = mark;
      let ms = RETRY_MS;
      try {
        ms = await step();
      } catch (err) {
        log[levelOf(err)]({ err, chat }, 'cards of a chat wait: the store does not answer');
      }
      if (ms === Infinity && seen === mark) break;
      if (!stopped && ms !== 0 && ms < Infinity) {
        await alarm.sleep(Math.min(Math.max(ms, MIN_SLEEP_MS), MAX_SLEEP_MS));
      }
    }
    alarm.close();
    if (stopped) await unwritten.writeDown(Infinity);
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
