/**
 * `npm run test:record` puts on record what comes of the histories, which is what the tests hold every later version to:
 * say in the commit why it became another. `npm run test:record -- 17` shows what comes of the history of seed 17.
 */
import { openStore } from '../../../src/store/engine/open.ts';
import { RULES, UNGUARDED } from '../rules.ts';
import { historyOf } from './generate.ts';
import { record } from './goldens.ts';
import { written } from './observation.ts';
import { runHistory } from './run.ts';
import { onStores } from './store-path.ts';

const stores = [
  await openStore('file::memory:', RULES),
  await openStore('file::memory:', UNGUARDED),
] as const;
const open = onStores(...stores);
const seeds = process.argv.slice(2).map(Number);
for (const seed of seeds) console.log(written(await runHistory(open, historyOf(seed))));
if (seeds.length === 0) await record(open);
for (const store of stores) await store.close();
