/**
 * `npm run bench [-- --only lean --store sqlite --kannel --large --profile FOLDER]`: a table for people, and a line each
 * in bench/results.jsonl, which holds the last run. A run whose messages did not fare as they must fails.
 */
import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { databasesOf } from './databases.ts';
import { beginResults } from './results.ts';
import { measureCampaigns } from './scenarios/campaign.ts';
import { measureDrain } from './scenarios/drain.ts';
import { measureFiles } from './scenarios/files.ts';
import { measureGrowth } from './scenarios/growth.ts';
import { measureIdle } from './scenarios/idle.ts';
import { measureLatency } from './scenarios/latency.ts';
import { measureLean } from './scenarios/lean.ts';
import { measureRates } from './scenarios/rate.ts';
import { measureStatements } from './scenarios/statements.ts';
import { measureStats } from './scenarios/stats.ts';
import { measureWatches } from './scenarios/watch.ts';

const SCENARIOS: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  lean: measureLean,
  rate: measureRates,
  statements: measureStatements,
  campaign: measureCampaigns,
  drain: measureDrain,
  latency: measureLatency,
  stats: measureStats,
  growth: measureGrowth,
};
/** They take minutes, and are run where they are named or all is. */
const LONG: typeof SCENARIOS = {
  files: measureFiles,
  idle: measureIdle,
  watch: measureWatches,
};
const ALL = { ...SCENARIOS, ...LONG };
const KINDS = ['sqlite', 'postgres'] as const;

const { values } = parseArgs({
  options: {
    store: { type: 'string', multiple: true, default: [...KINDS] },
    only: { type: 'string', multiple: true },
    /** Messages of a campaign without a rate. */
    messages: { type: 'string', default: '5000' },
    /** Campaigns of a million, ten million messages stored, and what takes minutes: hours. */
    large: { type: 'boolean', default: false },
    kannel: { type: 'boolean', default: false },
    /** Where CPU profiles of the bot go, from `lean` and `rate`. */
    profile: { type: 'string' },
  },
});

function checked(asked: readonly string[], known: readonly string[], option: string): readonly string[] {
  const wrong = asked.find((each) => !known.includes(each));
  if (wrong === undefined) return asked;
  console.error(`--${option} ${wrong}: it takes ${known.join(', ')}`);
  process.exit(1);
}

const stores = checked(values.store, KINDS, 'store');
const usual = Object.keys(values.large ? ALL : SCENARIOS);
const scenarios = checked(values.only ?? usual, Object.keys(ALL), 'only');
const databases = await Promise.all(KINDS.filter((kind) => stores.includes(kind)).map(databasesOf));
const close = () => Promise.all(databases.map((each) => each.close()));
// Ten million messages are not to stay behind.
const cutOff = (): void => void close().finally(() => process.exit(1));
process.once('SIGINT', cutOff).once('SIGTERM', cutOff);

beginResults();
const bench: Bench = {
  databases,
  messages: Number(values.messages),
  large: values.large,
  profileFolder: values.profile ?? null,
  kannel: values.kannel,
};
try {
  for (const name of scenarios) {
    const began = performance.now();
    await ALL[name]?.(bench);
    console.log(`  ${name}: ${Math.round((performance.now() - began) / 1000)} s`);
  }
} finally {
  await close();
}
