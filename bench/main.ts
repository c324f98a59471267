/**
 * `npm run bench -- --help`: a table for people, and a line each in bench/results.jsonl, which keeps what this run does not
 * measure. A run whose messages did not fare as they must fails.
 */
import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { databasesOf } from './databases.ts';
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
    messages: { type: 'string', default: '5000' },
    large: { type: 'boolean', default: false },
    kannel: { type: 'boolean', default: false },
    profile: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const USAGE = `npm run bench -- [--only NAME] [--store sqlite|postgres] [--messages N] [--kannel] [--large] [--profile FOLDER]

  --only      some scenarios alone, named one by one
  --store     on that store alone
  --messages  of a campaign without a rate, 5000 unless said otherwise
  --kannel    beside Kannel, where it is installed
  --large     all scenarios, with campaigns of a million and ten million messages stored: hours
  --profile   where CPU profiles of the bot go, from lean and rate

Scenarios: ${Object.keys(SCENARIOS).join(', ')}
Of minutes, run where they are named or all is: ${Object.keys(LONG).join(', ')}`;
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

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
