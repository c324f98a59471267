/**
 * `npm run bench [-- --store sqlite --only bulk --count N --large --profile FOLDER]`: a table for people, and a line
 * each in bench/results.jsonl, which holds the last run.
 */
import { parseArgs } from 'node:util';
import { type Database, type Databases, databasesOf } from './databases.ts';
import { measureLatency } from './latency.ts';
import { measureMemory } from './memory.ts';
import { beginResults, report, result } from './results.ts';
import { bareRate } from './scene.ts';
import { measureSizes } from './sizes.ts';
import { measureBulk, measureDrain } from './throughput.ts';

const KINDS = ['sqlite', 'postgres'] as const;
const SCENARIOS = ['bulk', 'drain', 'latency', 'sizes', 'memory'] as const;
const { values } = parseArgs({
  options: {
    store: { type: 'string', multiple: true, default: [...KINDS] },
    /** All but memory by default, which --large adds. */
    only: { type: 'string', multiple: true },
    /** Messages of the bulk and of the drain. */
    count: { type: 'string', default: '10000' },
    /** Ten million messages stored, and a million sent while memory is watched: an hour or so. */
    large: { type: 'boolean', default: false },
    /** Messages stored; instead of what --large says. */
    size: { type: 'string', multiple: true },
    /** Messages sent while memory is watched; instead of what --large says. */
    messages: { type: 'string' },
    /** Where the bulk's .cpuprofile goes. */
    profile: { type: 'string' },
  },
});
const count = Number(values.count);
const sizes = values.size?.map(Number) ?? [10_000, 1_000_000, ...(values.large ? [10_000_000] : [])];
const messages = Number(values.messages ?? (values.large ? 1_000_000 : 100_000));
const wanted = (name: (typeof SCENARIOS)[number]): boolean =>
  values.only?.includes(name) ?? (name !== 'memory' || values.large);

async function onOwn(databases: Databases, work: (database: Database) => Promise<void>): Promise<void> {
  const database = await databases.create();
  await work(database).finally(() => database.drop());
}

beginResults();
const bare = await bareRate(count);
report(result(`bare loop of the smpp package, ${count} messages`, bare, 'messages/s'));
const profileFolder = values.profile ?? null;
const scenarios: Record<(typeof SCENARIOS)[number], (database: Database) => Promise<void>> = {
  bulk: (database) => measureBulk({ database, count, bare, profileFolder }),
  drain: (database) => measureDrain(database, count),
  latency: (database) => measureLatency(database, 200),
  sizes: (database) => measureSizes(database, sizes),
  memory: (database) => measureMemory(database, messages),
};
for (const kind of KINDS.filter((each) => values.store.includes(each))) {
  const databases = await databasesOf(kind);
  // Ten million messages are not to stay behind.
  const cutOff = (): void => void databases.close().finally(() => process.exit(1));
  process.once('SIGINT', cutOff).once('SIGTERM', cutOff);
  try {
    for (const name of SCENARIOS) if (wanted(name)) await onOwn(databases, scenarios[name]);
  } finally {
    process.off('SIGINT', cutOff).off('SIGTERM', cutOff);
    await databases.close();
  }
}
