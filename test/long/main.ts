/** `npm run test:long -- --minutes N --only kill --seed S --store postgres`: what takes longer than a test may. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { faults } from './faults.ts';
import { type Figures, lineOf, passed } from './figures.ts';
import { receiptFlood } from './flood.ts';
import { fuzzHttp } from './fuzz/http-campaign.ts';
import { fuzzBot, fuzzSmsc } from './fuzz/pdu-campaign.ts';
import { kills } from './kills.ts';
import { startPostgres } from './postgres.ts';
import { soak } from './soak.ts';
import { type Trouble, underLoad } from './under-load.ts';

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
const minutes = Number(values.minutes);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const wanted = (name: string): boolean => values.only === undefined || values.only.includes(name);
const all: Figures[] = [];
const report = (figures: Figures): void => {
  console.log(lineOf(figures));
  all.push(figures);
};

async function onEachStore(campaign: string, share: number, trouble: Trouble): Promise<void> {
  const options = { seed, minutes: minutes * share };
  if (values.store.includes('sqlite')) {
    report(
      await underLoad(campaign, { ...options, store: 'sqlite', instances: 1, databaseUrl: null }, trouble),
    );
  }
  if (!values.store.includes('postgres')) return;
  const postgres = await startPostgres();
  const databaseUrl = await postgres.newUrl();
  report(
    await underLoad(campaign, { ...options, store: 'postgres', instances: INSTANCES, databaseUrl }, trouble),
  );
  await postgres.stop();
}

/** How a campaign shares the minutes with the others; alone it has them all. */
const shareOf = (share: number): number => (values.only?.length === 1 ? 1 / values.store.length : share);

if (wanted('kill')) await onEachStore('kill', shareOf(0.35), kills);
if (wanted('fault')) await onEachStore('fault', shareOf(0.08), faults);
if (wanted('soak')) {
  const share = values.only?.length === 1 ? 1 : 0.1;
  const options = {
    seed,
    minutes: minutes * share,
    store: 'sqlite',
    instances: 1,
    databaseUrl: null,
  } as const;
  report(await underLoad('soak', options, soak));
}
/** A campaign of `count` inputs, else of a share of the minutes. */
const limits = () => ({
  seed,
  count: Number(values.count ?? Number.POSITIVE_INFINITY),
  until:
    performance.now() + (values.count === undefined ? minutes * 60_000 * 0.03 : Number.POSITIVE_INFINITY),
});
if (wanted('flood')) report(await receiptFlood(limits()));
if (wanted('fuzz-pdu')) {
  report(await fuzzBot(limits()));
  report(await fuzzSmsc(limits()));
}
if (wanted('fuzz-http')) report(await fuzzHttp(limits()));
if (wanted('browser')) {
  const run = spawn('npm', ['run', '--silent', 'test:browser'], { stdio: 'inherit' });
  const [code] = await once(run, 'exit');
  const none = { store: '-', seed, runs: 1, messages: 0, lost: 0, twice: 0, notes: [] } as const;
  report({ campaign: 'browser', ...none, wrong: code === 0 ? 0 : 1 });
}
process.exit(all.every(passed) ? 0 : 1);
