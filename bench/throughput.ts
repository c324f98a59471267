import { statSync } from 'node:fs';
import { Bot } from './bot-process.ts';
import { report, result } from './results.ts';
import { BULK_CHAT, pairsPerSecond, startScene } from './scene.ts';

interface ThroughputOptions {
  readonly store: string;
  readonly databaseUrl: string;
  readonly count: number;
  /** Pairs per second of the bare loop. */
  readonly bare: number;
  readonly profileFolder: string | null;
}

/** One bulk through the whole bot, every submit and receipt committed before the next step. */
export async function measureBulk({
  store,
  databaseUrl,
  count,
  bare,
  profileFolder,
}: ThroughputOptions): Promise<void> {
  const scene = await startScene(0);
  const bot = await Bot.start(scene.settings(databaseUrl), profileFolder);
  report(result(`start to ready, ${store}, empty`, bot.startedInMs, 'ms'));
  const idleMb = await bot.rssMb();
  const rate = await pairsPerSecond(scene.smsc, count, () => bot.bulk({ count, from: 0, chat: BULK_CHAT }));
  report(result(`bulk, durable, ${store}, ${count} messages`, rate, 'messages/s', bare));
  report(result(`memory after that bulk, ${store}`, await bot.rssMb(), 'MB', idleMb));
  await bot.stop();
  await scene.close();
  if (databaseUrl.startsWith('file:')) {
    const bytes = statSync(databaseUrl.slice('file:'.length)).size;
    report(result(`cost of a message, ${store}`, bytes / count, 'bytes'));
  }
}

/** The provider kept receipts back while messages left; then they come as fast as they are answered. */
export async function measureDrain({
  store,
  databaseUrl,
  count,
}: Omit<ThroughputOptions, 'bare' | 'profileFolder'>): Promise<void> {
  const scene = await startScene(0);
  const bot = await Bot.start(scene.settings(databaseUrl));
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
  report(
    result(
      `receipts drained after an outage, ${store}, window 5`,
      (count * 1000) / (performance.now() - began),
      'receipts/s',
    ),
  );
  await bot.stop();
  await scene.close();
}
