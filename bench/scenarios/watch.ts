import { setTimeout as pause } from 'node:timers/promises';
import { canaryOf } from '../../src/messages/canary.ts';
import type { Bench } from '../bench.ts';
import { demand } from '../checks.ts';
import { clockMs } from '../clock.ts';
import { type Database, onNew } from '../databases.ts';
import { FIRST_OFF, FIRST_SINGLE_OFF, numberAt } from '../numbers.ts';
import { reached } from '../progress.ts';
import { percentile, report, result } from '../results.ts';
import { CAMPAIGN_CHAT, groups, people, type Scene, startScene } from '../scene.ts';
import { LOOK_MS, say, until } from './saying.ts';

/** The account's parts a second: the campaign takes all that singles leave. */
const RATE = 1_000;
const RECEIPT_WINDOW = 100;
const CAMPAIGN = 100_000;
/** Long enough for what was sent of a campaign before it to be told of, ms. */
const SINGLE_DELAY_MS = 1_500;
const SPACING_MS = 250;
/** Phones that are off, of one campaign. */
const FAILURES = 10_000;

/** What a group is told of failures: how soon, while a campaign goes out, and by how many calls, where they are many. */
export async function measureWatches({ databases }: Bench): Promise<void> {
  for (const each of databases) {
    await onNew(each, alertsInCampaign);
    await onNew(each, manyFailures);
  }
}

const startWatched = (database: Database): Promise<Scene> =>
  startScene(database, {
    receiptWindow: RECEIPT_WINDOW,
    singleDelayMs: SINGLE_DELAY_MS,
    settings: { SMPP_RATE: String(RATE) },
  });

/** Each group hears of a number of its own, whose phone is off. */
async function alertsInCampaign(database: Database): Promise<void> {
  const scene = await startWatched(database);
  const { bot, smsc, telegram } = scene;
  const watched = new Map(
    people.map((person, index) => [FIRST_SINGLE_OFF + index, { person, group: groups[index] ?? 0 }]),
  );
  for (const [index, { group }] of watched) {
    await say(scene, group, `/watch failed number=${numberAt(index)}`);
  }
  await bot.call('campaign', { count: CAMPAIGN, from: 0, chat: CAMPAIGN_CHAT, accounts: ['demo'] });

  const toldAt = new Map<number, number>();
  const onMessage = ({ chat, message }: { chat: number; message: { from: number } }): void => {
    if (message.from === telegram.bot.id && groups.includes(chat)) toldAt.set(chat, clockMs());
  };
  telegram.events.on('message', onMessage);
  for (const [index, { person }] of watched) {
    telegram.write(person, { from: person, text: `/sms +${numberAt(index)} Your order is ready` });
    await pause(SPACING_MS);
  }
  const isEachTold = () => toldAt.size >= watched.size;
  await until(isEachTold, `of ${watched.size} groups not each was told`, () => toldAt.size);
  telegram.events.off('message', onMessage);
  const { submits } = await smsc.call('counts');
  demand(submits < CAMPAIGN, 'the campaign did not last', submits);
  const took = (await smsc.call('takeSingles')).map(
    ({ index, dueAt }) => (toldAt.get(watched.get(index)?.group ?? 0) ?? Number.NaN) - dueAt,
  );
  await scene.close();
  report(result(`watch/${database.kind}/campaign/p50`, percentile(took, 0.5), 'ms'));
  report(result(`watch/${database.kind}/campaign/p99`, percentile(took, 0.99), 'ms'));
}

/** One group hears of all of them, and its message says how many they are. */
async function manyFailures(database: Database): Promise<void> {
  const scene = await startWatched(database);
  const { bot, smsc, telegram } = scene;
  const [group = 0] = groups;
  await say(scene, group, '/watch failed');
  const ofGroup = () => telegram.calls().filter(({ params }) => Number(params.chat_id) === group);
  const before = ofGroup().length;
  await bot.call('campaign', { count: FAILURES, from: FIRST_OFF, chat: CAMPAIGN_CHAT, accounts: ['demo'] });
  const first = canaryOf(FAILURES) ?? 0;
  await reached(smsc, { receipts: first });
  // The first ones leave alone, and since they fail somebody has to have the others sent.
  for (; (await smsc.call('counts')).submits === first; await pause(LOOK_MS)) await bot.call('say', 'resume');
  const beganAt = clockMs();
  const endedAt = await reached(smsc, { receipts: FAILURES });
  const isTold = () =>
    telegram.messages(group).some(({ text }) => text.replaceAll(/\p{Zs}/gu, '').includes(String(FAILURES)));
  const last = () => telegram.messages(group).at(-1)?.text;
  await until(isTold, `no message says that there are ${FAILURES}`, last);
  const toldMs = clockMs() - endedAt;
  const calls = ofGroup().length - before;
  await scene.close();
  report(
    result(
      `watch/${database.kind}/failures/speed`,
      ((FAILURES - first) * 1000) / (endedAt - beganAt),
      'failures/s',
    ),
  );
  report(result(`watch/${database.kind}/failures/told`, toldMs, 'ms'));
  report(result(`watch/${database.kind}/failures/calls`, calls, 'calls'));
}
