import { closest, distance } from 'fastest-levenshtein';
import type { CountryCode } from 'libphonenumber-js';
import { getCountries } from 'libphonenumber-js';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { type MailSettings, mailVariables, readAuthority, readMail } from './config-mail.ts';
import {
  accounts,
  age,
  flag,
  hosts,
  httpAddress,
  ids,
  integer,
  keptDays,
  login,
  MOST_DAYS,
  password,
  price,
  providerAddress,
  proxy,
  receiptZone,
  senders,
  statuses,
  store,
  timeZone,
  tokens,
  tonNpi,
  type Ways,
  ways,
} from './config-values.ts';
import { isLocaleList, LANGUAGES, type Language, languageOfLocales } from './languages.ts';
import type { Money } from './messages/money.ts';
import type { Protocol } from './messages/protocol.ts';
import {
  DEFAULT_ALPHABETS,
  type DefaultAlphabet,
  httpApiOf,
  LONG_FORMS,
  type LongForm,
  PROFILES,
  PROVIDERS,
  type ProviderName,
  providerAt,
  RECEIPT_IDS,
  type ReceiptIdForm,
  type ReceiptZone,
  type RefusesRepeats,
} from './messages/provider.ts';
import { type AddressTypes, readSender } from './messages/source.ts';

const environment = z.object({
  BOT_TOKEN: z
    .string(
      'missing: get one from @BotFather in Telegram and put BOT_TOKEN=… into .env; "npm run demo" needs none',
    )
    .regex(/^\d+:[\w-]+$/, 'a token as @BotFather gives it, like 123456:ABC-DEF'),
  TELEGRAM_API_ROOT: httpAddress('an address such as https://api.telegram.org').default(
    'https://api.telegram.org',
  ),
  TELEGRAM_PROXY: proxy.optional(),
  OWNER_IDS: ids.default([]),
  DATABASE_URL: store.default('file:data/bot.db'),
  SMPP_PROVIDER: z.enum(PROVIDERS, PROVIDERS.join(' or ')).optional(),
  SMPP_HOSTS: hosts.default([
    { host: 'smpp.smsc.ru', port: null },
    { host: 'smpp2.smsc.ru', port: null },
  ]),
  SMPP_TLS: flag.default(false),
  SMPP_TLS_CA: z.string().optional(),
  SMPP_ACCOUNTS: accounts,
  SMPP_SYSTEM_ID: login,
  SMPP_PASSWORD: password,
  SMPP_SYSTEM_TYPE: z
    .string()
    .regex(/^[\x20-\x7e]{0,12}$/, 'up to 12 Latin letters, digits and signs')
    .optional(),
  SMPP_BIND: z.enum(['transceiver', 'split'], 'transceiver or split').default('transceiver'),
  SMPP_BINDS: integer(1, 50).default(1),
  SMPP_WINDOW: integer(1, 10_000).default(100),
  SMPP_RATE: integer(1, 100_000).default(100),
  CAMPAIGN_RATE: integer(1, 100_000).optional(),
  SMPP_LATIN1_DATA_CODING: z
    .enum(['3', '4'], '3 or 4')
    .transform((value) => (value === '3' ? 3 : 4) as 3 | 4)
    .optional(),
  SMPP_DEFAULT_ALPHABET: z.enum(DEFAULT_ALPHABETS, 'gsm, latin1 or ascii').optional(),
  SMPP_SOURCE_TON_NPI: tonNpi.optional(),
  SMPP_DEST_TON_NPI: tonNpi.optional(),
  SMPP_LONG: z.enum(LONG_FORMS, 'payload, udh or sar').optional(),
  SMPP_VALIDITY: integer(1, PROFILES.generic.longestValidity).optional(),
  SMPP_REFUSES_REPEATS: integer(0, 86_400).optional(),
  SMPP_DUPLICATE_STATUSES: statuses.optional(),
  SMPP_RECEIPT_ID: z.enum(RECEIPT_IDS, 'auto, same, hex or decimal').optional(),
  SMPP_RECEIPT_ZONE: receiptZone.optional(),
  ...mailVariables,
  WAYS: ways.optional(),
  WAY_AFTER: integer(1, 86_400).optional(),
  PROVIDER_URL: providerAddress.optional(),
  PROVIDER_LOGIN: z
    .string()
    .regex(/^[\x21-\x7e]{1,64}$/, 'up to 64 Latin letters, digits and signs')
    .optional(),
  PROVIDER_PASSWORD: z.string().max(256, 'up to 256 characters').optional(),
  PROVIDER_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{8,256}$/, '8 to 256 Latin letters, digits and signs, from the account')
    .optional(),
  PROVIDER_POLL: integer(0, 3_600)
    .refine((seconds) => seconds === 0 || seconds >= 10, '10 or more, or 0 for never')
    .optional(),
  SENDER: z
    .string()
    .refine(
      (from) => readSender(from) !== null,
      'up to 11 Latin letters and digits, or up to 15 digits, as registered',
    )
    .default(''),
  SEND_MAX_AGE: integer(1, 86_400).default(600),
  HLR_CACHE: age.default(24 * 3_600_000),
  ASK_ABOVE_PARTS: integer(1, 255).default(4),
  ASK_ABOVE_COST: price.optional(),
  APPROVE_ABOVE: integer(0, 1_000_000).optional(),
  APPROVE_ABOVE_COST: price.optional(),
  APPROVE_SENDERS: senders.default([]),
  DEFAULT_COUNTRY: z
    .string()
    .transform((value) => value.toUpperCase())
    .refine(
      (value): value is CountryCode => (getCountries() as string[]).includes(value),
      'a country of two letters such as RU',
    )
    .default('RU' as never),
  TIME_ZONE: timeZone.default('Europe/Moscow'),
  LANGUAGE: z
    .string()
    .transform((value) => (isLocaleList(value) ? languageOfLocales(value) : value))
    .pipe(z.enum(LANGUAGES, LANGUAGES.join(' or ')))
    .default('ru' as never),
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'a currency of three letters such as RUB')
    .default('RUB'),
  HTTP_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'an address or a name of this machine, such as 127.0.0.1, or 0.0.0.0 for all')
    .default('127.0.0.1'),
  HTTP_PORT: integer(0, 65535).default(3000),
  CALLBACK_SECRET: z
    .string()
    .regex(
      /^[\x21-\x7e]{8,256}$/,
      '8 to 256 Latin letters, digits and signs, the same as in the account at the provider',
    )
    .optional(),
  CALLBACK_SIGNATURE: z.enum(['sha1', 'md5', 'crc32'], 'sha1, md5 or crc32').optional(),
  WEBHOOK_URL: httpAddress('the public address of this program, such as https://bot.example.com').optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, '1 to 256 letters, digits, _ and - (Bot API: setWebhook)')
    .optional(),
  HOOK_ALLOW_PRIVATE: flag.default(false),
  API_TOKENS: tokens.default([]),
  HEARTBEAT_URL: httpAddress('an address that a monitoring service has given you').optional(),
  KEEP_TEXTS: keptDays.default(365),
  KEEP_MESSAGES: keptDays.optional(),
  KEEP_RAW: integer(0, MOST_DAYS).default(30),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
});

