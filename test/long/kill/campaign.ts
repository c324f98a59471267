import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type BotProcess, startBotProcess } from '../bot-process.ts';
import type { Figures } from '../figures.ts';
import { Random } from '../random.ts';
import { Crowd } from './crowd.ts';
import { isMoving, judge } from './judge.ts';
import { Ledger } from './ledger.ts';
import { OWNER, startTown } from './town.ts';

export interface KillOptions {
  readonly seed: number;
  readonly minutes: number;
  readonly store: 'sqlite' | 'postgres';
  /** Instances of the bot on the same store. */
  readonly instances: number;
  /** DATABASE_URL; null makes a SQLite file. */
  readonly databaseUrl: string | null;
}

/** Things typed a second. */
const LOAD = 6;
/** The longest that a repeat, a guard and the slowest subscriber take after the last kill, ms. */
const REST_MS = 150_000;
/** A bot that is not ready by then hangs, ms. */
const READY_MS = 30_000;
const FROM_ONE_STEP_TO = 120;
const STEP_WAIT_MS = 4_000;

/** When a process is to die. */
type Plan =
  | { readonly kind: 'starting'; readonly afterMs: number }
  | { readonly kind: 'working'; readonly afterMs: number }
  | { readonly kind: 'step'; readonly step: string };

function plan(random: Random, instances: number): Plan {
  if (random.chance(0.15)) return { kind: 'starting', afterMs: random.between(50, 1_000) };
  // Several instances need time to take over from one another.
  if (random.chance(0.5))
    return { kind: 'working', afterMs: random.between(0, instances > 1 ? 12_000 : 2_500) };
  const step = `${random.pick(['commit', 'write'])}:${random.pick(['before', 'after'])}`;
  return { kind: 'step', step: `${step}:${random.between(1, FROM_ONE_STEP_TO)}` };
}

/** Kills the bot again and again under load, lets it finish, and judges by the ledger. */
export async function killCampaign(options: KillOptions): Promise<Figures> {
  const random = new Random(options.seed);
  const folder = mkdtempSync(join(tmpdir(), 'kill-'));
  const town = await startTown();
  const ledger = new Ledger(town.smsc, town.telegram);
  const crowd = new Crowd(town, ledger, new Random(random.between(1, 2 ** 31)), options.seed);
  const settings = town.settings(options.databaseUrl ?? `file:${join(folder, 'bot.db')}`);
  const crashes: string[] = [];
  let kills = 0;

  const launch = (slot: number, killAt?: string): BotProcess => {
    const work = join(folder, String(slot));
    mkdirSync(work, { recursive: true });
    return startBotProcess({ settings, folder: work, logFile: join(folder, `bot-${slot}.log`), killAt });
  };
  const until = performance.now() + options.minutes * 60_000;
  const killAgainAndAgain = async (slot: number): Promise<BotProcess> => {
    while (performance.now() < until) {
      const next = plan(random, options.instances);
      const bot = launch(slot, next.kind === 'step' ? next.step : undefined);
      await live(bot, next);
      bot.kill();
      const ended = await bot.ended;
      if (ended === 'SIGKILL') kills += 1;
      else crashes.push(`instance ${slot} ended by itself: ${ended}`);
    }
    const last = launch(slot);
    await ready(last);
    return last;
  };

  town.telegram.write(OWNER, { from: OWNER, text: '/inbox on' });
  crowd.start(LOAD);
  const killing = Array.from({ length: options.instances }, (_, slot) => killAgainAndAgain(slot));
  await pause(options.minutes * 60_000);
  crowd.stop();
  const bots = await Promise.all(killing);
  await rest(ledger, crowd);
  const verdict = judge(ledger);
  const dead = bots.filter(({ child }) => child.exitCode !== null || child.signalCode !== null).length;
  if (dead > 0) crashes.push(`${dead} instances were dead at the end`);
  for (const bot of bots) bot.kill();
  await Promise.all(bots.map(({ ended }) => ended));
  await town.close();

  const wrong = [...verdict.wrong, ...crashes];
  const findings = [...verdict.lost, ...verdict.twice, ...wrong];
  for (const finding of findings) console.error(`  ${finding}`);
  if (findings.length === 0) rmSync(folder, { recursive: true });
  return {
    campaign: 'kill',
    store: options.store,
    seed: options.seed,
    runs: kills,
    messages: verdict.messages,
    lost: verdict.lost.length,
    twice: verdict.twice.length,
    wrong: wrong.length,
    notes: [`in doubt ${verdict.doubtful}`, ...(findings.length > 0 ? [`kept in ${folder}`] : [])],
  };
}

async function ready(bot: BotProcess): Promise<void> {
  const late = new AbortController();
  await Promise.race([bot.ready, pause(READY_MS, undefined, { signal: late.signal }).catch(() => {})]);
  late.abort();
}

/** Resolves when the plan says that the time has come. */
async function live(bot: BotProcess, next: Plan): Promise<void> {
  if (next.kind === 'starting') return pause(next.afterMs);
  await ready(bot);
  if (next.kind === 'working') return pause(next.afterMs);
  bot.count();
  await Promise.race([bot.ended, pause(STEP_WAIT_MS)]);
}

/** Waits until every card has come to rest, or has had its time. */
async function rest(ledger: Ledger, crowd: Crowd): Promise<void> {
  const until = performance.now() + REST_MS;
  const unrest = () =>
    ledger.typed.some((typed) => isMoving(ledger, typed)) ||
    ledger.incoming.some(({ token }) => !ledger.shownIncoming(token));
  while (performance.now() < until && unrest()) {
    crowd.pressAgain();
    await pause(500);
  }
  // A copy that should not be sent may still be under way.
  await pause(3_000);
}
