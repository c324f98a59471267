import type { Bench } from '../bench.ts';
import { demand } from '../checks.ts';
import { type Database, type Databases, onNew } from '../databases.ts';
import { fill } from '../fill.ts';
import { CAMPAIGN_CHAT, people, type Scene, startScene } from '../scene.ts';
import { reportStalls } from './campaign.ts';
import { type Latencies, reportLatencies, SINGLE_DELAY_MS, typeSingles } from './singles.ts';

/** The provider's way. */
const RECEIPT_WINDOW = 5;
/** The account's parts a second: the campaign takes all that singles leave. */
const RATE = 300;
const DAY_MS = 24 * 3600 * 1000;
/** Finished messages that are old enough to go. */
const OLD = 20_000;

/** Messages typed before what is measured, for V8 to compile what is hot. */
const WARM_UP = 60;
/** What is measured, and the messages of the campaign that it overtakes. */
const ORDINARY = { singles: 80, campaign: 20_000 };
const LARGE = { singles: 1_000, campaign: 100_000 };

/** What somebody who types a message waits for while the bot has nothing else to do, a campaign, or old messages to forget. */
export async function measureLatency({ databases, large }: Bench): Promise<void> {
  const { singles, campaign } = large ? LARGE : ORDINARY;
  for (const each of databases) {
    await onNew(each, (database) => idleAndCampaign(database, singles, campaign));
    await duringRetention(each, singles);
  }
}

async function typeWatched(scene: Scene, phase: string, count: number): Promise<Latencies> {
  await scene.bot.call('watchStalls');
  const latencies = await typeSingles(scene, count);
  reportLatencies(latencies, phase);
  reportStalls(await scene.bot.call('stalls'), `${phase}/singles`);
  return latencies;
}

async function idleAndCampaign(database: Database, singles: number, count: number): Promise<void> {
  const { kind } = database;
  const scene = await startScene(database, {
    receiptWindow: RECEIPT_WINDOW,
    singleDelayMs: SINGLE_DELAY_MS,
    settings: { SMPP_RATE: String(RATE) },
  });
  await typeSingles(scene, WARM_UP);
  await typeWatched(scene, `${kind}/idle`, singles);
  await scene.bot.call('campaign', { count, from: 0, chat: CAMPAIGN_CHAT, accounts: ['demo'] });
  await typeWatched(scene, `${kind}/campaign`, singles);
  const { submits, repeated } = await scene.smsc.call('counts');
  demand(
    submits < count && repeated === 0,
    'the campaign did not last, or something was sent twice',
    submits,
  );
  await scene.close();
}

async function duringRetention(databases: Databases, singles: number): Promise<void> {
  await onNew(databases, async (database) => {
    await fill(database, { from: 0, to: OLD, chats: people, until: Date.now() - 300 * DAY_MS });
    const scene = await startScene(database, {
      receiptWindow: RECEIPT_WINDOW,
      singleDelayMs: SINGLE_DELAY_MS,
      settings: { SMPP_RATE: String(RATE), KEEP_TEXTS: '100', KEEP_MESSAGES: '100' },
    });
    await typeSingles(scene, WARM_UP);
    await typeWatched(scene, `${databases.kind}/retention`, singles);
    await scene.close();
    const [row] = await database.read(
      `select (select count(*) from orders where forgotten_at is null) as untouched,
              (select count(*) from messages) as messages`,
    );
    demand(Number(row?.untouched) < OLD, 'nothing was forgotten meanwhile', row);
    demand(
      Number(row?.messages) > singles + WARM_UP,
      'all was forgotten before the singles had been sent',
      row,
    );
  });
}