/** One account or several: the variables of the other way are not looked at. */
const oneAccount = environment.omit({ SMPP_ACCOUNTS: true }).transform((env) => ({
  ...env,
  accounts: [{ systemId: env.SMPP_SYSTEM_ID, password: env.SMPP_PASSWORD }],
}));
const severalAccounts = environment
  .omit({ SMPP_SYSTEM_ID: true, SMPP_PASSWORD: true })
  .transform((env) => ({ ...env, accounts: env.SMPP_ACCOUNTS }));

/** The account at the provider's HTTP API alone, by the login that it has there, if any. */
const httpAccount = environment
  .omit({ SMPP_ACCOUNTS: true })
  .extend({ SMPP_SYSTEM_ID: login.optional(), SMPP_PASSWORD: password.optional() })
  .transform((env) => ({
    ...env,
    accounts: [
      {
        systemId: env.SMPP_SYSTEM_ID ?? env.PROVIDER_LOGIN ?? NAMELESS,
        password: (env.SMPP_SYSTEM_ID && env.SMPP_PASSWORD) ?? '',
      },
    ],
  }));

/** What an account is called that has an API key and no login. */
const NAMELESS = 'https';

type Environment =
  | z.output<typeof oneAccount>
  | z.output<typeof severalAccounts>
  | z.output<typeof httpAccount>;

