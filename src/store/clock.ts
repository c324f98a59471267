import { DOUBT_LIMITS } from '../messages/in-doubt.ts';
import { LAST_RETRY_MS } from '../messages/waits.ts';
import { loginsOf } from './accounts.ts';
import type { Store, Tx } from './database.ts';
import { levelOf } from './failure.ts';
import { BULK } from './outbox.ts';

/** A smaller step (ms) only makes everything wait so much longer. */
const TOLERATED_MS = 1_000;
const LOOK_MS = 1_000;
/** What was written longer ago (ms) was sent, or asks a person. */
const SENT_MS = 24 * 3600 * 1000;

interface Log {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The first id (a UUID of version 7, RFC 9562) that could be made at `at` (ms). */
function firstIdAt(at: number): string {
  const hex = Math.max(0, at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}

/**
 * Brings times that lie in the future, since the clock was set back, to where they would be had it been right before:
 * else what was to go at once would wait for the clock to get there again. What was tried counts as tried just now.
 */
export async function pullBack(tx: Tx, now: number): Promise<void> {
  const messages = () => tx.db.updateTable('messages');
  const longest = now + DOUBT_LIMITS.receiptWaitMs;
  // Nothing is put off for longer: neither a retry nor what the guard against identical requests holds back.
  const longestWaitMs = Math.max(LAST_RETRY_MS, tx.rules.guard.heldMs);
  await messages()
    .set({ attempted_at: now })
    .where('id', '>=', firstIdAt(now - SENT_MS))
    .where('attempted_at', '>', now)
    .execute();
  for (const account of await loginsOf(tx.db)) {
    const queued = () => messages().where('account', '=', account).where('bulk', 'in', BULK);
    await queued()
      .set({ fresh_at: now })
      .where('ready_at', 'is not', null)
      .where('fresh_at', '>', now)
      .execute();
    await queued()
      .set({ ready_at: now })
      .where('ready_at', '>', now + longestWaitMs)
      .execute();
    await messages()
      .set({ doubt_until: longest })
      .where('account', '=', account)
      .where('doubt_until', '>', longest)
      .execute();
  }
  await tx.db.updateTable('cards').set({ due_at: now }).where('due_at', '>', now).execute();
  await tx.db.updateTable('jobs').set({ due_at: now }).where('due_at', '>', now).execute();
  tx.changed('outbox');
  tx.changed('cards');
  tx.changed('jobs');
}

/** Whether messages were written later than it is: the clock was set back while nobody looked. */
async function isBehind({ db }: Store, now: number): Promise<boolean> {
  const { id } = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.max<string | null>('id').as('id'))
    .executeTakeFirstOrThrow();
  return id !== null && id >= firstIdAt(now + TOLERATED_MS);
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
