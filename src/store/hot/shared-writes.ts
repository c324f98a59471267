import type { Kysely, Transaction } from 'kysely';
import type { SqliteConnection } from '../engine/sqlite.ts';
import type { Schema } from '../tables/schema.ts';

/** Works with what a transaction is given. */
type Work<T> = (trx: Transaction<Schema>) => Promise<T>;

interface Waiting {
  readonly work: Work<unknown>;
  /** How it ended; called once the transaction has. */
  readonly settle: (result: PromiseSettledResult<unknown>) => void;
}

/**
 * Lets works of SQLite share a transaction: all that are at hand once the connection is free, in the order in which they
 * came. Each is as alone: what fails is taken back by itself, and the others are committed. Nothing waits longer for it than
 * for the rest of this turn of the event loop.
 */
export function sharedWrites(
  db: Kysely<Schema>,
  { prepare, isInTransaction }: SqliteConnection,
): <T>(work: Work<T>) => Promise<T> {
  let waiting: Waiting[] = [];

  async function commit(): Promise<void> {
    let group: Waiting[] = [];
    let results: PromiseSettledResult<unknown>[] = [];
    try {
      results = await db.transaction().execute((trx) => {
        group = waiting;
        waiting = [];
        return runEach(trx, group);
      });
    } catch (reason) {
      // Where the connection could not be had, what waits for it has failed as well.
      for (const { settle } of group.length > 0 ? group : waiting.splice(0))
        settle({ status: 'rejected', reason });
      return;
    }
    for (const [index, { settle }] of group.entries()) {
      const result = results[index];
      if (result) settle(result);
    }
  }

  async function runEach(
    trx: Transaction<Schema>,
    group: readonly Waiting[],
  ): Promise<PromiseSettledResult<unknown>[]> {
    const [only] = group;
    if (only && group.length === 1) return [{ status: 'fulfilled', value: await only.work(trx) }];
    const results: PromiseSettledResult<unknown>[] = [];
    for (const { work } of group) {
      prepare('savepoint work').run();
      try {
        results.push({ status: 'fulfilled', value: await work(trx) });
      } catch (reason) {
        // A full disk, among others, has SQLite roll back all of it.
        if (!isInTransaction()) throw reason;
        prepare('rollback to work').run();
        results.push({ status: 'rejected', reason });
      }
      prepare('release work').run();
    }
    return results;
  }

  return <T>(work: Work<T>) => {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    waiting.push({
      work,
      settle: (result) => {
        if (result.status === 'fulfilled') resolve(result.value as T);
        else reject(result.reason);
      },
    });
    if (waiting.length === 1) setImmediate(() => void commit());
    return promise;
  };
}
