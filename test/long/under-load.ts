import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Smsc } from '../../src/demo/smsc/index.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { openStore } from '../../src/store/engine/open.ts';
import { Random } from '../support/random.ts';
import { wrongHours, wrongTallies } from '../support/recount.ts';
import { type BotProcess, startBotProcess } from './bot-process.ts';
import type { Figures } from './figures.ts';
import { Crowd, type Lists } from './town/crowd.ts';
import { isMoving, judge } from './town/judge.ts';
import { Ledger } from './town/ledger.ts';
import { OWNER, startTown, type Town } from './town/town.ts';

export interface LoadOptions {
  readonly seed: number;
  /** When all is to be over, by performance.now(). */
  readonly until: number;
  /** The trouble ends earlier when the SMSC has taken so many messages. */
  readonly count?: number;
  readonly store: 'sqlite' | 'postgres';
  /** Instances of the bot on the same store. */
  readonly instances: number;
  /** DATABASE_URL; null makes a SQLite file. */
  readonly databaseUrl: string | null;
  readonly load?: Load;
  readonly look?: Look;
}

/** What else is looked at once all instances have ended: findings. */
export type Look = (store: Store, town: Town) => Promise<string[]>;

/** What the town has to do with. */
export interface Load {
  readonly lists: Lists;
  /** Whose SMSC it is; SMSC.ru's when left out. */
  readonly provider?: Smsc['provider'];
  /** At the SMSC beside the first one, login to password. */
  readonly accounts: Readonly<Record<string, string>>;
  /** Singles can go by the provider's HTTP API and by mail too. */
  readonly ways?: boolean;
  /** Messages are erased meanwhile: the figures of hours outlive them. */
  readonly erases?: boolean;
  /** The bots' settings, where they are not the town's. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What a campaign's trouble can do. */
export interface Stage {
  readonly random: Random;
  readonly town: Town;
  readonly instances: number;
  /** When the trouble is to end, by performance.now(). */
  readonly until: number;
  /** The time is up, or enough has been sent. */
  isOver(): boolean;
  launch(slot: number, killAt?: string): BotProcess;
  /** Something is wrong that the judge does not see, such as an instance that ended by itself. */
  complain(finding: string): void;
}

/** Makes trouble until the time is up; resolves with the instances that live on, and how much trouble there was. */
export type Trouble = (stage: Stage) => Promise<{
  readonly bots: readonly BotProcess[];
  readonly runs: number;
  /** For the campaign's line. */
  readonly notes?: readonly string[];
  /** Asked again and again once nobody types any more: whether what it looks at beside the cards has come to rest. */
  isAtRest?(): Promise<boolean>;
}>;

/** Things typed a second. */
const TYPED_A_SECOND = 6;
export const USUAL: Load = { lists: { share: 0.08, least: 5, most: 40 }, accounts: {}, settings: {} };
/** What the bot usually takes to bring everything to rest after the trouble, at most this share of all the time, ms. */
const USUAL_REST = { ms: 30_000, share: 0.5 };
/** The longest that it can take: a repeat, a guard and the slowest subscriber, ms. */
const REST_MS = 180_000;
/** A bot that is not ready by then hangs, ms. */
const READY_MS = 120_000;

/** People and subscribers write while there is trouble; then the bot has time to finish, and the ledger judges. */
export async function underLoad(campaign: string, options: LoadOptions, trouble: Trouble): Promise<Figures> {
  const { seed, count = Number.POSITIVE_INFINITY, load = USUAL } = options;
  const random = new Random(seed);
  const time = options.until - performance.now();
  const until = options.until - Math.min(USUAL_REST.ms, time * USUAL_REST.share);
  const folder = mkdtempSync(join(tmpdir(), 'campaign-'));
  const town = await startTown(load.accounts, load.provider, load.ways);
  const ledger = new Ledger(town.smsc, town.telegram);
  const crowd = new Crowd(town, ledger, new Random(random.between(1, 2 ** 31)), seed, load.lists);
  const databaseUrl = options.databaseUrl ?? `file:${join(folder, 'bot.db')}`;
  const settings = {
    ...town.settings(databaseUrl),
    ...load.settings,
  };
  const complaints: string[] = [];

  town.telegram.write(OWNER, { from: OWNER, text: '/inbox on' });
  crowd.start(TYPED_A_SECOND);
  const {
    bots,
    runs,
    notes = [],
    isAtRest = async () => true,
  } = await trouble({
    random,
    town,
    instances: options.instances,
    until,
    isOver: () => performance.now() >= until || ledger.sent >= count,
    launch(slot, killAt) {
      const work = join(folder, String(slot));
      mkdirSync(work, { recursive: true });
      const logFile = join(folder, `bot-${slot}.log`);
      return startBotProcess({ settings, folder: work, logFile, killAt, standby: options.instances > 1 });
    },
    complain: (finding) => complaints.push(finding),
  });
  crowd.stop();
  await rest(ledger, crowd, isAtRest);
  const verdict = judge(ledger, load.ways ?? false);
  for (const bot of bots) {
    if (bot.child.exitCode !== null || bot.child.signalCode !== null)
      complaints.push('an instance was dead at the end');
    bot.kill();
  }
  await Promise.all(bots.map(({ ended }) => ended));
  complaints.push(...(await findingsIn(databaseUrl, town, { load, look: options.look })));
  await town.close();

  const wrong = [...verdict.wrong, ...complaints];
  const findings = [...verdict.lost, ...verdict.twice, ...wrong];
  for (const finding of findings) console.error(`  ${campaign}: ${finding}`);
  if (findings.length === 0) rmSync(folder, { recursive: true });
  return {
    campaign,
    store: options.store,
    seed,
    runs,
    messages: verdict.messages,
    lost: verdict.lost.length,
    twice: verdict.twice.length,
    wrong: wrong.length,
    notes: [
      `in doubt ${verdict.doubtful}`,
      ...Object.entries(ledger.byWay).map(([way, taken]) => `${taken} by ${way}`),
      ...notes,
      ...(findings.length > 0 ? [`kept in ${folder}`] : []),
    ],
  };
}

/** Bulks and hours of which the store has another count than their messages, and what else is looked at. */
async function findingsIn(
  databaseUrl: string,
  town: Town,
  { load, look = async () => [] }: { readonly load: Load; readonly look: Look | undefined },
): Promise<string[]> {
  const store = await openStore(databaseUrl);
  try {
    const miscounted = await wrongTallies(store.db);
    const hours = await wrongHours(store.db, load.erases ? Number.MAX_SAFE_INTEGER : undefined);
    return [
      ...miscounted.map((row) => `a bulk was miscounted: ${JSON.stringify(row)}`),
      ...hours.map((row) => `an hour was miscounted: ${JSON.stringify(row)}`),
      ...(await look(store, town)),
    ];
  } finally {
    await store.close();
  }
}

/** Resolves once the bot is ready, has ended, or has had the time for it. */
export async function ready(bot: BotProcess): Promise<void> {
  const late = new AbortController();
  await Promise.race([bot.ready, pause(READY_MS, undefined, late).catch(() => {})]);
  late.abort();
}

/** Waits until every card has come to rest, or has had its time. */
async function rest(ledger: Ledger, crowd: Crowd, isElseAtRest: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + REST_MS;
  const isAtRest = async () =>
    !ledger.typed.some((typed) => isMoving(ledger, typed)) &&
    ledger.incoming.every(({ token }) => ledger.shownIncoming(token)) &&
    (await isElseAtRest());
  while (performance.now() < until && !(await isAtRest())) {
    crowd.pressAgain();
    await pause(500);
  }
  // A copy that should not be sent may still be under way.
  await pause(3_000);
}
