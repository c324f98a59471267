import type { Logger } from '../../log.ts';
import { Alarm } from '../../store/alarm.ts';
import { type Card, cardShown, deferCard, dueCards, migrateChat, nextDueAt } from '../../store/cards.ts';
import type { Store } from '../../store/database.ts';
import { isStoreFailure } from '../../store/failure.ts';
import { viewOf } from '../cards/index.ts';
import type { Settings } from '../context.ts';
import type { Outcome, Telegram } from '../telegram.ts';
import { digestOf, draftOf, writeDigest } from './draft.ts';
import { createPace, type PaceKind } from './pace.ts';
import { createPost, type PostOptions } from './post.ts';
import type { View } from './view.ts';

/*
 * The loop that brings Telegram to what the store says. Each due card is rendered and sent or edited, at Telegram's
 * pace, new cards first, then final states, then progress. A card put off is remembered here only: after a restart
 * it is simply due again.
 */

export interface CardsOptions {
  readonly store: Store;
  readonly telegram: Telegram;
  readonly settings: Settings;
  readonly content: PostOptions['content'];
  readonly log: Logger;
  /** Counts calls by what became of them. */
  readonly onCall?: (outcome: Outcome<unknown>['kind']) => void;
}

export interface Cards {
  /** Ends after the calls that are under way. */
  stop(): Promise<void>;
}

/** Cards looked at in one round. */
const ROUND = 500;
/**
 * A sendMessage that may have arrived is repeated: a double card is harmless, a missing one is not. After so many such
 * sends to a Telegram that answers other calls, it is there or never will be.
 */
const UNKNOWN_SENDS = 4;
/** A bulk changes its card at every commit, and each rendering reads the whole bulk (ms). */
const RENDER_GAP_MS = 250;
const MIN_SLEEP_MS = 5;
const MAX_SLEEP_MS = 60_000;
const RETRY_MS = 1_000;
const RETRY_MAX_MS = 30_000;

const ORDER: readonly PaceKind[] = ['new', 'final', 'progress'];

const shownAs = (card: Card, view: View): string => writeDigest(digestOf(draftOf(card.id, view)));

interface Work {
  card: Card;
  kind: PaceKind;
  /** Null of a new card: it is rendered when its chat has room, which a backlog of them waits for. */
  view: View | null;
}

