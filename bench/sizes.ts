import { Bot } from './bot-process.ts';
import type { Database } from './databases.ts';
import { fill, providerId } from './fill.ts';
import { askStatus, DELIVERY_MS, typeMessages } from './latency.ts';
import { percentile, report, result } from './results.ts';
import { BULK_CHAT, pairsPerSecond, startScene } from './scene.ts';

/** Messages of the bulk, and those typed and asked about, at each size. */
const BULK = 3_000;
const TYPED = 40;

type Figures = Readonly<Record<'ready' | 'bulk' | 'submit' | 'card' | 'status', number>>;

const UNITS = {
  ready: ['start to ready', 'ms'],
  bulk: ['bulk, durable', 'messages/s'],
  submit: ['update to submit_sm, idle, p50', 'ms'],
  card: ['receipt to card, idle, p50', 'ms'],
  status: ['/status by id to its card, p50', 'ms'],
} as const satisfies Record<keyof Figures, readonly [string, string]>;

/** What the whole bot does with so many finished messages stored already, beside what it did with none. */
export async function measureSizes(database: Database, sizes: readonly number[]): Promise<void> {
  const { kind } = database;
  const people = await chats();
  const empty = await measure(database, 0, 0);
  let stored = 0;
  for (const [index, size] of sizes.entries()) {
    const began = performance.now();
    const bytesBefore = await database.bytes();
    await fill(database, { from: stored, to: size, chats: people, until: Date.now() });
    console.log(`  ${kind}: ${size} messages stored, ${Math.round((performance.now() - began) / 1000)} s`);
    const bytes = ((await database.bytes()) - bytesBefore) / (size - stored);
    report(result(`on disk, ${kind}, a message with its card, ${size} stored`, bytes, 'bytes'));
    stored = size;
    const figures = await measure(database, size, index + 1);
    for (const key of ['ready', 'bulk', 'submit', 'card', 'status'] as const) {
      const [name, unit] = UNITS[key];
      report(result(`${name}, ${kind}, ${size} stored`, figures[key], unit, empty[key]));
    }
  }
}

async function chats(): Promise<readonly number[]> {
  const scene = await startScene(0);
  await scene.close();
  return scene.people;
}

async function measure({ url }: Database, stored: number, round: number): Promise<Figures> {
  const fast = await startScene(0);
  const busy = await Bot.start(fast.settings(url));
  const bulk = { count: BULK, from: round * BULK, chat: BULK_CHAT };
  const rate = await pairsPerSecond(fast.smsc, BULK, () => busy.bulk(bulk));
  await busy.stop();
  await fast.close();

  const scene = await startScene(DELIVERY_MS);
  const bot = await Bot.start(scene.settings(url));
  const { toSubmit, toCard } = await typeMessages(scene, `round ${round}`, TYPED);
  const ids =
    stored === 0
      ? scene.smsc.submits().flatMap(({ messageId }) => messageId ?? [])
      : Array.from({ length: TYPED }, (_, index) => providerId(1 + Math.floor((index * stored) / TYPED)));
  const status = await askStatus(scene, ids.slice(0, TYPED));
  await bot.stop();
  await scene.close();
  return {
    ready: busy.startedInMs,
    bulk: rate,
    submit: percentile(toSubmit, 0.5),
    card: percentile(toCard, 0.5),
    status: percentile(status, 0.5),
  };
}
