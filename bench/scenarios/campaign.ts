import { setTimeout as pause } from 'node:timers/promises';
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
/** For so long it is paused when half of it is sent. */
const PAUSE_MS = 1_000;

/** What one large campaign takes: time and silence while it is stored, silence while it is sent, memory, and disk. */
export async function measureCampaigns({ databases, messages, large }: Bench): Promise<void> {
  const count = large ? LARGE : TIMES * messages;
  for (const each of databases) {
    await onNew(each, (database) => measureCampaign(database, count));
    await onNew(each, (database) => measureCancelled(database, count));
  }
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
  await reached(smsc, { receipts: count / 2 });
  await bot.call('say', 'pause');
  await pause(PAUSE_MS);
  await bot.call('say', 'resume');
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

/** Silence and memory while one that waits for a word is written, and cancelled. */
async function measureCancelled(database: Database, count: number): Promise<void> {
  const { kind } = database;
  const scene = await startScene(database, { receiptWindow: RECEIPT_WINDOW });
  const { bot } = scene;
  const idle = await bot.call('memory');
  await bot.call('watchStalls');
  await bot.call('campaign', {
    count,
    from: 0,
    chat: CAMPAIGN_CHAT,
    accounts: ['demo'],
    isDraft: true,
  });
  reportStalls(await bot.call('stalls'), `${kind}/preview`);
  await bot.call('watchStalls');
  await bot.call('say', 'cancel');
  reportStalls(await bot.call('stalls'), `${kind}/cancel`);
  report(result(`memory/${kind}/cancelled`, (await bot.call('peakMemory')) - idle.rss, 'MB over idle'));
  await scene.close();
}

/** For how long at most nothing was heard, and for how long in the worst hundredth. */
export function reportStalls({ max, p99 }: Stalls, phase: string): void {
  report(result(`stall/${phase}/max`, max, 'ms'));
  report(result(`stall/${phase}/p99`, p99, 'ms'));
}
