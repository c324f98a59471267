import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../support/random.ts';
import type { BotProcess } from './bot-process.ts';
import { ready, type Stage, type Trouble } from './under-load.ts';

/** The n-th commit or write at which a process dies, 1 to this. */
const STEPS = 120;
/** A step that is not reached by then is not waited for, ms. */
const STEP_MS = 4_000;
/** Several instances need time to take over from one another. */
const LIVES_MS = { alone: 2_500, oneOfSeveral: 12_000 };
const STARTS_MS = { least: 50, most: 1_000 };

/** When a process is to die. */
type Plan =
  | { readonly kind: 'starting' | 'working'; readonly afterMs: number }
  | { readonly kind: 'step'; readonly step: string };

function plan(random: Random, mostMs: number): Plan {
  if (random.chance(0.15)) {
    return { kind: 'starting', afterMs: random.between(STARTS_MS.least, STARTS_MS.most) };
  }
  if (random.chance(0.5)) {
    return { kind: 'working', afterMs: random.between(0, mostMs) };
  }
  const step = `${random.pick(['commit', 'write'])}:${random.pick(['before', 'after'])}`;
  return { kind: 'step', step: `${step}:${random.between(1, STEPS)}` };
}

/**
 * Kills each instance again and again, at random times and at random steps, and starts it again at once.
 * @param livesMs how long it lives at most while it works
 */
const killsOf =
  (livesMs: typeof LIVES_MS): Trouble =>
  async (stage) => {
    const mostMs = stage.instances > 1 ? livesMs.oneOfSeveral : livesMs.alone;
    let runs = 0;
    const slots = Array.from({ length: stage.instances }, async (_, slot) => {
      while (performance.now() < stage.until) {
        const next = plan(stage.random, mostMs);
        const bot = stage.launch(slot, next.kind === 'step' ? next.step : undefined);
        await live(bot, next, stage);
        bot.kill();
        const ended = await bot.ended;
        if (ended === 'SIGKILL') runs += 1;
        else stage.complain(`instance ${slot} ended by itself: ${ended}`);
      }
      const last = stage.launch(slot);
      await ready(last);
      return last;
    });
    return { bots: await Promise.all(slots), runs };
  };

export const kills = killsOf(LIVES_MS);

/** What takes several steps, each of which waits for the one before, comes to an end between kills now and then. */
export const seldomKills = killsOf({ alone: 8_000, oneOfSeveral: 40_000 });

/** Resolves when the plan says that the time has come. */
async function live(bot: BotProcess, next: Plan, { until }: Stage): Promise<void> {
  if (next.kind === 'starting') return pause(next.afterMs);
  await ready(bot);
  const left = Math.max(0, until - performance.now());
  if (next.kind === 'working') return pause(Math.min(next.afterMs, left));
  bot.count();
  const late = new AbortController();
  await Promise.race([bot.ended, pause(Math.min(STEP_MS, left), undefined, late).catch(() => {})]);
  late.abort();
}
