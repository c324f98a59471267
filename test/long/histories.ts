import { openStore } from '../../src/store/database.ts';
import { startPostgres } from '../support/embedded-postgres.ts';
import { firstDifference } from '../support/histories/differ.ts';
import { anyHistory, anyOfCampaigns } from '../support/histories/generate.ts';
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

/** Random histories, every other hundred of campaigns, on SQLite and on PostgreSQL: what comes of them is the same, and nothing that must never be. */
export async function histories({ seed, count, until }: HistoriesOptions): Promise<Figures> {
  // What it keeps outlives no run: nothing is synced to disk.
  const postgres = await startPostgres({ password: 'secret', settings: { fsync: 'off' } });
  const urls = [
    await newDatabase(postgres.address, 'guarded'),
    await newDatabase(postgres.address, 'unguarded'),
  ];
  const [guarded = '', unguarded = ''] = urls;
  const memory = 'file::memory:';
  const stores = [
    await openStore(memory, RULES),
    await openStore(memory, UNGUARDED),
    await openStore(guarded, RULES),
    await openStore(unguarded, UNGUARDED),
  ] as const;
  const paths = [onStores(stores[0], stores[1]), onStores(stores[2], stores[3])] as const;
  const began = performance.now();
  let runs = 0;
  let messages = 0;
  let wrong = 0;
  while (runs < count && wrong === 0 && performance.now() < until) {
    const any = (runs / BATCH) % 2 < 1 ? anyHistory : anyOfCampaigns;
    const batch = { seed: seed + runs, runs: Math.min(BATCH, count - runs), until, any };
    const found = await firstDifference(paths, batch);
    runs += found.runs;
    messages += found.submits;
    if (found.difference === null) continue;
    wrong += 1;
    console.error(`  histories: ${found.difference}`);
  }
  for (const store of stores) await store.close();
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
