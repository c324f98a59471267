import { once } from 'node:events';
import { workbookOf } from '../../test/support/workbook.ts';
import type { Bench } from '../bench.ts';
import { checkStore, checkWire, demand } from '../checks.ts';
import { watchChildren } from '../child-memory.ts';
import { clockMs } from '../clock.ts';
import { type Database, onNew } from '../databases.ts';
import { numberAt } from '../numbers.ts';
import { reached } from '../progress.ts';
import { percentile, report, result } from '../results.ts';
import { CAMPAIGN_CHAT, type Scene, startScene } from '../scene.ts';
import { SINGLE_DELAY_MS, typeSingles } from './singles.ts';

/** The account's parts a second: the campaign takes all that singles leave. */
const RATE = 1_000;
const RECEIPT_WINDOW = 100;
const ROWS = 100_000;
/** Messages that are typed before what is measured, for V8 to compile what is hot, while the table is read, and while it is sent. */
const SINGLES = { before: 60, read: 60, sent: 60 };
const CAPTION = '/bulk {name}, your order {order} is ready';
const HEADER = ['Name', 'Phone', 'Order'];
const GIVEN_UP_MS = 300_000;

/** A table through the whole bot, from the file in a chat to its last receipt: how long, how much memory, and what others wait for meanwhile. */
export async function measureFiles({ databases }: Bench): Promise<void> {
  const rows = Array.from({ length: ROWS }, (_, index) => [
    `Person ${index}`,
    String(numberAt(index)),
    String(10_000 + index),
  ]);
  const csv = Buffer.from([HEADER, ...rows].map((row) => `${row.join(';')}\r\n`).join(''));
  const xlsx = workbookOf({ sheets: [{ rows: [HEADER, ...rows] }] });
  for (const each of databases) {
    await onNew(each, (database) => measureSent(database, csv, rows.length));
    await onNew(each, (database) => measureRead(database, xlsx));
  }
}

interface Preview {
  readonly message: number;
  /** The label of [Send]. */
  readonly button: string;
  /** From the file in the chat, ms. */
  readonly readMs: number;
}

async function startWarm(database: Database): Promise<Scene> {
  const scene = await startScene(database, {
    receiptWindow: RECEIPT_WINDOW,
    singleDelayMs: SINGLE_DELAY_MS,
    settings: { SMPP_RATE: String(RATE) },
  });
  await typeSingles(scene, SINGLES.before);
  return scene;
}

/** Somebody sends a table. Resolves once its card asks whether to send it. */
async function preview({ telegram }: Scene, name: string, bytes: Uint8Array): Promise<Preview> {
  const beganAt = clockMs();
  telegram.write(CAMPAIGN_CHAT, { from: CAMPAIGN_CHAT, text: CAPTION, file: { name, bytes } });
  const signal = AbortSignal.timeout(GIVEN_UP_MS);
  for (;;) {
    const [{ chat, message }] = await once(telegram.events, 'edit', { signal });
    if (chat !== CAMPAIGN_CHAT) continue;
    const button = message.buttons.flat().find(({ text }: { text: string }) => /^Send \d/.test(text));
    if (button) return { message: message.id, button: button.text, readMs: clockMs() - beganAt };
  }
}

/** The same with singles beside it, which are all sent and shown by then. */
async function previewBesideSingles(scene: Scene, name: string, bytes: Uint8Array) {
  const [previewed, singles] = await Promise.all([
    preview(scene, name, bytes),
    typeSingles(scene, SINGLES.read),
  ]);
  return { previewed, singles };
}

async function measureSent(database: Database, bytes: Uint8Array, count: number): Promise<void> {
  const { kind } = database;
  const scene = await startWarm(database);
  const { bot, smsc, telegram } = scene;
  const idle = await bot.call('memory');
  const beganAt = clockMs();
  const { previewed, singles: whileRead } = await previewBesideSingles(scene, 'orders.csv', bytes);
  const { message, button, readMs } = previewed;

  const before = await smsc.call('counts');
  demand(before.submits === SINGLES.before + SINGLES.read, 'something was sent that nobody has seen', before);
  const pressedAt = clockMs();
  const first = reached(smsc, { submits: before.submits + 1 });
  await telegram.press(CAMPAIGN_CHAT, message, { from: CAMPAIGN_CHAT, button });
  const firstMs = (await first) - pressedAt;
  const whileSent = await typeSingles(scene, SINGLES.sent);
  const all = count + SINGLES.before + SINGLES.read + SINGLES.sent;
  const { submits } = await smsc.call('counts');
  demand(submits < all, 'the campaign did not last as long as the singles', submits);
  const endedAt = await reached(smsc, { receipts: all });
  const peak = await bot.call('peakMemory');
  const left = await bot.call('memory');
  checkWire(await smsc.call('counts'), all, RECEIPT_WINDOW);
  await scene.close();
  await checkStore(database, all);

  report(result(`files/${kind}/csv/read`, readMs, 'ms'));
  report(result(`files/${kind}/csv/first`, firstMs, 'ms'));
  report(result(`files/${kind}/csv/total`, (endedAt - beganAt) / 1000, 's'));
  report(result(`files/${kind}/csv/peak`, peak - idle.rss, 'MB over idle'));
  report(result(`files/${kind}/csv/left`, left.live - idle.live, 'MB over idle'));
  for (const [when, { toSubmit }] of Object.entries({ read: whileRead, sent: whileSent })) {
    report(result(`files/${kind}/${when}/submit/p99`, percentile(toSubmit, 0.99), 'ms'));
  }
}

/** A workbook up to its preview: what follows is as for any other table. */
async function measureRead(database: Database, bytes: Uint8Array): Promise<void> {
  const { kind } = database;
  const scene = await startWarm(database);
  const idle = await scene.bot.call('memory');
  const most = watchChildren(scene.bot.pid);
  const { previewed, singles } = await previewBesideSingles(scene, 'orders.xlsx', bytes);
  const child = most();
  const peak = await scene.bot.call('peakMemory');
  await scene.close();
  report(result(`files/${kind}/xlsx/read`, previewed.readMs, 'ms'));
  report(result(`files/${kind}/xlsx/peak`, peak - idle.rss, 'MB over idle'));
  report(result(`files/${kind}/xlsx/child`, child, 'MB'));
  report(result(`files/${kind}/xlsx/submit/p99`, percentile(singles.toSubmit, 0.99), 'ms'));
}