/** Every variable that is read. */
export const VARIABLES: readonly string[] = Object.keys(environment.shape);

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
  readonly smpp: {
    readonly hosts: readonly { readonly host: string; readonly port: number }[];
    readonly tls: { readonly ca?: string } | null;
    /** At least one login, each with binds and a rate of its own. */
    readonly accounts: readonly { readonly systemId: string; readonly password: string }[];
    /** A login that is set beside several accounts and is none of them: nothing is sent by it. */
    readonly unusedLogin: string | null;
    readonly provider: ProviderName;
    readonly systemType: string;
    readonly bind: 'transceiver' | 'split';
    readonly binds: number;
    readonly window: number;
    /** Parts per second for the account. */
    readonly rate: number;
    /** Of these, how many campaigns may use; null: all of them. */
    readonly campaignRate: number | null;
    readonly latin1DataCoding: 3 | 4;
    readonly defaultAlphabet: DefaultAlphabet;
    readonly sourceTypes: AddressTypes;
    readonly destinationTypes: AddressTypes;
    readonly long: LongForm;
    /** Hours; null: as long as the provider likes. */
    readonly validity: number | null;
    readonly refusesRepeats: RefusesRepeats;
    readonly receiptId: ReceiptIdForm;
    readonly receiptZone: ReceiptZone;
  };
  /** By what messages leave. */
  readonly ways: Ways & {
    /** For how long the way of a channel has to be down before the next one takes single messages (ms); null: for ever. */
    readonly afterMs: number | null;
  };
  /** The provider's HTTP API; null: it is not used. */
  readonly provider: {
    /** In the order in which they are tried. */
    readonly urls: readonly string[];
    readonly credentials: { readonly apikey: string } | { readonly login: string; readonly psw: string };
  } | null;
  /** The provider's mail server; null: no message goes by mail. */
  readonly mail: MailSettings | null;
  /** How often it is asked for statuses and incoming messages (ms); null: these come by themselves. */
  readonly pollMs: number | null;
  readonly sender: string;
  /** ms */
  readonly sendMaxAge: number;
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

const PLAIN_PORT = 3700;
const TLS_PORT = 3443;
/** How often incoming messages are asked for where nothing brings them (s). */
const USUAL_POLL_S = 60;
/** Letters by which a name is taken for a setting's. */
const MISSPELT_BY = 2;

function readCa({ SMPP_TLS, SMPP_TLS_CA: path }: Environment): { ca?: string } | null {
  if (!SMPP_TLS && path) throw new ConfigError('SMPP_TLS_CA: says nothing without SMPP_TLS=true');
  if (!SMPP_TLS) return null;
  return path ? { ca: readAuthority('SMPP_TLS_CA', path) } : {};
}

/** What was meant by the name of a setting that there is not, or null where it is none of ours. */
function misspelt(name: string): string | null {
  if (VARIABLES.includes(name)) return null;
  const meant = closest(name, [...VARIABLES]);
  if (distance(name, meant) <= MISSPELT_BY) return `${name}: no setting has this name: is ${meant} meant?`;
  return name.startsWith('SMPP_') ? `${name}: no setting has this name (the nearest is ${meant})` : null;
}

function readProvider({ SMPP_PROVIDER, SMPP_HOSTS }: Environment): ProviderName {
  const hosts = SMPP_HOSTS.map(({ host }) => host);
  const provider = SMPP_PROVIDER ?? providerAt(hosts);
  if (provider) return provider;
  throw new ConfigError(
    `SMPP_PROVIDER: missing, and SMPP_HOSTS (${hosts.join(', ')}) does not tell it: smsc.ru, or generic for any other provider`,
  );
}

