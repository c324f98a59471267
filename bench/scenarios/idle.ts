import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from '../bench.ts';
import { demand } from '../checks.ts';
import { type Database, onNew } from '../databases.ts';
import { fill } from '../fill.ts';
import { report, result } from '../results.ts';
import { CAMPAIGN_CHAT, groups, people, type Scene, startScene } from '../scene.ts';
import { say } from './saying.ts';

/** Messages stored. */
const STORED = 10_000;
const LARGE_STORED = 10_000_000;
const CONTACTS = 10_000;
/** In each group. */
const WATCHES = ['/watch failed', '/watch incoming', '/watch link'];
/** Until what has just been said is shown and counted, ms. */
const SETTLED_MS = 10_000;
/** Rounds come at least once a minute, ms. */
const MINUTE_MS = 60_000;

/** What a minute costs in which nothing is sent, nothing comes, and nobody writes, where teams watch and much is stored. */
export async function measureIdle({ databases, large }: Bench): Promise<void> {
  const stored = large ? LARGE_STORED : STORED;
  for (const each of databases) await onNew(each, (database) => measureMinute(database, stored));
}

async function measureMinute(database: Database, stored: number): Promise<void> {
  await fill(database, { from: 0, to: stored, chats: people, until: Date.now() });
  await database.run(CONTACTS_WRITTEN);
  const scene = await startScene(database, { receiptWindow: 5 });
  const { bot, telegram } = scene;
  await Promise.all(groups.map((group) => watch(scene, group)));
  await pause(SETTLED_MS);
  const callsBefore = telegram.calls().length;
  const before = { cpuUs: await bot.call('cpuUs'), serverCpuUs: database.serverCpuUs() };
  await pause(MINUTE_MS);
  const cpuUs = (await bot.call('cpuUs')) - before.cpuUs;
  const serverCpuUs = (database.serverCpuUs() ?? Number.NaN) - (before.serverCpuUs ?? Number.NaN);
  // To be watched costs more than all else.
  await bot.call('watchStalls');
  await pause(MINUTE_MS);
  const stalls = await bot.call('stalls');
  const calls = telegram
    .calls()
    .slice(callsBefore)
    .filter(({ method }) => method !== 'getUpdates').length;
  const { live } = await bot.call('memory');
  await scene.close();
  demand(calls === 0, 'somebody was told of something', calls);
  const name = `idle/${database.kind}`;
  report(result(`${name}/bot`, cpuUs / 1_000, 'ms of CPU a minute'));
  if (database.kind === 'postgres')
    report(result(`${name}/server`, serverCpuUs / 1_000, 'ms of CPU a minute'));
  report(result(`${name}/stall`, stalls.max, 'ms'));
  report(result(`${name}/memory`, live, 'MB'));
}

async function watch(scene: Scene, group: number): Promise<void> {
  for (const line of WATCHES) await say(scene, group, line);
}

/** The team's own, by SQL alone. */
const CONTACTS_WRITTEN = `insert into contacts (owner_id, key, name, number, fields, made_by, made_at)
  with recursive series(n) as (select 1 union all select n + 1 from series where n < ${CONTACTS})
  select 0, 'person' || n, 'Person' || n, '79' || (100000000 + n), '{}', ${CAMPAIGN_CHAT}, 0 from series`;
