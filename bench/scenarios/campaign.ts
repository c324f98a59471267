import type { Bench } from '../bench.ts';
import type { Stalls } from '../bot/stalls.ts';
import { checkStore, checkWire } from '../checks.ts';
import { type Database, onNew } from '../databases.ts';
import { reached } from '../progress.ts';
import { report, result } from '../results.ts';
import { CAMPAIGN_CHAT, startScene } from '../scene.ts';

const RECEIPT_WINDOW = 100;
/** So many times a lean campaign. */
const TIMES = 4;
const LARGE = 1_000_000;

/** What one large campaign takes: time and silence while it is stored, silence while it is sent, memory, and disk. */
export async function measureCampaigns({ databases, messages, large }: Bench): Promise<void> {
  const count = large ? LARGE : TIMES * messages;
  for (const each of databases) await onNew(each, (database) => measureCampaign(database, count));
}

async function measureCampaign(database: Database, count: number): Promise<void> {
  const { kind } = database;
  const emptyBytes = await database.bytes();
  const scene = await startScene(database, { receiptWindow: RECEIPT_WINDOW });
  const { bot, smsc } = scene;
  const idle = await bot.call('memory');
  await bot.call('watchStalls');
  const enqueue = await bot.call('campaign', {
    count,
    from: 0,
    chat: CAMPAIGN_CHAT,
    accounts: ['demo'],
  });
  const whileStored = await bot.call('stalls');
  await bot.call('watchStalls');
  await reached(smsc, { receipts: count });
  const whileSent = await bot.call('stalls');
  const peak = await bot.call('peakMemory');
  const left = await bot.call('memory');
  checkWire(await smsc.call('counts'), count, RECEIPT_WINDOW);
  await scene.close();
  await checkStore(database, count);

  const cpuUs = enqueue.cpuUs / count;
  report(result(`enqueue/${kind}`, (enqueue.ms * 1000) / count, 'µs a message', { cpuUs }));
  reportStalls(whileStored, `${kind}/enqueue`);
  reportStalls(whileSent, `${kind}/campaign`);
  report(result(`memory/${kind}/peak`, peak - idle.rss, 'MB over idle'));
  report(result(`memory/${kind}/left`, left.live - idle.live, 'MB over idle'));
  report(result(`bytes/${kind}`, ((await database.bytes()) - emptyBytes) / count, 'bytes a message'));
}

/** For how long at most nothing was heard, and for how long in the worst hundredth. */
export function reportStalls({ max, p99 }: Stalls, phase: string): void {
  report(result(`stall/${phase}/max`, max, 'ms'));
  report(result(`stall/${phase}/p99`, p99, 'ms'));
}
