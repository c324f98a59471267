import { type Dialect, Kysely } from 'kysely';
import { expect } from 'vitest';
import { carrySome } from '../../src/store/carrying/carry.ts';
import type { StoreKind } from '../../src/store/engine/database.ts';
import { migrate } from '../../src/store/engine/migrate.ts';
import { connectionOptions, postgresDialect } from '../../src/store/engine/postgres.ts';
import { sqliteDialectBeside } from '../../src/store/engine/sqlite.ts';
import { earlierStore, restoreStore } from '../support/earlier-stores.ts';
import { killAtAnyCommitOf, type Living } from '../support/kill-at-any-commit.ts';
import type { Deaths } from '../support/mortal-life.ts';
import { type AnyTables, contentOf } from '../support/store-content.ts';
import { fillStoreOf0025 } from '../support/store-of-0025.ts';
import type { StoreUnderTest } from '../support/stores.ts';

/** Of a piece: what is carried over takes several. */
const ROWS = 30;

class Killed extends Error {}

/** Connections of a process that dies before or after a commit. */
function mortal(dialect: Dialect, death: () => ReturnType<Deaths>): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createDriver() {
      const driver = dialect.createDriver();
      const commit = driver.commitTransaction.bind(driver);
      driver.commitTransaction = async (connection) => {
        const dies = death();
        if (dies !== 'before') await commit(connection);
        if (dies !== null) throw new Killed();
      };
      return driver;
    },
  };
}

const dialectAt = ({ kind }: StoreUnderTest, url: string): Dialect =>
  kind === 'sqlite'
    ? sqliteDialectBeside(url.slice('file:'.length))
    : postgresDialect(connectionOptions(url));

type Content = Record<string, unknown[]>;

/** A store of an earlier version is brought up to date by processes that die over it, as by one that does not. */
function broughtUpToDate(fill: (url: string) => Promise<void>): Living {
  const undisturbed = new Map<StoreKind, Promise<Content>>();

  async function contentAt(under: StoreUnderTest, url: string): Promise<Content> {
    const store = await under.open(url);
    const content = await contentOf(store.db as unknown as AnyTables);
    await store.close();
    await under.giveBack(url);
    return content;
  }

  async function filled(under: StoreUnderTest): Promise<string> {
    const url = await under.newUrl();
    await fill(url);
    return url;
  }

  return async (under, deaths) => {
    const whole = undisturbed.get(under.kind) ?? filled(under).then((url) => contentAt(under, url));
    undisturbed.set(under.kind, whole);
    const expected = await whole;
    const url = await filled(under);
    let commits = 0;
    const death = () => {
      commits += 1;
      return deaths(commits);
    };
    for (let isDone = false; !isDone; ) {
      const db = new Kysely<never>({ dialect: mortal(dialectAt(under, url), death) });
      try {
        await migrate(db);
        while (await carrySome(db as never, under.kind, ROWS));
        isDone = true;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      } finally {
        await db.destroy();
      }
    }
    expect(await contentAt(under, url)).toEqual(expected);
    return commits;
  };
}

const now = Date.now();

killAtAnyCommitOf({
  'bringing a store of before orders up to date': broughtUpToDate((url) =>
    restoreStore(url, earlierStore('0008-lease-fences')),
  ),
  'carrying over a store whose rows are named by words': broughtUpToDate((url) => fillStoreOf0025(url, now)),
});
