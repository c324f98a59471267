import { Bot } from './bot-process.ts';
import type { Database } from './databases.ts';
import { report, result } from './results.ts';
import { BULK_CHAT, pairsPerSecond, startScene } from './scene.ts';

interface BulkOptions {
  readonly database: Database;
  readonly count: number;
  /** Pairs per second of the bare loop. */
  readonly bare: number;
  readonly profileFolder: string | null;
}

/** One bulk through the whole bot, every submit and receipt committed before the next step. */
export async function measureBulk({ database, count, bare, profileFolder }: BulkOptions): Promise<void> {
  const { kind } = database;
  const emptyBytes = await database.bytes();
  const scene = await startScene(0);
  const bot = await Bot.start(scene.settings(database.url), profileFolder);
  report(result(`start to ready, ${kind}, empty`, bot.startedInMs, 'ms'));
  const rate = await pairsPerSecond(scene.smsc, count, () => bot.bulk({ count, from: 0, chat: BULK_CHAT }));
  report(result(`bulk, durable, ${kind}, ${count} messages`, rate, 'messages/s', bare));
  await bot.stop();
  await scene.close();
  const bytes = (await database.bytes()) - emptyBytes;
  report(result(`on disk, ${kind}, a message of a bulk`, bytes / count, 'bytes'));
}

/** The provider kept receipts back while messages left; then they come as fast as they are answered. */
export async function measureDrain({ kind, url }: Database, count: number): Promise<void> {
  const scene = await startScene(0);
  const bot = await Bot.start(scene.settings(url));
  scene.smsc.fault({ fault: 'hold-receipts', seconds: 86_400 });
  const submitted = Promise.withResolvers<void>();
  let submits = 0;
  scene.smsc.events.on('submit', () => {
    submits += 1;
    if (submits === count) submitted.resolve();
  });
  await bot.bulk({ count, from: 0, chat: BULK_CHAT });
  await submitted.promise;
  let receipts = 0;
  const drained = Promise.withResolvers<void>();
  scene.smsc.events.on('receipt', () => {
    receipts += 1;
    if (receipts === count) drained.resolve();
  });
  const began = performance.now();
  scene.smsc.fault({ fault: 'none' });
  await drained.promise;
  const rate = (count * 1000) / (performance.now() - began);
  report(result(`receipts drained after an outage, ${kind}, window 5`, rate, 'receipts/s'));
  await bot.stop();
  await scene.close();
}
