import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Registry } from 'prom-client';
import { commands } from '../commands/index.ts';
import { type Chat, startChat } from './chat/chat.ts';
import { chatJobs } from './chat/jobs.ts';
import { chatMetrics } from './chat/metrics.ts';
import { keepersOfHooks } from './chat/programs/hooks.ts';
import { cardsForPrograms } from './chat/programs/program-cards.ts';
import { retentionWork } from './chat/retention.ts';
import { followOnFor } from './chat/sending/chains.ts';
import { unseenDoubtsWork } from './chat/sending/unseen-doubts.ts';
import { createDownload } from './chat/telegram/download.ts';
import type { Config } from './config.ts';
import { openTable } from './files/open.ts';
import { gauges, processMetrics } from './gauges.ts';
import { collectSooner } from './heap.ts';
import { heldAccounts } from './held-accounts.ts';
import { type Heartbeat, startHeartbeat } from './http/heartbeat.ts';
import { startHooks } from './http/hooks/index.ts';
import { hookMetrics } from './http/hooks/metrics.ts';
import { servedMeanwhile } from './http/meanwhile.ts';
import { type HttpServer, isWell, startHttp } from './http/server.ts';
import { campaignJobs } from './jobs/campaigns.ts';
import { countingWork } from './jobs/counting.ts';
import { jobMetrics } from './jobs/metrics.ts';
import { sweeps } from './jobs/sweeps.ts';
import { startJobs } from './jobs/worker.ts';
import { createLog, type Logger } from './log.ts';
import { PROFILES } from './messages/provider.ts';
import { rulesOf } from './messages/rules.ts';
import { endSafely, fail, settingsOrExit, whyNotStarted } from './process.ts';
import { startAsker } from './provider-http/asker.ts';
import { questionMetrics } from './provider-http/question-metrics.ts';
import { chatSettings, wireOptions } from './settings.ts';
import { unboundAccounts } from './store/attempts/binds.ts';
import { strandedMessages } from './store/attempts/stranded.ts';
import { watchClock } from './store/engine/clock.ts';
import type { Store } from './store/engine/database.ts';
import { heldStore } from './store/engine/held-store.ts';
import { type Held, holdLeases } from './store/engine/hold-leases.ts';
import { heldLeases, type Lease } from './store/engine/leases.ts';
import type { StoreNewer } from './store/engine/migrate.ts';
import { openStore } from './store/engine/open.ts';
import { watchedStore } from './store/engine/watched-store.ts';
import { countUnshown } from './store/watch/unshown-alerts.ts';
import { VERSION } from './version.ts';

/** SIGTERM and SIGINT end the process within 10 s, whatever hangs (ms). */
const EXIT_MS = 9_000;

export interface RunningBot {
  readonly store: Store;
  readonly http: HttpServer;
  /** The accounts that this instance holds are bound to the SMSC; false when it holds none. */
  bound(): boolean;
  /** What keeps this instance's part of the work from Telegram or the SMSC, by part; empty: nothing does. */
  problems(): Record<string, string>;
  /** Resolves when another instance has migrated the store beyond what this one knows: it is to be stopped. */
  readonly outdated: Promise<StoreNewer>;
  /** Drains the SMSC's answers, then stops the chat, HTTP and the store. */
  stop(): Promise<void>;
}

/** So that neither waits behind the transactions of others; several chats show cards at a time. */
export const LEASE_CONNECTIONS = 2;
export const CARD_CONNECTIONS = 4;

/** The lease of what talks to Telegram, and tells hooks; each account has one of its own name beside it. */
const TELEGRAM = 'telegram';
/** Of what asks the provider's HTTP API. */
const PROVIDER = 'provider';
const accountLease = (login: string) => `account ${login}`;

/** A token is the bot's id, a colon and a secret (Bot API: Authorizing your bot). */
const botIdOf = (token: string): number => Number.parseInt(token, 10);

/** Whether each lease is held by some instance. */
async function isWorkDone(store: Store, names: readonly string[]): Promise<boolean> {
  const held = await heldLeases(store);
  return names.every((name) => held.names.has(name));
}