export function startCards({ store, telegram, settings, content, log, onCall }: CardsOptions): Cards {
  const post = createPost({ telegram, content, signal: new AbortController().signal, log });
  const pace = createPace();
  /** When a card that was put off is looked at again, unless it changes before. */
  const putOff = new Map<string, { revision: number; until: number }>();
  let stopped = false;
  /** When each card was rendered last (performance.now()). */
  const renderedAt = new Map<string, number>();
  let failures = 0;
  const alarm = new Alarm(store.changes, 'cards');

  /** Looks at the card again in `ms`, which a card that stays due would otherwise not be until something changes. */
  function defer(card: Card, ms: number): void {
    putOff.set(card.id, { revision: card.revision, until: performance.now() + ms });
  }

  function backOff(): number {
    failures++;
    return Math.min(RETRY_MS * 2 ** (failures - 1), RETRY_MAX_MS);
  }

  /** Null: it cannot be, and is set aside. */
  async function render(card: Card): Promise<View | null> {
    renderedAt.set(card.id, performance.now());
    try {
      return await viewOf({ db: store.db, settings, now: Date.now() }, card);
    } catch (err) {
      if (isStoreFailure(err)) throw err;
      log.error({ err, card: card.id, kind: card.kind }, 'a card cannot be rendered');
      await setAside(card, 'render');
      return null;
    }
  }

  async function work(): Promise<Work[]> {
    const works: Work[] = [];
    for (const [id, { until }] of putOff) if (until <= performance.now()) putOff.delete(id);
    // What is put off is due as well, and is not to hide what came after it.
    for (const card of await dueCards(store.db, Date.now(), ROUND + putOff.size)) {
      if (putOff.get(card.id)?.revision === card.revision) continue;
      putOff.delete(card.id);
      if (card.telegram_id === null) {
        works.push({ card, kind: 'new', view: null });
        continue;
      }
      const soon = (renderedAt.get(card.id) ?? Number.NEGATIVE_INFINITY) + RENDER_GAP_MS - performance.now();
      if (soon > 0) {
        defer(card, soon);
        continue;
      }
      const view = await render(card);
      if (view) works.push({ card, kind: view.atRest ? 'final' : 'progress', view });
    }
    return works.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  }

  async function show({ card, kind, view: rendered }: Work): Promise<void> {
    if (rendered && shownAs(card, rendered) === card.shown)
      return settled(card, rendered, shownAs(card, rendered), card.telegram_id);
    // What may be there already is sent again only where Telegram answers: an outage costs one copy, not many.
    if (card.telegram_id === null && card.unknown_sends > 0) {
      const probe = await telegram.attempt(() => telegram.api.getMe());
      if (probe.kind !== 'done') return defer(card, backOff());
    }
    const admission = pace.admit(card.chat_id, kind, performance.now());
    if (!admission.ok) return defer(card, admission.at - performance.now());
    const view = rendered ?? (await render(card));
    if (!view) return;
    const { telegram_id } = card;
    const draft = draftOf(card.id, view);
    const outcome = await (telegram_id === null
      ? post.send(card, draft)
      : post.edit({ ...card, telegram_id }, draft));
    onCall?.(outcome.kind);
    await react(card, view, writeDigest(digestOf(draft)), outcome);
  }

  function settled(card: Card, view: View, shown: string, telegramId: number | null): Promise<void> {
    return store.write((tx) =>
      cardShown(tx, card, { telegramId, text: shown, dueAt: view.changesAt, now: Date.now() }),
    );
  }

  async function react(card: Card, view: View, shown: string, outcome: Outcome<number>): Promise<void> {
    if (outcome.kind !== 'unknown' && outcome.kind !== 'unreachable') failures = 0;
    switch (outcome.kind) {
      case 'done':
        return settled(card, view, shown, outcome.value);
      case 'unmodified':
        return settled(card, view, shown, card.telegram_id);
      case 'wait':
        log.warn({ seconds: outcome.seconds, chat: card.chat_id }, 'Telegram asks to slow down in a chat');
        pace.pause(card.chat_id, performance.now() + outcome.seconds * 1000);
        return defer(card, outcome.seconds * 1000);
      case 'unreachable':
        return defer(card, backOff());
      case 'unknown':
        return unknown(card);
      case 'migrated':
        defer(card, 0);
        return store.write((tx) => migrateChat(tx, card.chat_id, outcome.to));
      case 'refused':
        log.error(
          { status: outcome.code, why: outcome.description, kind: card.kind },
          'Telegram refuses a card',
        );
        return setAside(card, 'refused');
      case 'gone':
        return gone(card, view, outcome.why);
    }
  }

  /** An edit is repeated as often as it takes; a new card as often as UNKNOWN_SENDS says. */
  async function unknown(card: Card): Promise<void> {
    const sends = card.unknown_sends + 1;
    if (card.telegram_id !== null || sends < UNKNOWN_SENDS) defer(card, backOff());
    if (card.telegram_id !== null) return;
    if (sends >= UNKNOWN_SENDS)
      log.error({ card: card.id, kind: card.kind }, 'a card is given up: it may be there');
    const due = sends < UNKNOWN_SENDS ? {} : { due_at: null };
    await store.write((tx) => deferCard(tx, card.id, { unknown_sends: sends, ...due }));
  }

  async function gone(
    card: Card,
    view: View,
    why: (Outcome<number> & { kind: 'gone' })['why'],
  ): Promise<void> {
    // Without a topic it is the General one that is closed (Bot API: closeGeneralForumTopic): there is no other place.
    if (why === 'topic' && card.thread_id !== null) {
      log.warn(
        { chat: card.chat_id, thread: card.thread_id },
        'a topic is gone, its cards go to the chat itself',
      );
      defer(card, 0);
      return store.write((tx) => deferCard(tx, card.id, { thread_id: null }));
    }
    if (why === 'message' && card.telegram_id !== null && view.failed) {
      defer(card, 0);
      return store.write((tx) => deferCard(tx, card.id, { telegram_id: null }));
    }
    return setAside(card, why);
  }

  function setAside(card: Card, failure: string): Promise<void> {
    return store.write((tx) => deferCard(tx, card.id, { due_at: null, failure }));
  }

  async function untilDue(): Promise<number> {
    for (const [id, at] of renderedAt) if (at + RENDER_GAP_MS < performance.now()) renderedAt.delete(id);
    const waits = [...putOff.values()].map(({ until }) => until - performance.now());
    const due = await nextDueAt(store.db, Date.now());
    if (due !== null) waits.push(due - Date.now());
    return Math.max(MIN_SLEEP_MS, Math.min(...waits, MAX_SLEEP_MS));
  }

  async function round(): Promise<void> {
    const works = await work();
    const chats = Map.groupBy(works, ({ card }) => card.chat_id);
    await Promise.all(
      [...chats.values()].map(async (chat) => {
        for (const one of chat) if (!stopped) await show(one);
      }),
    );
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        await round();
        await alarm.sleep(stopped ? 0 : await untilDue());
      } catch (err) {
        log.error({ err }, 'cards wait: the store does not answer');
        await alarm.sleep(RETRY_MS);
      }
    }
  }

  const running = run();
  return {
    async stop() {
      stopped = true;
      alarm.ring();
      await running;
      alarm.close();
    },
  };
}
