/** `npm run test:long -- --help`: what takes longer than a test may. */
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { alerts } from './alerts.ts';
import { doors } from './doors.ts';
import { FAILOVER_LOAD, failover } from './failover.ts';
import { faults } from './faults.ts';
import { type Figures, lineOf, passed, sumOf } from './figures.ts';
import { receiptFlood } from './flood.ts';
import { fuzzHttp } from './fuzz/http-campaign.ts';
import { fuzzBot, fuzzSmsc } from './fuzz/pdu-campaign.ts';
import { histories } from './histories.ts';
import { kills } from './kills.ts';
import { typedLines } from './lines.ts';
import { syncedPostgres } from './postgres.ts';
import { promotions, replicatedPostgres } from './replica.ts';
import { type Claim, timeFor } from './sharing.ts';
import { soak } from './soak.ts';
import { runTests } from './suite.ts';
import { team } from './team.ts';
import { type Load, type Look, type Trouble, USUAL, underLoad } from './under-load.ts';
import { WAYS_LOAD, ways } from './ways.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    seed: { type: 'string' },
    count: { type: 'string' },
    only: { type: 'string', multiple: true },
    store: { type: 'string', multiple: true, default: ['sqlite', 'postgres'] },
    help: { type: 'boolean', default: false },
  },
});
const USAGE = `npm run test:long -- [--minutes N] [--only NAME] [--store sqlite|postgres] [--seed S] [--count N]

  --minutes  for all of it, 20 unless said otherwise: each campaign gets its share, or what it needs to run at all
  --only     some campaigns alone, named one by one
  --store    those on that store alone, and those that take both
  --seed     makes its choices again
  --count    so many messages, rows, lines, histories or inputs instead, of what takes a number

Campaigns:`;
const INSTANCES = 3;
const deadline = performance.now() + Number(values.minutes) * 60_000;
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const count = values.count === undefined ? undefined : Number(values.count);

interface Campaign extends Claim {
  readonly name: string;
  readonly store?: 'sqlite' | 'postgres';
  /** It ends after so many messages or inputs instead. */
  readonly count?: number | undefined;
  /** @param until performance.now() */
  run(until: number): Promise<Figures>;
}

/** Tests take the time they need. */
async function browser(): Promise<Figures> {
  const { runs, failed } = await runTests('test:browser', []);
  return {
    campaign: 'browser',
    store: '-',
    seed,
    runs,
    messages: null,
    lost: 0,
    twice: 0,
    wrong: failed,
    notes: [],
  };
}

/** Tests that take a sample as a rule, with time for more. @param more what they are told of how much time that is */
const sampled =
  (
    campaign: string,
    store: Figures['store'],
    files: readonly string[],
    more: (seconds: string) => Record<string, string>,
  ) =>
  async (until: number): Promise<Figures> => {
    const { runs, failed } = await runTests('test', files, {
      TEST_SEED: String(seed),
      ...more(String((until - performance.now()) / 1000)),
    });
    return {
      campaign,
      store,
      seed,
      runs,
      messages: runs,
      lost: 0,
      twice: 0,
      wrong: failed,
      notes: [],
    };
  };

/** Tests that kill the bot at a few of its steps, until they have done so at all of them. */
const killAt = (campaign: string, store: Figures['store'], file: string) =>
  sampled(campaign, store, [file], (seconds) => ({
    KILL_AT_SECONDS: seconds,
  }));

/** So many rows of a table as fit into the time, from the chat to the report. */
const ofTable =
  (variable: string, aSecond: number) =>
  (seconds: string): Record<string, string> => ({
    [variable]: String(count ?? Math.min(MOST_ROWS, Math.floor(Number(seconds) * aSecond))),
  });
/** As many as are looked up at once. */
const MOST_ROWS = 100_000;
const lookUps = sampled(
  'look-ups',
  '-',
  ['test/conversations/look-up-file.test.ts'],
  ofTable('LOOK_UPS', 100),
);
/** A table that is sent, with kills while it is read, previewed, sent, paused, stopped and cancelled. */
const bulk = sampled('bulk', '-', ['test/conversations/bulk-file.test.ts'], ofTable('BULK_ROWS', 100));