/** What the provider's profile says, and each setting of its own in place of that. */
function readHabits(env: Environment) {
  const provider = readProvider(env);
  const { habits, longestValidity } = PROFILES[provider];
  const systemType = env.SMPP_SYSTEM_TYPE ?? habits.systemType;
  const { usual, ...ofSystemType } = habits.defaultAlphabet;
  const { SMPP_VALIDITY: validity, SMPP_SOURCE_TON_NPI: source, SMPP_DEST_TON_NPI: destination } = env;
  if (validity !== undefined && validity > longestValidity) {
    throw new ConfigError(`SMPP_VALIDITY: at most ${longestValidity} hours at ${provider}`);
  }
  return {
    provider,
    systemType,
    latin1DataCoding: env.SMPP_LATIN1_DATA_CODING ?? habits.latin1DataCoding,
    defaultAlphabet: env.SMPP_DEFAULT_ALPHABET ?? ofSystemType[systemType] ?? usual,
    sourceTypes: source ? { name: source, number: source, short: source } : habits.sourceTypes,
    // What is no number is an e-mail address, which has no type.
    destinationTypes: destination
      ? { ...habits.destinationTypes, number: destination, short: destination }
      : habits.destinationTypes,
    long: env.SMPP_LONG ?? habits.long,
    validity: validity ?? habits.validity,
    refusesRepeats: readRefusesRepeats(env, habits.refusesRepeats),
    receiptId: env.SMPP_RECEIPT_ID ?? habits.receiptId,
    receiptZone: env.SMPP_RECEIPT_ZONE ?? habits.receiptZone,
  };
}

