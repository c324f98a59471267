/** `npm run test:long -- --minutes N --only kill --seed S`: what takes longer than a test may. */
import { parseArgs } from 'node:util';
import { type Figures, lineOf, passed } from './figures.ts';
import { fuzzBot, fuzzSmsc } from './fuzz/pdu-campaign.ts';
import { killCampaign } from './kill/campaign.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    count: { type: 'string' },
    only: { type: 'string', multiple: true },
    store: { type: 'string', default: 'sqlite' },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const wanted = (name: string): boolean =>
  values.only === undefined || values.only.some((one) => name.startsWith(one));
const minutes = Number(values.minutes);
const all: Figures[] = [];
const report = (figures: Figures): void => {
  console.log(lineOf(figures));
  all.push(figures);
};
const count = Number(values.count ?? Number.POSITIVE_INFINITY);
const until = () =>
  performance.now() + (values.count === undefined ? minutes * 60_000 * 0.1 : Number.POSITIVE_INFINITY);
if (wanted('kill'))
  report(await killCampaign({ seed, minutes, store: 'sqlite', instances: 1, databaseUrl: null }));
if (wanted('fuzz-pdu')) {
  report(await fuzzBot({ seed, count, until: until() }));
  report(await fuzzSmsc({ seed, count, until: until() }));
}
process.exit(all.every(passed) ? 0 : 1);
