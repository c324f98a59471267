import { once } from 'node:events';
import type { Bench } from '../bench.ts';
import { demand } from '../checks.ts';
import { type Database, onNew } from '../databases.ts';
import { fillHours } from '../fill-hours.ts';
import { percentile, report, result } from '../results.ts';
import { people, type Scene, startScene } from '../scene.ts';

const RECEIPT_WINDOW = 5;
const TIMES = 5;
const GIVEN_UP_MS = 60_000;

/** What somebody waits for who asks for a year of ten million messages: for the figures alone, and for the card with the picture. */
export async function measureStats({ databases }: Bench): Promise<void> {
  for (const each of databases) await onNew(each, measureYear);
}

async function measureYear(database: Database): Promise<void> {
  const { kind } = database;
  const messages = await fillHours(database, Date.now());
  console.log(`  ${kind}: a year of ${messages} messages counted`);
  const scene = await startScene(database, { receiptWindow: RECEIPT_WINDOW });
  const pictured: number[] = [];
  const figures: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    figures.push(await scene.bot.call('countYear'));
    pictured.push(await askStats(scene, people[time] ?? 0));
  }
  await scene.close();
  report(result(`stats/${kind}/figures`, percentile(figures, 1), 'ms'));
  report(result(`stats/${kind}/picture`, percentile(pictured, 1), 'ms'));
}

/** From /stats 365d to its card with the picture, ms. */
async function askStats({ telegram }: Scene, chat: number): Promise<number> {
  const began = performance.now();
  telegram.write(chat, { from: chat, text: '/stats 365d' });
  const signal = AbortSignal.timeout(GIVEN_UP_MS);
  for (;;) {
    const [{ message }] = await once(telegram.events, 'message', { signal });
    if (message.from !== telegram.bot.id) continue;
    demand(message.file?.kind === 'photo', 'the statistics came without a picture', message.text);
    return performance.now() - began;
  }
}
