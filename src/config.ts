import type { CountryCode } from 'libphonenumber-js';
import { ConfigError } from './config-error.ts';
import { type MailSettings, readMail } from './config-mail.ts';
import { misspelt } from './config-names.ts';
import { readSmpp, type SmppSettings } from './config-smpp.ts';
import { ways } from './config-values.ts';
import { type Environment, readVariables } from './config-variables.ts';
import {
  accountCredentials,
  brandHosts,
  type ProviderSettings,
  readPolling,
  readProviderHttp,
  readWays,
  usualWays,
  type WaySettings,
  waysIn,
} from './config-ways.ts';
import type { Language } from './languages.ts';
import type { Money } from './messages/money.ts';

/** Everything that can be set, checked, in the units of contracts (seconds become ms). */
export interface Config {
  readonly telegram: {
    readonly token: string;
    readonly apiRoot: string;
    /** Null: Telegram is reached without one. It may hold a password. */
    readonly proxy: string | null;
    readonly ownerIds: readonly number[];
    /** Null: updates are polled for. `url` is where Telegram is to post them. */
    readonly webhook: { readonly url: string; readonly secret: string } | null;
  };
  readonly databaseUrl: string;
  readonly smpp: SmppSettings;
  /** By what messages leave. */
  readonly ways: WaySettings;
  /** The provider's HTTP API; null: it is not used. */
  readonly provider: ProviderSettings | null;
  /** The provider's mail server; null: no message goes by mail. */
  readonly mail: MailSettings | null;
  /** How often it is asked for statuses and incoming messages (ms); null: these come by themselves. */
  readonly pollMs: number | null;
  readonly sender: string;
  /** ms */
  readonly sendMaxAge: number;
  /** ms in which a reply, or an answer to the bot's question, can be taken back; 0: it goes at once. */
  readonly undoSend: number;
  /** Above so many parts, or (null: whatever it costs) above this price, a single message asks first. */
  readonly askAbove: { readonly parts: number; readonly cost: Money | null };
  /** What a second person has to approve: above so many recipients, above this price, from these senders. */
  readonly approve: {
    readonly above: number | null;
    readonly cost: Money | null;
    readonly senders: readonly string[];
  };
  /** ms up to which what an HLR look-up found is shown in place of asking again; 0: never. */
  readonly hlrCache: number;
  readonly country: CountryCode;
  readonly timeZone: string;
  readonly language: Language;
  readonly currency: string;
  readonly http: { readonly host: string; readonly port: number };
  /** Null: the provider's HTTP callback is off. */
  readonly callback: { readonly secret: string; readonly signature: 'sha1' | 'md5' | 'crc32' } | null;
  /** Called each minute while all is well; null: nobody is. It may hold a secret. */
  readonly heartbeatUrl: string | null;
  /** Hooks may lead to private addresses, and go without TLS. */
  readonly hooksMayBePrivate: boolean;
  /** Programs that may do anything by /api. */
  readonly apiTokens: readonly { readonly name: string; readonly token: string }[];
  /** Days for which raw receipts, texts and whole messages are kept; null: for ever. */
  readonly keep: { readonly raw: number; readonly texts: number; readonly messages: number | null };
  readonly logLevel: Environment['LOG_LEVEL'];
}

/** Where Telegram itself posts to (Bot API: setWebhook, Notes); empty: https's own. */
const WEBHOOK_PORTS = ['', '80', '88', '8443'];

/** The path at which the webhook is served. */
const WEBHOOK_PATH = '/telegram';

