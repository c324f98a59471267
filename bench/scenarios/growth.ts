import type { Bench } from '../bench.ts';
import { checkStore } from '../checks.ts';
import { type Database, onNew } from '../databases.ts';
import { fill, providerId } from '../fill.ts';
import { reached } from '../progress.ts';
import { median, report, result } from '../results.ts';
import { CAMPAIGN_CHAT, people, startScene } from '../scene.ts';
import { askStatus, SINGLE_DELAY_MS, typeSingles } from './singles.ts';

/** Messages stored. */
const SIZES = [10_000];
const LARGE_SIZES = [10_000, 1_000_000, 10_000_000];
/** Messages of the campaign, and those typed and asked about, at each size. */
const CAMPAIGN = 4_000;
const TYPED = 40;
const WINDOWS = [5, 100];
/** Campaigns at each window, in turns: one lasts a second, in which much may be in the way. */
const CAMPAIGNS = 3;

const UNITS = {
  ready: 'ms',
  w5: 'messages/s',
  w100: 'messages/s',
  submit: 'ms',
  card: 'ms',
  status: 'ms',
} as const;
type Figures = Readonly<Record<keyof typeof UNITS, number>>;

/** What the whole bot does with so many finished messages stored already, beside what it did with the fewest. */
export async function measureGrowth({ databases, large }: Bench): Promise<void> {
  const sizes = large ? LARGE_SIZES : SIZES;
  for (const each of databases) await onNew(each, (database) => measureSizes(database, sizes));
}

async function measureSizes(database: Database, sizes: readonly number[]): Promise<void> {
  const { kind } = database;
  let smallest: Figures | null = null;
  let stored = 0;
  for (const [round, size] of sizes.entries()) {
    const began = performance.now();
    const bytesBefore = await database.bytes();
    await fill(database, { from: stored, to: size, chats: people, until: Date.now() });
    console.log(`  ${kind}: ${size} messages stored, ${Math.round((performance.now() - began) / 1000)} s`);
    const bytes = ((await database.bytes()) - bytesBefore) / (size - stored);
    report(result(`growth/${kind}/${size}/bytes`, bytes, 'bytes a message'));
    stored = size;
    const figures: Figures = await measure(database, size, round);
    for (const key of Object.keys(UNITS) as (keyof Figures)[]) {
      const reference = smallest?.[key] ?? null;
      report(result(`growth/${kind}/${size}/${key}`, figures[key], UNITS[key], { reference }));
    }
    smallest ??= figures;
  }
}

async function measure(database: Database, stored: number, round: number): Promise<Figures> {
  const speeds = new Map(WINDOWS.map((receiptWindow): [number, number[]] => [receiptWindow, []]));
  let from = round * WINDOWS.length * CAMPAIGNS * CAMPAIGN;
  for (let turn = 0; turn < CAMPAIGNS; turn++) {
    for (const [receiptWindow, own] of speeds) {
      own.push(await speedAt(database, receiptWindow, from));
      from += CAMPAIGN;
    }
  }
  const scene = await startScene(database, { receiptWindow: 5, singleDelayMs: SINGLE_DELAY_MS });
  const { toSubmit, toCard } = await typeSingles(scene, TYPED);
  const ids = Array.from({ length: TYPED }, (_, index) =>
    providerId(1 + Math.floor((index * stored) / TYPED)),
  );
  const status = await askStatus(scene, ids);
  await scene.close();
  const [w5 = Number.NaN, w100 = Number.NaN] = [...speeds.values()].map(median);
  return {
    ready: scene.readyMs,
    w5,
    w100,
    submit: median(toSubmit),
    card: median(toCard),
    status: median(status),
  };
}

async function speedAt(database: Database, receiptWindow: number, from: number): Promise<number> {
  const since = Date.now();
  const scene = await startScene(database, { receiptWindow });
  const warm = CAMPAIGN / 4;
  const campaign = { count: CAMPAIGN, from, chat: CAMPAIGN_CHAT, accounts: ['demo'] };
  const enqueued = scene.bot.call('campaign', campaign);
  const beganAt = await reached(scene.smsc, { receipts: warm });
  const endedAt = await reached(scene.smsc, { receipts: CAMPAIGN });
  await enqueued;
  await scene.close();
  await checkStore(database, CAMPAIGN, since);
  return ((CAMPAIGN - warm) * 1000) / (endedAt - beganAt);
}