/** Statuses mean "identical" where identical requests are refused: elsewhere they are refusals like any other. */
function readRefusesRepeats(
  { SMPP_REFUSES_REPEATS, SMPP_DUPLICATE_STATUSES }: Environment,
  usual: RefusesRepeats,
): RefusesRepeats {
  const seconds = SMPP_REFUSES_REPEATS ?? usual.seconds;
  if (SMPP_DUPLICATE_STATUSES && seconds === 0) {
    throw new ConfigError(
      'SMPP_DUPLICATE_STATUSES: says nothing where no identical request is refused: set SMPP_REFUSES_REPEATS, in seconds',
    );
  }
  return { seconds, statuses: seconds > 0 ? (SMPP_DUPLICATE_STATUSES ?? usual.statuses) : [] };
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

/** Who has credentials of the HTTP API and none of SMPP sends by it, without having to say so. */
function usualWays(set: Readonly<Record<string, string | undefined>>): Ways {
  const hasSmpp = ['SMPP_SYSTEM_ID', 'SMPP_PASSWORD', 'SMPP_ACCOUNTS', 'SMPP_HOSTS'].some(
    (name) => set[name],
  );
  const hasHttp = set.PROVIDER_API_KEY || (set.PROVIDER_LOGIN && set.PROVIDER_PASSWORD);
  return { usual: [!hasSmpp && hasHttp ? 'https' : 'smpp'], of: {} };
}

/** Every way that something may go by. */
export const waysIn = ({ usual, of }: Ways): Protocol[] => [
  ...new Set([...usual, ...Object.values(of).flat()]),
];

function readWays(env: Environment, read: Ways): Config['ways'] {
  const provider = readProvider(env);
  const lists = [read.usual, ...Object.values(read.of)];
  const said = [
    read.usual.join(', then '),
    ...Object.entries(read.of).map(([channel, list]) => `${channel} by ${list.join(', then ')}`),
  ].join('; ');
  const own = waysIn(read).find((one) => one !== 'smpp');
  if (own) {
    const why =
      PROFILES[provider].http === null
        ? `there is no ${own === 'https' ? 'HTTP API' : 'mail server'} at ${provider}`
        : env.accounts.length > 1
          ? `${own} has one account, and SMPP_ACCOUNTS several`
          : null;
    if (why) throw new ConfigError(`WAYS: understood as ${said}; but ${why}`);
  }
  if (env.WAY_AFTER !== undefined && lists.every(({ length }) => length < 2)) {
    throw new ConfigError(`WAY_AFTER: says nothing without a second way, and WAYS is understood as ${said}`);
  }
  return { ...read, afterMs: env.WAY_AFTER === undefined ? null : env.WAY_AFTER * 1000 };
}

/** The HTTP API is used where a line says so: the SMPP password need not be the account's. */
function readProviderHttp(env: Environment, ways: Ways): Config['provider'] {
  const { PROVIDER_URL: url, PROVIDER_LOGIN, PROVIDER_PASSWORD, PROVIDER_API_KEY: apikey } = env;
  const given = ['PROVIDER_URL', 'PROVIDER_LOGIN', 'PROVIDER_PASSWORD', 'PROVIDER_API_KEY'] as const;
  const isWay = waysIn(ways).includes('https');
  const name = given.find((one) => env[one] !== undefined) ?? (isWay ? 'WAYS' : undefined);
  if (name === undefined) return null;
  const provider = readProvider(env);
  if (provider !== 'smsc.ru') throw new ConfigError(`${name}: says nothing at ${provider}`);
  if (apikey !== undefined && (PROVIDER_LOGIN ?? PROVIDER_PASSWORD) !== undefined) {
    throw new ConfigError('PROVIDER_API_KEY: stands in place of PROVIDER_LOGIN and PROVIDER_PASSWORD');
  }
  const [{ systemId, password } = { systemId: '', password: '' }, another] = env.accounts;
  const isNobody = another !== undefined || password === '';
  if (apikey === undefined && isNobody && (PROVIDER_LOGIN && PROVIDER_PASSWORD) === undefined) {
    throw new ConfigError(`${name}: takes PROVIDER_API_KEY, or PROVIDER_LOGIN and PROVIDER_PASSWORD`);
  }
  const urls = [
    ...(url === undefined ? [] : [url.replace(/\/+$/, '')]),
    ...brandHosts(env).flatMap(httpApiOf),
  ];
  if (urls.length === 0) throw new ConfigError('PROVIDER_URL: missing, and SMPP_HOSTS does not tell it');
  return {
    urls: [...new Set(urls)],
    credentials:
      apikey === undefined
        ? { login: PROVIDER_LOGIN ?? systemId, psw: PROVIDER_PASSWORD ?? password }
        : { apikey },
  };
}

/** The hosts that tell the brand whose HTTP API and mail server these are. */
const brandHosts = ({ PROVIDER_URL: url, SMPP_HOSTS }: Environment): readonly string[] =>
  url === undefined ? SMPP_HOSTS.map(({ host }) => host) : [new URL(url).hostname];

/** Who asks where the HTTP API is not used; null: SMPP knows nobody either. */
function accountCredentials({ accounts: [account] }: Environment): MailSettings['credentials'] | null {
  return account && account.password !== '' ? { login: account.systemId, psw: account.password } : null;
}

/** Where SMPP is no way nothing comes by itself, but to the callback; then nobody has to say so. */
function readPolling(
  { PROVIDER_POLL, CALLBACK_SECRET }: Environment,
  provider: Config['provider'],
  ways: Ways,
): number | null {
  if (provider === null) {
    if (PROVIDER_POLL === undefined) return null;
    throw new ConfigError('PROVIDER_POLL: says nothing without PROVIDER_API_KEY');
  }
  const comesByItself = waysIn(ways).includes('smpp') || CALLBACK_SECRET !== undefined;
  const seconds = PROVIDER_POLL ?? (comesByItself ? 0 : USUAL_POLL_S);
  return seconds === 0 ? null : seconds * 1000;
}

function unusedLogin(login: string | undefined, accounts: Config['smpp']['accounts']): string | null {
  return login === undefined || accounts.some(({ systemId }) => systemId === login) ? null : login;
}

/**
 * Reads the settings from environment variables; an empty one counts as not set.
 * @throws ConfigError naming each wrong variable and what it takes
 */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const asked = ways.safeParse(set.WAYS ?? '');
  const order = set.WAYS && asked.success ? asked.data : usualWays(set);
  const hasSmpp = waysIn(order).includes('smpp');
  const schema = set.SMPP_ACCOUNTS ? severalAccounts : hasSmpp ? oneAccount : httpAccount;
  const result = schema.safeParse(set);
  const wrong = (result.error?.issues ?? []).map(
    ({ path: [name], message }) => `${String(name)}: ${message}`,
  );
  const lines = [...Object.keys(set).flatMap((name) => misspelt(name) ?? []), ...wrong];
  if (!result.success || lines.length > 0) throw new ConfigError([...new Set(lines)].join('\n'));
  const env = result.data;
  const tls = readCa(env);
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
    smpp: {
      hosts: env.SMPP_HOSTS.map(({ host, port }) => ({ host, port: port ?? (tls ? TLS_PORT : PLAIN_PORT) })),
      tls,
      accounts: env.accounts,
      unusedLogin: unusedLogin(set.SMPP_SYSTEM_ID, env.accounts),
      ...readHabits(env),
      bind: env.SMPP_BIND,
      binds: env.SMPP_BINDS,
      window: env.SMPP_WINDOW,
      rate: env.SMPP_RATE,
      campaignRate: env.CAMPAIGN_RATE ?? null,
    },
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
