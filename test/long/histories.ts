import type { Store } from '../../src/store/engine/database.ts';
import { openStore } from '../../src/store/engine/open.ts';
import { startPostgres } from '../support/embedded-postgres.ts';
import { firstDifference } from '../support/histories/differ.ts';
import { anyHistory, anyOfCampaigns } from '../support/histories/generate.ts';
import type { OpenPath } from '../support/histories/path.ts';
import { onStores } from '../support/histories/store-path.ts';
import { RULES, UNGUARDED } from '../support/rules.ts';
import type { Figures } from './figures.ts';
import { newDatabase } from './postgres.ts';

interface HistoriesOptions {
  readonly seed: number;
  /** Histories. */
  readonly count: number;
  /** Ends earlier at that time by performance.now(). */
  readonly until: number;
}

/** Histories between two looks at the clock. */
const BATCH = 100;
/** Told beside each other, each to stores of its own: while one waits for PostgreSQL, another goes on. */
const LANES = 4;

/** Random histories, every other hundred of campaigns, on SQLite and on PostgreSQL: what comes of them is the same, and nothing that must never be. */
export async function histories({ seed, count, until }: HistoriesOptions): Promise<Figures> {
  // What it keeps outlives no run: nothing is synced to disk.
  const postgres = await startPostgres({
    password: 'secret',
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 },
  });
  const began = performance.now();
  let taken = 0;
  let runs = 0;
  let messages = 0;
  let wrong = 0;
  async function tell(paths: readonly [OpenPath, OpenPath]): Promise<void> {
    while (taken < count && wrong === 0 && performance.now() < until) {
      const first = taken;
      taken = Math.min(count, taken + BATCH);
      const any = (first / BATCH) % 2 < 1 ? anyHistory : anyOfCampaigns;
      const batch = { seed: seed + first, runs: taken - first, until, any };
      const found = await firstDifference(paths, batch);
      runs += found.runs;
      messages += found.submits;
      if (found.difference === null) continue;
      wrong += 1;
      console.error(`  histories: ${found.difference}`);
    }
  }
  await Promise.all(
    Array.from({ length: LANES }, async (_, lane) => {
      const memory = async () => 'file::memory:';
      const database = (name: string) => newDatabase(postgres.address, `${name}${lane}`);
      const stores = [...(await storesAt(memory)), ...(await storesAt(database))] as const;
      await tell([onStores(stores[0], stores[1]), onStores(stores[2], stores[3])]);
      for (const store of stores) await store.close();
    }),
  );
  await postgres.remove();
  const rate = Math.round(runs / ((performance.now() - began) / 1000));
  return {
    campaign: 'histories',
    store: '-',
    seed,
    runs,
    messages,
    lost: 0,
    twice: 0,
    wrong,
    notes: [`${wrong} differing`, `${rate} histories/s on both stores`],
  };
}

/** One that refuses identical requests, and one that does not. */
const storesAt = async (newUrl: (name: string) => Promise<string>): Promise<[Store, Store]> => [
  await openStore(await newUrl('guarded'), RULES),
  await openStore(await newUrl('unguarded'), UNGUARDED),
];
