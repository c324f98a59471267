import packageJson from '../package.json' with { type: 'json' };
import { startTelegram, type TelegramServer } from '../src/demo/telegram/index.ts';
import type { BotCalls } from './bot/program.ts';
import type { Database } from './databases.ts';
import { Program } from './program.ts';
import type { SmscCalls } from './smsc/program.ts';

/** With which `npm start` starts Node. */
const STARTED_WITH: readonly string[] = packageJson.scripts.start.match(/--\S+/g) ?? [];
const PEOPLE = 40;
export const CAMPAIGN_CHAT = 100;
/** As many as there are people, each with all who write, and the bot. */
export const groups: readonly number[] = Array.from({ length: PEOPLE }, (_, index) => -1_000 - index);

export interface SceneOptions {
  /** Receipts that the provider keeps unacknowledged. */
  readonly receiptWindow: number;
  /** A single's receipt comes so long after its submit, ms. */
  readonly singleDelayMs?: number;
  /** Further settings of the bot, over those for speed. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Counts statements, which costs time. */
  readonly counts?: boolean;
  /** Where the bot's CPU profile goes; null: none is made. */
  readonly profileFolder?: string | null;
}

/** The lean SMSC and the bot, each in a process of its own, and Telegram's server in this one. */
export interface Scene {
  readonly smsc: Program<SmscCalls>;
  readonly bot: Program<BotCalls>;
  readonly telegram: TelegramServer;
  /** From the start of the bot's process until it is bound, ms. */
  readonly readyMs: number;
  /** Resolves once the bot has stopped as it does at a SIGTERM. */
  close(): Promise<void>;
}

/** Ids of those who write. */
export const people: readonly number[] = Array.from(
  { length: PEOPLE },
  (_, index) => CAMPAIGN_CHAT + 1 + index,
);

/** Each has a bot of its own: to a store that knows the one before, its updates would be known already. */
let scenes = 0;

export async function startLeanSmscProgram({ receiptWindow, singleDelayMs = 0 }: SceneOptions) {
  const smsc = new Program<SmscCalls>(new URL('./smsc/program.ts', import.meta.url), {
    given: [receiptWindow, singleDelayMs],
  });
  return { smsc, address: await smsc.call('address') };
}

export async function startScene({ url }: Database, options: SceneOptions): Promise<Scene> {
  const { smsc, address } = await startLeanSmscProgram(options);
  const known = [CAMPAIGN_CHAT, ...people];
  scenes += 1;
  const telegram = await startTelegram({
    token: `${scenes}:demo`,
    people: known.map((id) => ({ id, name: `Person ${id}`, language: 'en' })),
    chats: [
      ...known.map((id) => ({ id, type: 'private', person: id }) as const),
      ...groups.map((id) => ({ id, type: 'supergroup', title: `Group ${-id}`, members: known }) as const),
    ],
  });
  const profile = options.profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${options.profileFolder}`] : [];
  const began = performance.now();
  const bot = new Program<BotCalls>(new URL('./bot/program.ts', import.meta.url), {
    flags: ['--expose-gc', ...STARTED_WITH, ...profile],
    env: {
      BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      OWNER_IDS: known.join(','),
      DATABASE_URL: url,
      SMPP_PROVIDER: 'smsc.ru',
      SMPP_HOSTS: address,
      SMPP_SYSTEM_ID: 'demo',
      SMPP_PASSWORD: 'demo',
      SMPP_RATE: '100000',
      SENDER: 'SHOP',
      KEEP_RAW: '0',
      HTTP_PORT: '0',
      UNDO_SEND: '0',
      ...(options.counts ? { BENCH_COUNTS: '1' } : {}),
      ...options.settings,
    },
  });
  await bot.call('bound');
  const readyMs = performance.now() - began;
  return {
    smsc,
    bot,
    telegram,
    readyMs,
    async close() {
      await bot.end();
      await telegram.close();
      await smsc.end();
    },
  };
}
