import { Kysely } from 'kysely';
import { PROFILES } from '../../messages/provider.ts';
import { rulesOf } from '../../messages/rules.ts';
import { isUnderWay } from '../carrying/carry.ts';
import { carryInThread } from '../carrying/in-thread.ts';
import type { Progress } from '../carrying/piece.ts';
import { sharedWrites } from '../hot/shared-writes.ts';
import { HooksAtHand } from '../programs/hooks-at-hand.ts';
import { lastUncounted } from '../stats/hour-deltas.ts';
import type { Schema } from '../tables/schema.ts';
import { WatchesAtHand } from '../watch/watches-at-hand.ts';
import { Changes } from './changes.ts';
import type { Store } from './database.ts';
import { assertCurrent, migrate, StoreOlder } from './migrate.ts';
import { type SqliteConnection, sqliteConnection, sqliteConnectionBeside } from './sqlite.ts';
import { sqliteReadDialect } from './sqlite-reads.ts';
import { doing, type Goings, nothingFollows } from './transaction.ts';

const BESIDE: Goings = { rules: rulesOf(PROFILES.generic.habits), followOn: nothingFollows };

/**
 * Opens a SQLite file that the bot has open, for a short write from another process, of which nobody there is told.
 * @throws StoreNewer, StoreOlder
 */
export const openBeside = (path: string): Promise<Store> =>
  storeOver(path, sqliteConnectionBeside(path), BESIDE, async (db) => {
    await assertCurrent(db);
    if (await isUnderWay(db, 'sqlite')) throw new StoreOlder();
  });

export const openSqlite = (
  path: string,
  goings: Goings,
  said: (progress: Progress) => void,
): Promise<Store> =>
  storeOver(path, sqliteConnection(path), goings, async (db) => {
    await migrate(db as unknown as Kysely<never>);
    if (await isUnderWay(db, 'sqlite')) await carryInThread(path, said);
  });

/** @param bringUpToDate throws where the tables are not those of this version */
async function storeOver(
  path: string,
  connection: SqliteConnection,
  goings: Goings,
  bringUpToDate: (db: Kysely<Schema>) => Promise<void>,
): Promise<Store> {
  const { dialect, prepare } = connection;
  const db = new Kysely<Schema>({ dialect });
  const share = sharedWrites(db, connection);
  let uncounted = 0;
  const aside = path === ':memory:' ? null : new Kysely<Schema>({ dialect: sqliteReadDialect(path) });
  const changes = new Changes();
  const watches = new WatchesAtHand(changes);
  const hooks = new HooksAtHand(changes);
  try {
    await bringUpToDate(db);
    uncounted = await lastUncounted(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const store: Store = {
    kind: 'sqlite',
    rules: goings.rules,
    db,
    changes,
    async write(work, how) {
      const made = { kind: 'sqlite', ...goings, prepare, uncounted, unawaited: null } as const;
      const done = doing(made, { watches, hooks }, work);
      const { result, topics, isNews } = await (how === 'shared'
        ? share(done)
        : db.transaction().execute(done));
      if (await isNews) topics.add('cards');
      for (const topic of topics) changes.emit(topic);
      return result;
    },
    read: (work) => (aside ? aside.transaction().execute(work) : work(db)),
    apart: () => store,
    async close() {
      // The last connection puts all into the file.
      await aside?.destroy();
      await db.destroy();
    },
  };
  return store;
}
