import type { Bench } from '../bench.ts';
import { checkStore, checkWire } from '../checks.ts';
import { clockMs } from '../clock.ts';
import { type Database, onNew } from '../databases.ts';
import { reached } from '../progress.ts';
import { report, result } from '../results.ts';
import { CAMPAIGN_CHAT, startScene } from '../scene.ts';

const RECEIPT_WINDOW = 50;
const LARGE = 1_000_000;

/** The provider kept receipts back while messages left; then they come as fast as they are acknowledged. */
export async function measureDrain({ databases, messages, large }: Bench): Promise<void> {
  const count = large ? LARGE : messages;
  for (const each of databases) await onNew(each, (database) => drain(database, count));
}

async function drain(database: Database, count: number): Promise<void> {
  const scene = await startScene(database, { receiptWindow: RECEIPT_WINDOW });
  const { bot, smsc } = scene;
  await smsc.call('hold', true);
  await bot.call('campaign', { count, from: 0, chat: CAMPAIGN_CHAT, accounts: ['demo'] });
  await reached(smsc, { submits: count });
  const before = { cpuUs: await bot.call('cpuUs'), memory: await bot.call('memory'), at: clockMs() };
  await smsc.call('hold', false);
  const endedAt = await reached(smsc, { receipts: count });
  const cpuUs = ((await bot.call('cpuUs')) - before.cpuUs) / count;
  const { live } = await bot.call('memory');
  checkWire(await smsc.call('counts'), count, RECEIPT_WINDOW);
  await scene.close();
  await checkStore(database, count);
  const name = `drain/${database.kind}/w${RECEIPT_WINDOW}`;
  report(result(name, (count * 1000) / (endedAt - before.at), 'receipts/s', { cpuUs }));
  report(result(`${name}/memory`, live - before.memory.live, 'MB more'));
}