/** Random providers and deeds, until the time is over. */
const doubt = sampled('doubt', 'sqlite', ['test/messages/in-doubt.model.test.ts'], (seconds) => ({
  DOUBT_SECONDS: seconds,
}));
/** What chance has a part in comes out right whatever it decides. */
const properties = sampled(
  'properties',
  '-',
  globSync('test/**/*.test.ts').filter((file) => /\b(fast-check|SEED)\b/.test(readFileSync(file, 'utf8'))),
  () => ({}),
);
/** All histories that are on record. */
const recorded = sampled('recorded', '-', ['test/store/histories.test.ts'], () => ({ HISTORIES_EVERY: '1' }));
/** Every button by every role in every chat. */
const pressed = sampled('buttons', '-', ['test/security/buttons.test.ts'], () => ({ BUTTONS: 'all' }));

function onSqlite(
  name: string,
  claim: Claim,
  trouble: Trouble,
  more: Pick<InCrowd, 'load' | 'look'> = {},
): Campaign {
  const options = { seed, store: 'sqlite', instances: 1, databaseUrl: null, ...more } as const;
  return {
    name,
    store: 'sqlite',
    ...claim,
    run: (until) => underLoad(name, { ...options, until }, trouble),
  };
}

interface InCrowd {
  readonly load?: Load;
  readonly look?: Look;
  readonly count?: number | undefined;
}

