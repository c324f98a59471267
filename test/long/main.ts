/** `npm run test:long -- --minutes N --only kill --seed S`: what takes longer than a test may. */
import { parseArgs } from 'node:util';
import { lineOf, passed } from './figures.ts';
import { killCampaign } from './kill/campaign.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    only: { type: 'string', multiple: true },
    store: { type: 'string', default: 'sqlite' },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const figures = await killCampaign({
  seed,
  minutes: Number(values.minutes),
  store: 'sqlite',
  instances: 1,
  databaseUrl: null,
});
console.log(lineOf(figures));
process.exit(passed(figures) ? 0 : 1);