/** Telegram posts to https alone, a Bot API server of one's own to http as well (Bot API: Using a Local Bot API Server). */
function readWebhook(env: Environment): Config['telegram']['webhook'] {
  const { WEBHOOK_URL, WEBHOOK_SECRET } = env;
  if (!WEBHOOK_URL && WEBHOOK_SECRET) {
    throw new ConfigError('WEBHOOK_SECRET: says nothing without WEBHOOK_URL');
  }
  if (!WEBHOOK_URL) return null;
  const url = new URL(WEBHOOK_URL);
  const isTelegrams = new URL(env.TELEGRAM_API_ROOT).hostname === 'api.telegram.org';
  if (url.protocol !== 'https:' && (isTelegrams || url.protocol !== 'http:')) {
    throw new ConfigError('WEBHOOK_URL: Telegram takes https:// only');
  }
  if (isTelegrams && !WEBHOOK_PORTS.includes(url.port)) {
    throw new ConfigError('WEBHOOK_URL: Telegram posts to the ports 443, 80, 88 and 8443 only');
  }
  if (!WEBHOOK_SECRET) {
    throw new ConfigError('WEBHOOK_SECRET: missing: any long word, by which WEBHOOK_URL knows Telegram');
  }
  if (!url.pathname.endsWith(WEBHOOK_PATH)) {
    url.pathname = url.pathname.replace(/\/+$/, '') + WEBHOOK_PATH;
  }
  return { url: url.href, secret: WEBHOOK_SECRET };
}

function readCallback({ CALLBACK_SECRET, CALLBACK_SIGNATURE }: Environment): Config['callback'] {
  if (CALLBACK_SECRET) return { secret: CALLBACK_SECRET, signature: CALLBACK_SIGNATURE ?? 'sha1' };
  if (CALLBACK_SIGNATURE) throw new ConfigError('CALLBACK_SIGNATURE: says nothing without CALLBACK_SECRET');
  return null;
}

/**
 * Reads the settings from environment variables; an empty one counts as not set. `written`: names that stand in `.env`.
 * @throws ConfigError naming each wrong variable and what it takes
 */
export function readConfig(
  variables: Record<string, string | undefined>,
  written: readonly string[] = [],
): Config {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const asked = ways.safeParse(set.WAYS ?? '');
  const order = set.WAYS && asked.success ? asked.data : usualWays(set);
  const env = readVariables(set, waysIn(order).includes('smpp'), misspelt(Object.keys(set), written));
  const byWays = readWays(env, order);
  const provider = readProviderHttp(env, order);
  return {
    telegram: {
      token: env.BOT_TOKEN,
      apiRoot: env.TELEGRAM_API_ROOT,
      proxy: env.TELEGRAM_PROXY ?? null,
      ownerIds: env.OWNER_IDS,
      webhook: readWebhook(env),
    },
    databaseUrl: env.DATABASE_URL,
    smpp: readSmpp(env, set),
    ways: byWays,
    provider,
    mail: readMail(env, {
      isWay: waysIn(order).includes('smtp'),
      hosts: brandHosts(env),
      credentials: provider?.credentials ?? accountCredentials(env),
    }),
    pollMs: readPolling(env, provider, order),
    sender: env.SENDER,
    sendMaxAge: env.SEND_MAX_AGE * 1000,
    undoSend: env.UNDO_SEND * 1000,
    askAbove: { parts: env.ASK_ABOVE_PARTS, cost: env.ASK_ABOVE_COST ?? null },
    approve: {
      above: env.APPROVE_ABOVE ?? null,
      cost: env.APPROVE_ABOVE_COST ?? null,
      senders: env.APPROVE_SENDERS,
    },
    hlrCache: env.HLR_CACHE,
    country: env.DEFAULT_COUNTRY,
    timeZone: env.TIME_ZONE,
    language: env.LANGUAGE,
    currency: env.CURRENCY,
    http: { host: env.HTTP_HOST, port: env.HTTP_PORT },
    callback: readCallback(env),
    hooksMayBePrivate: env.HOOK_ALLOW_PRIVATE,
    apiTokens: env.API_TOKENS,
    heartbeatUrl: env.HEARTBEAT_URL ?? null,
    keep: { raw: env.KEEP_RAW, texts: env.KEEP_TEXTS, messages: env.KEEP_MESSAGES ?? null },
    logLevel: env.LOG_LEVEL,
  };
}
