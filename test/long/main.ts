/** `npm run test:long -- --minutes N --only kill --seed S --store postgres`: what takes longer than a test may. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { FAILOVER_LOAD, failover } from './failover.ts';
import { faults } from './faults.ts';
import { type Figures, lineOf, passed, sumOf } from './figures.ts';
import { receiptFlood } from './flood.ts';
import { fuzzHttp } from './fuzz/http-campaign.ts';
import { fuzzBot, fuzzSmsc } from './fuzz/pdu-campaign.ts';
import { kills } from './kills.ts';
import { syncedPostgres } from './postgres.ts';
import { soak } from './soak.ts';
import { type Load, type Trouble, underLoad } from './under-load.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    count: { type: 'string' },
    only: { type: 'string', multiple: true },
    store: { type: 'string', multiple: true, default: ['sqlite', 'postgres'] },
  },
});
const INSTANCES = 3;
/** Messages of a failover campaign that has the run to itself. */
const FAILOVER_MESSAGES = 20_000;
const deadline = performance.now() + Number(values.minutes) * 60_000;
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const alone = values.only?.length === 1;
const count = values.count === undefined ? undefined : Number(values.count);

interface Campaign {
  readonly name: string;
  readonly store?: 'sqlite' | 'postgres';
  /** Of the minutes; what one takes too much or too little of, the later ones share. */
  readonly share: number;
  /** It ends after so many messages or inputs instead. */
  readonly count?: number | undefined;
  /** @param until performance.now() */
  run(until: number): Promise<Figures>;
}

async function browser(): Promise<Figures> {
  const run = spawn('npm', ['run', '--silent', 'test:browser'], { stdio: 'inherit' });
  const [code] = await once(run, 'exit');
  const none = { store: '-', seed, runs: 1, messages: 0, lost: 0, twice: 0, notes: [] } as const;
  return { campaign: 'browser', ...none, wrong: code === 0 ? 0 : 1 };
}

function onSqlite(name: string, share: number, trouble: Trouble): Campaign {
  const options = { seed, store: 'sqlite', instances: 1, databaseUrl: null } as const;
  return {
    name,
    store: 'sqlite',
    share,
    run: (until) => underLoad(name, { ...options, until }, trouble),
  };
}

interface InCrowd {
  readonly load?: Load;
  readonly count?: number | undefined;
}

function onPostgres(name: string, share: number, trouble: Trouble, more: InCrowd = {}): Campaign {
  const options = { seed, store: 'postgres', instances: INSTANCES, ...more } as const;
  return {
    name,
    store: 'postgres',
    share,
    count: more.count,
    async run(until) {
      const postgres = await syncedPostgres();
      const databaseUrl = await postgres.newUrl();
      const figures = await underLoad(name, { ...options, until, databaseUrl }, trouble);
      await postgres.stop();
      return figures;
    },
  };
}

const inputs = (until: number) => ({ seed, until, count: count ?? Number.POSITIVE_INFINITY });
const failovers = { load: FAILOVER_LOAD, count: count ?? (alone ? FAILOVER_MESSAGES : undefined) };
/** What takes its own time comes first. */
const campaigns: readonly Campaign[] = [
  { name: 'browser', share: 0.04, run: browser },
  onSqlite('kill', 0.3, kills),
  onPostgres('kill', 0.3, kills),
  onPostgres('failover', 0.1, failover, failovers),
  onSqlite('fault', 0.06, faults),
  onPostgres('fault', 0.06, faults),
  { ...onSqlite('soak', 0.06, soak), store: undefined },
  { name: 'flood', share: 0.02, count, run: (until) => receiptFlood(inputs(until)) },
  { name: 'fuzz-pdu', share: 0.02, count, run: (until) => fuzzBot(inputs(until)) },
  { name: 'fuzz-pdu', share: 0.02, count, run: (until) => fuzzSmsc(inputs(until)) },
  { name: 'fuzz-http', share: 0.02, count, run: (until) => fuzzHttp(inputs(until)) },
];
const wanted = campaigns.filter(
  ({ name, store }) =>
    (values.only === undefined || values.only.includes(name)) &&
    (store === undefined || values.store.includes(store)),
);

const all: Figures[] = [];
for (const [index, campaign] of wanted.entries()) {
  const shares = wanted.slice(index).reduce((sum, { share }) => sum + share, 0);
  const now = performance.now();
  const time = Math.max(0, deadline - now) * (campaign.share / shares);
  const figures = await campaign.run(campaign.count === undefined ? now + time : Number.POSITIVE_INFINITY);
  console.log(lineOf(figures));
  all.push(figures);
}
if (all.length > 1) console.log(sumOf(all));
process.exit(all.every(passed) ? 0 : 1);
