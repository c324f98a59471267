import type { Store, Tx } from './database.ts';
import { levelOf } from './failure.ts';

/** A smaller step (ms) only makes everything wait so much longer. */
const TOLERATED_MS = 1_000;
const LOOK_MS = 1_000;

interface Log {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * Brings times that lie in the future, since the clock was set back, to now: else what was to be shown or done at once
 * would wait for the clock to get there again. What is to be sent goes by the store's clock: see store-time.ts.
 */
export async function pullBack(tx: Tx, now: number): Promise<void> {
  await tx.db.updateTable('cards').set({ due_at: now }).where('due_at', '>', now).execute();
  await tx.db.updateTable('jobs').set({ due_at: now }).where('due_at', '>', now).execute();
  tx.changed('outbox');
  tx.changed('cards');
  tx.changed('jobs');
}

/** Whether the last order was written later than it is: the clock was set back while nobody looked. */
async function isBehind({ db }: Store, now: number): Promise<boolean> {
  const last = await db
    .selectFrom('orders')
    .select('created_at')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last !== undefined && last.created_at >= now + TOLERATED_MS;
}

/** Looks after the clock on the wall, by the one that is never set, and repairs the store when it was set. */
export function watchClock(store: Store, log: Log): { stop(): Promise<void> } {
  const difference = () => Date.now() - performance.now();
  let known = difference();
  let working: Promise<void> = Promise.resolve();
  let behind: boolean | null = null;

  async function look(): Promise<void> {
    const current = difference();
    const steppedMs = Math.round(current - known);
    try {
      behind ??= await isBehind(store, Date.now());
      // Forwards too: it may have been set twice since the last look, and whoever sleeps until a time sleeps too long.
      if (Math.abs(steppedMs) > TOLERATED_MS || behind) {
        log.warn(
          { steppedMs },
          'the clock was set, or the machine slept: what lies in the future is pulled back',
        );
        await store.write((tx) => pullBack(tx, Date.now()));
      }
      behind = false;
      known = current;
    } catch (err) {
      log[levelOf(err)]({ err }, 'the store failed: the clock was not looked after');
    }
  }

  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    working = look().finally(() => {
      busy = false;
    });
  }, LOOK_MS);
  return {
    async stop() {
      clearInterval(timer);
      await working;
    },
  };
}
