import type { Logger } from '../../log.ts';
import type { Card } from '../../store/chats/cards.ts';
import type { Store } from '../../store/engine/database.ts';
import { levelOf } from '../../store/engine/failure.ts';
import type { Write } from './sequel.ts';
import { retryAt } from './waits.ts';

/** What became of cards and is still to be written: until then a card is not touched, a second send would double it. */
export interface Unwritten {
  has(cardId: string): boolean;
  readonly size: number;
  record(card: Card, write: Write): Promise<void>;
  /** Writes what is due by `until` (performance.now()); what the store does not take is tried again. */
  writeDown(until?: number): Promise<void>;
  /** When each is tried again. */
  times(): number[];
}

export function createUnwritten(store: Store, log: Logger): Unwritten {
  const unwritten = new Map<string, { write: Write; at: number; failed: number }>();

  async function writeDown(until = performance.now()): Promise<void> {
    for (const [id, { write, at, failed }] of unwritten) {
      if (at > until) continue;
      try {
        await store.write(write);
        unwritten.delete(id);
      } catch (err) {
        log[levelOf(err)]({ err, card: id }, 'what became of a card is not written yet');
        unwritten.set(id, { write, at: retryAt(failed), failed: failed + 1 });
      }
    }
  }

  return {
    has: (cardId) => unwritten.has(cardId),
    get size() {
      return unwritten.size;
    },
    async record(card, write) {
      unwritten.set(card.id, { write, at: performance.now(), failed: 0 });
      await writeDown();
    },
    writeDown,
    times: () => [...unwritten.values()].map(({ at }) => at),
  };
}
