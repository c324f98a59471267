import { judgeMemory, type MemorySample } from '../test/long/memory.ts';
import { Bot } from './bot-process.ts';
import type { Database } from './databases.ts';
import { report, result } from './results.ts';
import { BULK_CHAT, pairsPerSecond, startScene } from './scene.ts';

const BULKS = 30;
/** Records that the simulated provider holds, so that this process stays small beside the measured one. */
const KEPT = 10_000;

/** Memory of the bot while so many messages are sent, in bulks, and their receipts taken. */
export async function measureMemory({ kind, url }: Database, messages: number): Promise<void> {
  const scene = await startScene(0, KEPT);
  const bot = await Bot.start(scene.settings(url));
  const count = Math.ceil(messages / BULKS);
  const samples: MemorySample[] = [];
  for (let bulk = 0; bulk < BULKS; bulk += 1) {
    const order = { count, from: bulk * count, chat: BULK_CHAT };
    await pairsPerSecond(scene.smsc, count, () => bot.bulk(order));
    samples.push(await bot.memory());
  }
  const third = BULKS / 3;
  for (const [index, ends] of ['first', 'second', 'last'].entries()) {
    const part = samples.slice(index * third, (index + 1) * third);
    for (const key of ['live', 'rss'] as const) {
      const name = key === 'live' ? 'live after a collection' : 'RSS';
      const mean = (all: readonly MemorySample[]): number =>
        all.reduce((sum, each) => sum + each[key], 0) / third;
      const reference = index === 0 ? null : mean(samples.slice(0, third));
      report(result(`memory, ${kind}, ${name}, ${ends} third of ${messages}`, mean(part), 'MB', reference));
    }
  }
  const { flat, note } = judgeMemory(samples);
  console.log(`  ${flat ? 'flat' : 'IT GROWS'}: ${note}`);
  await bot.stop();
  await scene.close();
}
