import type { Bench } from '../bench.ts';
import { type CampaignFigures, runCampaign } from '../campaign-run.ts';
import { type Databases, onNew } from '../databases.ts';
import { report, result } from '../results.ts';
import { type Contestants, inTurns } from './rounds.ts';

/** The provider's way. */
const RECEIPT_WINDOW = 5;
/** Each with the seconds for which it is measured. */
const RATES = [
  { rate: 100, seconds: 3 },
  { rate: 300, seconds: 2 },
];
const ACCOUNTS = { count: 10, rate: 100, seconds: 2 };
/** s: what is sent before, and the end, when the queue is not what it was, are not measured. */
const BEFORE_S = 0.5;
const AFTER_S = 1;

/** What a message costs at an account's ordinary rate, and what ten accounts take in one process, measured once. */
export async function measureRates(bench: Bench): Promise<void> {
  const figures = await inTurns(contestantsOf(bench), ({ cpuUs }) => cpuUs);
  for (const [name, each] of figures) reportRun(name, each, Number(/^rate(\d+)/.exec(name)?.[1]));
  const { count, rate } = ACCOUNTS;
  const accounts = Array.from({ length: count }, (_, index) => `demo${index}`);
  for (const each of bench.databases) {
    const run = await runAt(each, { ...ACCOUNTS, accounts }, bench);
    const name = `accounts${count}/${each.kind}`;
    reportRun(name, run, count * rate);
    report(result(`${name}/cores`, (run.cpuUs * run.perSecond) / 1e6, 'cores'));
  }
}

/** @param allowed by the settings, messages/s */
function reportRun(name: string, { cpuUs, serverCpuUs, perSecond }: CampaignFigures, allowed: number): void {
  report(result(name, cpuUs, 'µs of CPU', { cpuUs, serverCpuUs }));
  report(result(`${name}/speed`, perSecond, 'messages/s', { reference: allowed }));
}

function contestantsOf(bench: Bench): Contestants<CampaignFigures> {
  const contestants = new Map<string, () => Promise<CampaignFigures>>();
  for (const each of bench.databases) {
    for (const { rate, seconds } of RATES) {
      const run = { rate, seconds, accounts: ['demo'] };
      contestants.set(`rate${rate}/${each.kind}`, () => runAt(each, run, bench));
    }
  }
  return contestants;
}

interface RateRun {
  /** Of each account, messages/s. */
  readonly rate: number;
  readonly accounts: readonly string[];
  readonly seconds: number;
}

function runAt(
  databases: Databases,
  { rate, accounts, seconds }: RateRun,
  { profileFolder }: Bench,
): Promise<CampaignFigures> {
  const perSecond = rate * accounts.length;
  return onNew(databases, (database) =>
    runCampaign(database, {
      receiptWindow: RECEIPT_WINDOW,
      warmUp: perSecond * BEFORE_S,
      messages: perSecond * (seconds + AFTER_S),
      measured: perSecond * seconds,
      accounts,
      settings: {
        SMPP_RATE: String(rate),
        SMPP_ACCOUNTS: accounts.map((login) => `${login}:demo`).join(','),
      },
      profileFolder,
    }),
  );
}
