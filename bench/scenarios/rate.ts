import type { Bench } from '../bench.ts';
import { checkStore, checkWire } from '../checks.ts';
import { type Database, onNew } from '../databases.ts';
import { reached } from '../progress.ts';
import { report, result } from '../results.ts';
import { CAMPAIGN_CHAT, type Scene, startScene } from '../scene.ts';

/** The provider's way. */
const RECEIPT_WINDOW = 5;
/** Measured one after the other in one process: what it costs to start is none of theirs. */
const WINDOWS = 3;
const WINDOW_S = 2;
/** s: nor is the end, when the queue is not what it was. */
const AFTER_S = 1;

const ONE = ['demo'];
const TEN = Array.from({ length: 10 }, (_, index) => `demo${index}`);
const RUNS: readonly RateRun[] = [
  { name: 'rate100', rate: 100, accounts: ONE, beforeS: 10 },
  { name: 'rate300', rate: 300, accounts: ONE, beforeS: 5 },
  { name: 'accounts10', rate: 100, accounts: TEN, beforeS: 5 },
];

interface RateRun {
  readonly name: string;
  /** Of each account, messages/s. */
  readonly rate: number;
  readonly accounts: readonly string[];
  /** s: what is sent before, while V8 compiles what is hot and caches fill, is not measured. */
  readonly beforeS: number;
}

interface Figures {
  readonly perSecond: number;
  /** Of the bot's process, µs a message. */
  readonly cpuUs: number;
  /** Of the store's server, µs a message; null where there is none. */
  readonly serverCpuUs: number | null;
}

/** What a message costs at an account's ordinary rate, and what ten accounts take in one process. */
export async function measureRates({ databases, profileFolder }: Bench): Promise<void> {
  for (const each of databases) {
    for (const run of RUNS) {
      const figures = await onNew(each, (database) => runAt(database, run, profileFolder));
      const { perSecond, cpuUs, serverCpuUs } = figures;
      const name = `${run.name}/${each.kind}`;
      report(result(name, cpuUs, 'µs of CPU', { cpuUs, serverCpuUs }));
      report(result(`${name}/speed`, perSecond, 'messages/s', { reference: perSecondOf(run) }));
      if (run.accounts === TEN) report(result(`${name}/cores`, (cpuUs * perSecond) / 1e6, 'cores'));
    }
  }
}

const perSecondOf = ({ rate, accounts }: RateRun): number => rate * accounts.length;

/** One campaign through the whole bot. Throws WrongRun. */
async function runAt(database: Database, run: RateRun, profileFolder: string | null): Promise<Figures> {
  const { rate, accounts, beforeS } = run;
  const scene = await startScene(database, {
    receiptWindow: RECEIPT_WINDOW,
    settings: {
      SMPP_RATE: String(rate),
      SMPP_ACCOUNTS: accounts.map((login) => `${login}:demo`).join(','),
    },
    profileFolder,
  });
  const all = perSecondOf(run) * (beforeS + WINDOWS * WINDOW_S + AFTER_S);
  await scene.bot.call('campaign', { count: all, from: 0, chat: CAMPAIGN_CHAT, accounts });
  const windows = await measureWindows(database, scene, run);
  await reached(scene.smsc, { receipts: all });
  checkWire(await scene.smsc.call('counts'), all, RECEIPT_WINDOW);
  await scene.close();
  await checkStore(database, all);
  const middle = windows.toSorted((one, other) => one.cpuUs - other.cpuUs)[Math.floor(WINDOWS / 2)];
  if (!middle) throw new TypeError('nothing was measured');
  return middle;
}

async function measureWindows(database: Database, { bot, smsc }: Scene, run: RateRun): Promise<Figures[]> {
  const measured = perSecondOf(run) * WINDOW_S;
  const first = perSecondOf(run) * run.beforeS;
  /** Once so many receipts have been acknowledged. */
  const markAt = async (receipts: number) => ({
    at: await reached(smsc, { receipts }),
    cpuUs: await bot.call('cpuUs'),
    serverCpuUs: database.serverCpuUs(),
  });
  const windows: Figures[] = [];
  for (let before = await markAt(first); windows.length < WINDOWS; ) {
    const after = await markAt(first + (windows.length + 1) * measured);
    windows.push({
      perSecond: (measured * 1000) / (after.at - before.at),
      cpuUs: (after.cpuUs - before.cpuUs) / measured,
      serverCpuUs:
        before.serverCpuUs === null || after.serverCpuUs === null
          ? null
          : (after.serverCpuUs - before.serverCpuUs) / measured,
    });
    before = after;
  }
  return windows;
}