function onPostgres(name: string, claim: Claim, trouble: Trouble, more: InCrowd = {}): Campaign {
  const options = { seed, store: 'postgres', instances: INSTANCES, ...more } as const;
  return {
    name,
    store: 'postgres',
    ...claim,
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

/** On either store, where what is looked at in the end is what the trouble has left. */
const onEach = (
  name: string,
  share: Claim,
  of: () => Pick<InCrowd, 'look' | 'load'> & { trouble: Trouble },
) => {
  const [here, there] = [of(), of()];
  return [onSqlite(name, share, here.trouble, here), onPostgres(name, share, there.trouble, there)];
};

/** PostgreSQL dies instead of the instances. */
const replica = (claim: Claim): Campaign => ({
  name: 'replica',
  store: 'postgres',
  ...claim,
  count: failovers.count,
  async run(until) {
    const pair = await replicatedPostgres();
    const options = { seed, store: 'postgres', instances: INSTANCES, ...failovers } as const;
    const figures = await underLoad(
      'replica',
      { ...options, until, databaseUrl: pair.url },
      promotions(pair),
    );
    await pair.stop();
    return figures;
  },
});

const inputs = (until: number) => ({ seed, until, count: count ?? Number.POSITIVE_INFINITY });
/** Keeps no guard: whatever is repeated arrives twice. */
const generic: Load = { ...USUAL, provider: 'generic' };
const failovers = { load: FAILOVER_LOAD, count };
const claim = (share: number, leastSeconds: number): Claim => ({ share, leastMs: leastSeconds * 1000 });
/** What takes its own time comes first. */
const campaigns: readonly Campaign[] = [
  { name: 'browser', ...claim(0.04, 10), run: browser },
  { name: 'recorded', ...claim(0.02, 20), run: recorded },
  { name: 'buttons', ...claim(0.02, 40), run: pressed },
  { name: 'properties', ...claim(0.02, 60), run: properties },
  {
    name: 'kill-at',
    store: 'sqlite',
    ...claim(0.1, 20),
    run: killAt('kill-at', 'sqlite', 'test/conversations/kill-at'),
  },
  {
    name: 'reports',
    store: 'sqlite',
    ...claim(0.02, 60),
    run: killAt('reports', 'sqlite', 'test/conversations/kill-in-report'),
  },
  // Each story takes its share of the time, on each store.
  { name: 'campaigns', ...claim(0.06, 40), run: killAt('campaigns', '-', 'test/store/campaign-kills') },
  { name: 'tables', ...claim(0.04, 40), run: killAt('tables', '-', 'test/chat/table-kills') },
  { name: 'desk', ...claim(0.04, 30), run: killAt('desk', '-', 'test/chat/desk-kills') },
  { name: 'migrations', ...claim(0.03, 30), run: killAt('migrations', '-', 'test/store/migration-kills') },
  { name: 'look-ups', ...claim(0.04, 120), run: lookUps },
  { name: 'bulk', ...claim(0.04, 300), run: bulk },
  onSqlite('kill', claim(0.15, 20), kills),
  onPostgres('kill', claim(0.15, 20), kills),
  onSqlite('kill-generic', claim(0.12, 20), kills, { load: generic }),
  onPostgres('kill-generic', claim(0.08, 20), kills, { load: generic }),
  onSqlite('ways', claim(0.05, 60), ways, { load: WAYS_LOAD }),
  onPostgres('ways', claim(0.05, 60), ways, { load: WAYS_LOAD }),
  // A full minute is among them.
  ...onEach('alerts', claim(0.06, 110), alerts),
  ...onEach('doors', claim(0.06, 40), doors),
  // What is set for a minute goes within it.
  ...onEach('team', claim(0.06, 120), team),
  onPostgres('failover', claim(0.1, 30), failover, failovers),
  replica(claim(0.06, 40)),
  onSqlite('fault', claim(0.06, 20), faults),
  onPostgres('fault', claim(0.06, 20), faults),
  { ...onSqlite('soak', claim(0.06, 20), soak), store: undefined },
  { name: 'flood', ...claim(0.02, 5), count, run: (until) => receiptFlood(inputs(until)) },
  { name: 'fuzz-pdu', ...claim(0.02, 5), count, run: (until) => fuzzBot(inputs(until)) },
  { name: 'fuzz-pdu', ...claim(0.02, 5), count, run: (until) => fuzzSmsc(inputs(until)) },
  { name: 'fuzz-http', ...claim(0.02, 10), count, run: (until) => fuzzHttp(inputs(until)) },
  { name: 'doubt', store: 'sqlite', ...claim(0.03, 20), run: doubt },
  { name: 'lines', ...claim(0.04, 10), count, run: (until) => typedLines(inputs(until)) },
  { name: 'histories', ...claim(0.06, 20), count, run: (until) => histories(inputs(until)) },
];
const names = [...new Set(campaigns.map(({ name }) => name))];
const stores = ['sqlite', 'postgres'];
const unknown = [
  ...(values.only ?? []).filter((name) => !names.includes(name)).map((name) => `--only ${name}`),
  ...values.store.filter((store) => !stores.includes(store)).map((store) => `--store ${store}`),
  ...[values.minutes, values.seed ?? 0, values.count ?? 1]
    .filter((typed) => !Number.isFinite(Number(typed)))
    .map((typed) => `${typed}, which is no number`),
];
if (values.help || unknown.length > 0) {
  for (const typed of unknown) console.error(`there is no ${typed}`);
  console.log(`${USAGE} ${names.join(', ')}`);
  process.exit(unknown.length > 0 ? 1 : 0);
}
const wanted = campaigns.filter(
  ({ name, store }) =>
    (values.only === undefined || values.only.includes(name)) &&
    (store === undefined || values.store.includes(store)),
);

if (wanted.length === 0) console.error(`${values.only?.join(', ')}: not on ${values.store.join(' or ')}`);

const all: Figures[] = [];
for (const [index, campaign] of wanted.entries()) {
  const later = wanted.slice(index + 1);
  const now = performance.now();
  const time =
    campaign.count === undefined ? timeFor([campaign, ...later], deadline - now) : Number.POSITIVE_INFINITY;
  const figures = await campaign.run(now + time);
  console.log(lineOf(figures));
  all.push(figures);
}
if (all.length > 1) console.log(sumOf(all));
process.exit(all.length > 0 && all.every(passed) ? 0 : 1);
