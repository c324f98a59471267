/** The whole bot in a process of its own, from the environment. With BENCH_COUNTS its statements are counted. */
import { setTimeout as pause } from 'node:timers/promises';
import { countStats } from '../../src/chat/cards/stats/figures.ts';
import { readConfig } from '../../src/config.ts';
import { collectSooner } from '../../src/heap.ts';
import { createLog } from '../../src/log.ts';
import { startBot } from '../../src/main.ts';
import { wireOptions } from '../../src/settings.ts';
import type { MemorySample } from '../../test/long/memory.ts';
import { answerCalls } from '../program.ts';
import { type Campaign, sayToCampaign, type Word, writeCampaign } from './campaign.ts';
import { eventLoopStalls } from './stalls.ts';
import { countStatements } from './statements.ts';
import { cpuUs } from './usage.ts';

collectSooner();
const counts = process.env.BENCH_COUNTS ? countStatements() : null;
const stalls = eventLoopStalls();
const config = readConfig(process.env);
const bot = await startBot(config, createLog('info'));

const YEAR_MS = 365 * 24 * 3600 * 1000;
/** The last campaign that was ordered. */
let last = '';

const calls = {
  async bound(): Promise<void> {
    while (!bot.bound()) await pause(5);
  },
  /** Resolves when it is stored: how long that took (ms), what it cost (µs of CPU), and what was used in all by then. */
  async campaign(campaign: Campaign) {
    const began = { at: performance.now(), cpuUs: cpuUs() };
    last = await writeCampaign(bot.store, wireOptions(config), campaign);
    const now = { cpuUs: cpuUs(), counts: counts?.() ?? null };
    return { ms: performance.now() - began.at, cpuUs: now.cpuUs - began.cpuUs, now };
  },
  say: (word: Word) => sayToCampaign(bot.store, last, word),
  cpuUs,
  counts: () => counts?.() ?? null,
  /** How long it takes to add up the last 365 days (ms). */
  async countYear(): Promise<number> {
    const began = performance.now();
    const to = Date.now();
    const asked = { from: to - YEAR_MS, to, step: 'week', filter: {}, said: [], by: null } as const;
    await bot.store.read((db) => countStats(db, asked, config.timeZone));
    return performance.now() - began;
  },
  /** Forgets what was until now. */
  watchStalls: () => stalls.watch(),
  stalls: () => stalls.taken(),
  /** MB; what nobody refers to any more is collected first. */
  memory(): MemorySample {
    gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    return { rss: rss / 2 ** 20, live: (heapUsed + external) / 2 ** 20 };
  },
  /** The most that it ever had in memory, MB. */
  peakMemory: () => process.resourceUsage().maxRSS / 1024,
};
export type BotCalls = typeof calls;

answerCalls(calls, () => bot.stop());
