import { Kysely, sql } from 'kysely';
import { carryOver } from '../carrying/carry.ts';
import type { Progress } from '../carrying/piece.ts';
import { HooksAtHand } from '../programs/hooks-at-hand.ts';
import { lastUncounted } from '../stats/hour-deltas.ts';
import type { Schema } from '../tables/schema.ts';
import { WatchesAtHand } from '../watch/watches-at-hand.ts';
import { startAnnouncements } from './announcements.ts';
import { Changes } from './changes.ts';
import type { Store, Tx } from './database.ts';
import { migrate } from './migrate.ts';
import {
  connectionOptions,
  lostRace,
  OFTEN_MODE,
  pipelinedBy,
  postgresDialect,
  postgresReadDialect,
  StoreUnreachable,
} from './postgres.ts';
import { doing, type Goings } from './transaction.ts';

/** insufficient_privilege (PostgreSQL, Appendix A). */
const INSUFFICIENT_PRIVILEGE = '42501';
/** A transaction that keeps losing to others is given up after so many runs. */
const RUNS = 5;
/** The longest pause before it runs again (ms): long enough for the others to be through. */
const RACE_PAUSE_MS = 50;

export async function openPostgres(
  url: string,
  goings: Goings,
  said: (progress: Progress) => void,
): Promise<Store> {
  // A migration of a large table takes its time.
  const patient = new Kysely<Schema>({ dialect: postgresDialect(connectionOptions(url, null)) });
  let uncounted: number;
  try {
    await sql`select 1`.execute(patient).catch((error) => {
      throw new StoreUnreachable(url, error);
    });
    await migrate(patient as unknown as Kysely<never>).catch((error) => {
      throw error.code === INSUFFICIENT_PRIVILEGE ? new StoreUnreachable(url, error) : error;
    });
    await carryOver(patient, 'postgres', said);
    uncounted = await lastUncounted(patient);
  } finally {
    await patient.destroy();
  }
  const options = connectionOptions(url);
  const aside = new Kysely<Schema>({ dialect: postgresReadDialect(options) });
  const changes = new Changes();
  const watches = new WatchesAtHand(changes);
  const hooks = new HooksAtHand(changes);
  const announcements = startAnnouncements(options, changes);
  const pools: Kysely<Schema>[] = [];

  function over(connections?: number): Store {
    const dialect = postgresDialect(options, connections);
    const db = new Kysely<Schema>({ dialect });
    const pipelined = pipelinedBy(dialect);
    pools.push(db);

    async function run<T>(work: (tx: Tx) => Promise<T>, how?: 'shared'): Promise<T> {
      const unawaited: Promise<unknown>[] = [];
      const made = { kind: 'postgres', ...goings, prepare: null, uncounted, unawaited } as const;
      const done = doing(made, { watches, hooks }, work);
      const transaction = db.transaction();
      const often = how === 'shared' ? transaction.setAccessMode(OFTEN_MODE) : transaction;
      const failures: unknown[] = [];
      const { result, topics, isNews } = await often
        .execute((trx) => pipelined(trx, done, (error) => failures.push(error)))
        .catch(async (error) => {
          await Promise.allSettled(unawaited);
          throw failures.at(-1) ?? error;
        });
      // The commit has told that they did not fail in the store.
      await Promise.all(unawaited);
      if (await isNews) topics.add('cards');
      for (const topic of topics) changes.emit(topic);
      announcements.announce(topics);
      return result;
    }

    return {
      kind: 'postgres',
      rules: goings.rules,
      db,
      changes,
      async write(work, how) {
        for (let runs = 1; ; runs += 1) {
          try {
            return await run(work, how);
          } catch (error) {
            // PostgreSQL's detail quotes the row, which holds what people wrote.
            if (error instanceof Error && 'detail' in error) error.detail = undefined;
            if (runs === RUNS || !lostRace(error)) throw error;
            await new Promise((resolve) => setTimeout(resolve, Math.random() * RACE_PAUSE_MS));
          }
        }
      },
      read: (work) => aside.transaction().execute(work),
      apart: over,
      async close() {
        await announcements.close();
        await aside.destroy();
        await Promise.all(pools.map((pool) => pool.destroy()));
      },
    };
  }

  return over();
}
