import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { type Config, readConfig } from '../../src/config.ts';
import { chats, people } from '../../src/demo/cast.ts';
import { startWorld, type World, type WorldOptions } from '../../src/demo/world.ts';
import { createLog } from '../../src/log.ts';
import { type RunningBot, startBot } from '../../src/main.ts';
import { setRole } from '../../src/store/people/people.ts';
import { plantChats, plantPhones, record } from './output.ts';
import { SMPP_PASSWORD, TOKEN } from './planted.ts';
import { copyEmptyStore } from './store.ts';

/** Olga owns the bot and reads Russian, Nikolai is an operator and reads English; both are in the group. */
export const OLGA = 101;
export const NIKOLAI = 102;
export const STRANGER = 109;
export const GROUP = -1001;
export const TOPIC = 7;

type Settings = Record<string, string>;

/** The environment of a bot in this world. */
export function environmentFor(world: World, folder: string, settings: Settings = {}): Settings {
  return {
    BOT_TOKEN: world.telegram.token,
    TELEGRAM_API_ROOT: world.telegram.apiRoot,
    OWNER_IDS: String(OLGA),
    DATABASE_URL: `file:${join(folder, 'bot.db')}`,
    SMPP_PROVIDER: 'smsc.ru',
    SMPP_HOSTS: world.smsc.address,
    SMPP_SYSTEM_ID: world.smsc.login,
    SMPP_PASSWORD: world.smsc.password,
    SENDER: 'SHOP',
    HTTP_PORT: '0',
    LOG_LEVEL: 'trace',
    UNDO_SEND: '0',
    ...settings,
  };
}

/** A world whose subscribers answer at once; ended with the test. */
export async function world(options: WorldOptions = {}): Promise<World> {
  const started = await startWorld({
    port: 0,
    ...options,
    telegram: { token: TOKEN, ...options.telegram },
    smsc: { deliveryMs: 30, password: SMPP_PASSWORD, ...options.smsc },
  });
  onTestFinished(() => started.close());
  plantChats(started.telegram);
  plantPhones(started.smsc);
  return started;
}

/**
 * An owner for each of these lines, who reads the language in which it is answered: in a chat of their own, since cards of
 * one chat wait for each other by Telegram's pace. With what the world and the bot have to know of them.
 */
export function ownersFor(lines: readonly { readonly language: 'ru' | 'en' }[]) {
  const owners = lines.map(({ language }, index) => ({ id: 201 + index, name: `Owner ${index}`, language }));
  const own = owners.map(({ id }) => ({ id, type: 'private' as const }));
  return {
    ids: owners.map(({ id }) => id),
    telegram: { people: [...people, ...owners], chats: [...chats, ...own] },
    settings: { OWNER_IDS: [OLGA, ...owners.map(({ id }) => id)].join() },
  };
}

/** A folder for a store, removed with the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'bot-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export interface TestBot extends RunningBot {
  readonly config: Config;
  /** Everything logged so far, a line each, as JSON. */
  readonly logged: string[];
  /** A metric's value by its full name, such as `smpp_submits_total{outcome="accepted"}`; null when absent. */
  metric(name: string): Promise<number | null>;
}

/** A new store takes a bot longer to bring up to date than all else that it begins with. */
export const storeIn = (folder: string): void => copyEmptyStore(join(folder, 'bot.db'));

/** The real bot within this process; stopped with the test. Nikolai is an operator. */
export async function bot(around: World, settings: Settings = {}, path = folder()): Promise<TestBot> {
  storeIn(path);
  const config = readConfig(environmentFor(around, path, settings));
  const logged: string[] = [];
  const log = createLog(config.logLevel, { write: (line: string) => void logged.push(line.trimEnd()) });
  const running = await startBot(config, log);
  const page = async () => (await fetch(`${running.http.url}/metrics`)).text();
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= page().then(record).then(running.stop);
    return stopped;
  };
  onTestFinished(stop);
  await running.store.write((tx) =>
    setRole(tx, { id: NIKOLAI, name: 'Nikolai', role: 'operator', by: OLGA, now: Date.now() }),
  );
  return {
    ...running,
    stop,
    config,
    logged,
    async metric(name) {
      const line = (await page()).split('\n').find((one) => one.startsWith(`${name} `));
      return line ? Number(line.slice(name.length + 1)) : null;
    },
  };
}

/** Waits for something to become true or defined; a failure shows the chats as they are. */
export async function until<T>(
  around: World,
  look: () => T | Promise<T>,
  what = 'what the test waits for',
  timeout = 15_000,
): Promise<NonNullable<T>> {
  try {
    return (await vi.waitUntil(look as never, { timeout, interval: 20 })) as NonNullable<T>;
  } catch (cause) {
    const chats = [OLGA, NIKOLAI, STRANGER, GROUP].flatMap((chat) => around.telegram.messages(chat));
    throw new Error(`${what} did not come about; the chats: ${JSON.stringify(chats, null, 1)}`, { cause });
  }
}

/** What the bot wrote in a chat, oldest first. */
export const botMessages = (around: World, chat: number) =>
  around.telegram.messages(chat).filter(({ from }) => from === 1);

/** The card that says all of this by now. */
export const cardThatSays = (around: World, chat: number, facts: readonly string[]) =>
  until(
    around,
    () => botMessages(around, chat).find(({ text }) => facts.every((fact) => text?.includes(fact))),
    facts.join(', '),
  );
