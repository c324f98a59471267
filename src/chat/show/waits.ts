import type { Card } from '../../store/chats/cards.ts';

/*
 * What a chat's worker remembers of cards that wait: times alone (performance.now()). After a restart a card is simply
 * due again.
 */

const RETRY_MS = 1_000;
const RETRY_MAX_MS = 30_000;
/** What Telegram refuses for now is tried again up to so far apart, and so soon when something has changed. */
const REFUSED_MAX_MS = 3_600_000;
const REFUSED_GAP_MS = 10_000;

interface Wait {
  readonly revision: number;
  /** Not looked at before. */
  readonly until: number;
  /** Nor before this when it has changed meanwhile. */
  readonly unlessChanged: number;
}

/** Nothing new may be written in the chat. */
interface Closed {
  readonly refusals: number;
  /** Of the due cards when it was refused. */
  readonly mark: string;
  readonly until: number;
  readonly unlessChanged: number;
}

export interface Waits {
  /** A card that changes while it waits is looked at earlier. */
  isWaiting(card: Card): boolean;
  wait(card: Card, until: number, unlessChanged?: number): void;
  /** When to try again what failed once more; failures in a row are counted by card, '' is the chat itself. */
  backOff(of: string): number;
  /** The card waits: Telegram refuses it for now. */
  refused(card: Card): void;
  /** How often in a row a card has failed. */
  failed(cardId: string): number;
  /** The card, and so the chat, can be reached. */
  succeeded(cardId: string): void;
  /** No new card is tried in the chat for now. @param mark of the due cards, as it was when this was asked for */
  close(mark: string): void;
  /** A new card was taken. */
  open(): void;
  /** From when on new cards may be tried, while `mark` is that of the due cards. */
  opensForNew(mark: string): number;
  /** Forgets the times that are over. Says how many cards wait. */
  sweep(): number;
  /** When the first wait ends that had not at `now`, when cards were looked for; Infinity when nothing waited. */
  ends(mark: string, now: number): number;
}

/** When to try again after so many failures before. */
export const retryAt = (failed: number, most = RETRY_MAX_MS): number =>
  performance.now() + Math.min(RETRY_MS * 2 ** failed, most);

export function createWaits(): Waits {
  const waits = new Map<string, Wait>();
  const failures = new Map<string, number>();
  let closed: Closed | null = null;

  const failed = (of: string): number => failures.get(of) ?? 0;

  function wait({ id, revision }: Card, until: number, unlessChanged = until): void {
    waits.set(id, { revision, until, unlessChanged });
  }

  function backOff(of: string, most?: number): number {
    const before = failed(of);
    failures.set(of, before + 1);
    return retryAt(before, most);
  }

  const soonest = (until: number): number => Math.min(until, performance.now() + REFUSED_GAP_MS);

  const opensForNew = (mark: string): number => {
    if (closed === null) return Number.NEGATIVE_INFINITY;
    return mark === closed.mark ? closed.until : closed.unlessChanged;
  };

  return {
    isWaiting(card) {
      const waiting = waits.get(card.id);
      if (!waiting) return false;
      const { revision, until, unlessChanged } = waiting;
      if (revision !== card.revision && unlessChanged < until) wait(card, unlessChanged);
      return performance.now() < (revision === card.revision ? until : unlessChanged);
    },
    wait,
    backOff: (of) => backOff(of),
    refused(card) {
      const until = backOff(card.id, REFUSED_MAX_MS);
      wait(card, until, soonest(until));
    },
    failed,
    succeeded(cardId) {
      failures.delete(cardId);
      failures.delete('');
    },
    close(mark) {
      const refusals = closed?.refusals ?? 0;
      const until = retryAt(refusals, REFUSED_MAX_MS);
      closed = { refusals: refusals + 1, mark, until, unlessChanged: soonest(until) };
    },
    open() {
      closed = null;
    },
    opensForNew,
    sweep() {
      const now = performance.now();
      for (const [id, { until }] of waits) if (until <= now) waits.delete(id);
      return waits.size;
    },
    ends(mark, now) {
      const opens = opensForNew(mark);
      const times = [...waits.values()].map(({ until }) => until);
      return Math.min(...times, opens > now ? opens : Infinity);
    },
  };
}