/** Says what waits for logins that are in the settings no more. */
async function warnOfStranded(store: Store, accounts: readonly string[], log: Logger): Promise<void> {
  for (const { account, count } of await strandedMessages(store.db, accounts)) {
    log.warn(
      { account, messages: count },
      'messages wait for a login that is not in SMPP_SYSTEM_ID or SMPP_ACCOUNTS: /health moves or cancels them',
    );
  }
}

/**
 * Builds the parts and joins them: chat and SMPP meet in the store alone. What only one instance may do at a time, to
 * hold an account or to talk to Telegram, is done under a lease: all of it here on SQLite, this instance's share of it
 * on PostgreSQL. Jobs are done by every instance. Throws what opening the store or the port throws.
 */
export async function startBot(config: Config, log: Logger): Promise<RunningBot> {
  log.info({ version: VERSION, node: process.version }, 'smpp-chatops starts');
  const registry = new Registry();
  const writes = processMetrics(registry);
  const wire = wireOptions(config);
  const settings = chatSettings(config, wire);
  const opened = await servedMeanwhile({ ...config.http, log }, (said) =>
    openStore(
      config.databaseUrl,
      rulesOf(config.smpp, config.keep.raw, PROFILES[config.smpp.provider], config.provider !== null),
      said,
      followOnFor(settings),
    ),
  );
  const watched = watchedStore(opened, { onWrite: (outcome) => writes.inc({ outcome }), log });
  const { store } = watched;
  const leaseStore = store.apart(LEASE_CONNECTIONS);
  const cardStore = store.apart(CARD_CONNECTIONS);
  const clock = watchClock(store, log);
  const accounts = heldAccounts(config, { store, registry, log });
  const ofChat = chatMetrics(registry);
  const ofHooks = hookMetrics(registry);
  const ofQuestions = questionMetrics(registry);
  let chat: Chat | null = null;
  gauges(registry, {
    store,
    isTelegramUp: () => chat?.problem() === null,
    asksProvider: settings.asksProvider,
  });

  async function holdTelegram(lease: Lease): Promise<Held> {
    const started = startChat({
      ...config.telegram,
      store: heldStore(store, lease),
      cardStore: heldStore(cardStore, lease),
      settings,
      commands,
      metrics: ofChat,
      log,
    });
    const hooks = startHooks({
      store: heldStore(store, lease),
      key: config.telegram.token,
      allowPrivate: config.hooksMayBePrivate,
      keepers: keepersOfHooks(settings),
      version: VERSION,
      metrics: ofHooks,
      log,
    });
    chat = started;
    return {
      async stop() {
        chat = null;
        await Promise.all([started.stop(), hooks.stop()]);
      },
    };
  }

  const holder = `${hostname()}/${process.pid}/${randomUUID()}`;
  const ofJobs = jobMetrics(registry);
  const retention = retentionWork({ settings, keep: config.keep, metrics: ofJobs, log });
  const doubts = unseenDoubtsWork(settings);
  const tables = {
    download: createDownload({ ...config.telegram, log, onAnswer: ofChat.answered }),
    open: openTable,
  };
  const jobs = startJobs({
    store,
    kinds: [...sweeps, ...campaignJobs, countingWork, ...chatJobs(settings, tables, log), retention, doubts],
    holder,
    log,
    metrics: ofJobs,
  });
  const outdated = Promise.withResolvers<StoreNewer>();
  // What an instance has too much of it gives back from the end: accounts are what is to be spread.
  const names = [TELEGRAM, ...(config.provider ? [PROVIDER] : []), ...settings.accounts.map(accountLease)];
  const leases = holdLeases({
    store: leaseStore,
    log,
    holder,
    names,
    async onHeld(lease) {
      if (config.provider && lease.name === PROVIDER) {
        const paysForAll = config.smpp.accounts.length === 1;
        return startAsker({
          ...config.provider,
          store: heldStore(store, lease),
          log,
          paysForAll,
          polling: config.pollMs === null ? null : { everyMs: config.pollMs, accounts: settings.accounts },
          metrics: ofQuestions,
        });
      }
      const account = config.smpp.accounts.find(({ systemId }) => accountLease(systemId) === lease.name);
      return account ? accounts.hold(lease, account) : holdTelegram(lease);
    },
    onNewer: outdated.resolve,
  });

  function problems(): Record<string, string> {
    const unbound = accounts.unbound(Date.now());
    const telegram = chat?.problem();
    return {
      ...(unbound.length > 0 ? { smsc: `not bound to the SMSC: ${unbound.join(', ')}` } : {}),
      ...(telegram ? { telegram } : {}),
    };
  }

  const stop = async () => {
    await clock.stop();
    await Promise.all([jobs.stop(), leases.stop()]);
    await store.close();
  };
  const { webhook } = config.telegram;
  let http: HttpServer;
  let heartbeat: Heartbeat | null = null;
  try {
    await warnOfStranded(store, settings.accounts, log);
    const checks = {
      smsc: () => problems().smsc ?? null,
      telegram: async () => {
        const { telegram } = problems();
        if (!telegram) return null;
        // Where the store does not answer either, its own check says so.
        const waiting = await countUnshown(store.db).catch(() => 0);
        return waiting > 0 ? `${telegram}; alerts that wait: ${waiting}` : telegram;
      },
      leases: async () => ((await isWorkDone(store, names)) ? null : 'no instance does the work'),
      store: async () => watched.problem() ?? (await store.write(async () => null)),
    };
    http = await startHttp({
      ...config.http,
      store,
      metrics: registry,
      log,
      callback: config.callback && { ...config.callback, accounts: settings.accounts },
      api: {
        tokens: config.apiTokens,
        ownerIds: settings.ownerIds,
        settings,
        country: settings.country,
        cards: cardsForPrograms(settings),
        version: VERSION,
      },
      webhook: webhook && { secret: webhook.secret, botId: botIdOf(config.telegram.token) },
      checks,
    });
    if (config.heartbeatUrl !== null) {
      // Of several instances the one that talks to Telegram calls, and answers for accounts that others hold.
      const isAllWell = async () =>
        chat !== null &&
        (await isWell(checks)) &&
        (await unboundAccounts(store.db, settings.accounts)).length === 0;
      heartbeat = startHeartbeat({ url: config.heartbeatUrl, isWell: isAllWell, log });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    store,
    http,
    problems,
    outdated: outdated.promise,
    bound: accounts.bound,
    async stop() {
      heartbeat?.stop();
      await clock.stop();
      await Promise.all([jobs.stop(), leases.stop()]);
      await http.stop();
      await store.close();
    },
  };
}

/** The bot from the environment, until SIGTERM or SIGINT. */
export async function main(): Promise<void> {
  collectSooner();
  const { config, unread } = settingsOrExit();
  const log = createLog(config.logLevel);
  endSafely(log);
  if (unread.length > 0)
    log.warn({ names: unread }, 'nothing reads these names in .env: is a setting meant?');
  const { unusedLogin } = config.smpp;
  if (unusedLogin !== null) {
    log.warn({ login: unusedLogin }, 'SMPP_SYSTEM_ID is not used: SMPP_ACCOUNTS stands in its place');
  }
  const started = Promise.withResolvers<RunningBot>();
  const end = (code: number) => {
    setTimeout(() => process.exit(code), EXIT_MS).unref();
    started.promise
      .then((bot) => bot.stop())
      .then(
        () => process.exit(code),
        (err) => {
          log.error({ err }, 'the stop failed');
          process.exit(1);
        },
      );
  };
  const stop = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping');
    end(0);
  };
  // Before the store is opened: its migration may take long, and the first process of a container has no other way
  // to end.
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  try {
    const bot = await startBot(config, log);
    started.resolve(bot);
    bot.outdated.then(({ message }) => {
      log.fatal(message);
      end(1);
    });
  } catch (error) {
    const why = whyNotStarted(error, config.http);
    if (why !== null) fail(why);
    throw error;
  }
}
