import { canaryOf } from '../src/messages/canary.ts';
import type { StatementCounts } from './bot/statements.ts';
import { checkStore, checkWire } from './checks.ts';
import type { Database } from './databases.ts';
import { reached } from './progress.ts';
import { CAMPAIGN_CHAT, type Scene, type SceneOptions, startScene } from './scene.ts';

export interface CampaignRun extends SceneOptions {
  /** Messages of a campaign before it, that is not measured, for V8 to compile what is hot. */
  readonly warmUp: number;
  readonly messages: number;
}

export interface CampaignFigures {
  /** From the first submit to the acknowledgement of the last receipt, messages/s. */
  readonly perSecond: number;
  /** Of the bot's process, µs a message. */
  readonly cpuUs: number;
  /** Of the store's server, µs a message; null where there is none. */
  readonly serverCpuUs: number | null;
  /** A message; null where they were not counted. */
  readonly counts: StatementCounts | null;
}

/** One campaign through the whole bot, on a store with nothing else in it. Throws WrongRun. */
export async function runCampaign(database: Database, run: CampaignRun): Promise<CampaignFigures> {
  const scene = await startScene(database, run);
  const figures = await sendCampaign(database, scene, run);
  const all = run.warmUp + run.messages;
  checkWire(await scene.smsc.call('counts'), all, run.receiptWindow);
  await scene.close();
  await checkStore(database, all);
  return figures;
}

async function sendCampaign(
  database: Database,
  { bot, smsc }: Scene,
  { warmUp, messages }: CampaignRun,
): Promise<CampaignFigures> {
  const ordinary = { chat: CAMPAIGN_CHAT, accounts: ['demo'] };
  await bot.call('campaign', { count: warmUp, from: 0, ...ordinary });
  await reached(smsc, { receipts: warmUp });
  // The first of a large campaign leave alone, and the others once it is known what became of those.
  const first = canaryOf(messages) ?? 0;
  const began = smsc.call('reached', { submits: warmUp + first + 1 });
  const before = (await bot.call('campaign', { count: messages, from: warmUp, ...ordinary })).now;
  const serverBefore = database.serverCpuUs();
  const endedAt = await reached(smsc, { receipts: warmUp + messages });
  const after = { cpuUs: await bot.call('cpuUs'), counts: await bot.call('counts') };
  const serverAfter = database.serverCpuUs();
  const hasServer = serverBefore !== null && serverAfter !== null;
  return {
    perSecond: ((messages - first) * 1000) / (endedAt - (await began)),
    cpuUs: (after.cpuUs - before.cpuUs) / messages,
    serverCpuUs: hasServer ? (serverAfter - serverBefore) / messages : null,
    counts: countsBetween(before.counts, after.counts, messages),
  };
}

function countsBetween(
  before: StatementCounts | null,
  after: StatementCounts | null,
  messages: number,
): StatementCounts | null {
  if (before === null || after === null) return null;
  return {
    statements: (after.statements - before.statements) / messages,
    transactions: (after.transactions - before.transactions) / messages,
  };
}
