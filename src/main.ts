import { existsSync } from 'node:fs';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { commands } from '../commands/index.ts';
import { type Chat, startChat } from './chat/chat.ts';
import type { ChatSettings } from './chat/command.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { type HttpServer, startHttp } from './http/server.ts';
import { createLog, type Logger } from './log.ts';
import type { WireOptions } from './messages/wire.ts';
import { type Smpp, startSmpp } from './smpp/holder.ts';
import { openStore, type Store, UnknownStore } from './store/database.ts';
import { StoreInUse } from './store/sqlite.ts';

/** How long unanswered submits are waited for at a stop (ms); what is left then is in doubt. */
const DRAIN_MS = 5_000;
/** SIGTERM and SIGINT end the process within 10 s, whatever hangs (ms). */
const EXIT_MS = 9_000;

export interface RunningBot {
  readonly store: Store;
  readonly smpp: Smpp;
  readonly chat: Chat;
  readonly http: HttpServer;
  /** Drains the SMSC's answers, then stops the chat, HTTP and the store. */
  stop(): Promise<void>;
}

const wireOptions = ({ smpp, sender }: Config): WireOptions => ({
  defaultAlphabet: smpp.systemType === 'ISO' ? 'latin1' : 'gsm',
  latin1DataCoding: smpp.latin1DataCoding,
  long: smpp.long,
  sender,
});

const chatSettings = (config: Config, wire: WireOptions): ChatSettings => ({
  ownerIds: config.telegram.ownerIds,
  language: config.language,
  timeZone: config.timeZone,
  country: config.country,
  currency: config.currency,
  account: config.smpp.systemId,
  wire,
  sendMaxAge: config.sendMaxAge,
});

/** A token is the bot's id, a colon and a secret (Bot API: Authorizing your bot). */
const botIdOf = (token: string): number => Number.parseInt(token, 10);

/** Builds the parts and joins them: chat and SMPP meet in the store alone. Throws what opening store or port throws. */
export async function startBot(config: Config, log: Logger): Promise<RunningBot> {
  const store = await openStore(config.databaseUrl);
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const wire = wireOptions(config);
  const smpp = await startSmpp({
    store,
    log,
    metrics,
    settings: { ...config.smpp, wire, sendMaxAge: config.sendMaxAge },
  });
  const chat = startChat({
    store,
    settings: chatSettings(config, wire),
    commands,
    token: config.telegram.token,
    apiRoot: config.telegram.apiRoot,
    webhook: config.telegram.webhook,
    metrics,
    log,
  });
  const http = await startHttp({
    ...config.http,
    store,
    metrics,
    log,
    callback: config.callback && { ...config.callback, account: config.smpp.systemId },
    webhook: config.telegram.webhook && {
      secret: config.telegram.webhook.secret,
      botId: botIdOf(config.telegram.token),
    },
    checks: {
      smsc: () => (smpp.bound() ? null : 'not bound to the SMSC'),
      telegram: () => chat.problem(),
      store: () => store.write(async () => null),
    },
  });
  return {
    store,
    smpp,
    chat,
    http,
    async stop() {
      await smpp.stop(DRAIN_MS);
      await chat.stop();
      await http.stop();
      await store.close();
    },
  };
}

/** Ends the program with a message for the person who started it. */
function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function settingsOrExit(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  if (!process.env.BOT_TOKEN) {
    fail(
      'BOT_TOKEN is not set: get one from @BotFather and put it into .env (see .env.example). To try the bot with nothing set up: npm run demo',
    );
  }
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError)
      fail(`${error.message}\nSettings are read from .env and the environment.`);
    throw error;
  }
}

/** The bot from the environment, until SIGTERM or SIGINT. */
export async function main(): Promise<void> {
  const config = settingsOrExit();
  const log = createLog(config.logLevel);
  let bot: RunningBot;
  try {
    bot = await startBot(config, log);
  } catch (error) {
    if (error instanceof StoreInUse || error instanceof UnknownStore) fail(error.message);
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      fail(`HTTP_PORT=${config.http.port} is taken: set another one, or 0 for any`);
    }
    throw error;
  }
  const stop = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(0), EXIT_MS).unref();
    bot.stop().then(
      () => process.exit(0),
      (err) => {
        log.error({ err }, 'the stop failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
