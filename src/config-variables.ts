import type { CountryCode } from 'libphonenumber-js';
import { getCountries } from 'libphonenumber-js';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { mailVariables } from './config-mail.ts';
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
  oneOf,
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
  ways,
} from './config-values.ts';
import { isLocaleList, LANGUAGES, languageOfLocales } from './languages.ts';
import { DEFAULT_ALPHABETS, LONG_FORMS, PROFILES, PROVIDERS, RECEIPT_IDS } from './messages/provider.ts';
import { readSender } from './messages/source.ts';

/*
 * The variables that there are, and what each takes by itself.
 */

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
  SMPP_PROVIDER: oneOf(PROVIDERS, PROVIDERS.join(' or ')).optional(),
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
  SMPP_BIND: oneOf(['transceiver', 'split'], 'transceiver or split').default('transceiver'),
  SMPP_BINDS: integer(1, 50).default(1),
  SMPP_WINDOW: integer(1, 10_000).default(100),
  SMPP_RATE: integer(1, 100_000, 'parts a second').default(100),
  CAMPAIGN_RATE: integer(1, 100_000, 'parts a second').optional(),
  SMPP_LATIN1_DATA_CODING: z
    .enum(['3', '4'], '3 or 4')
    .transform((value) => (value === '3' ? 3 : 4) as 3 | 4)
    .optional(),
  SMPP_DEFAULT_ALPHABET: oneOf(DEFAULT_ALPHABETS, 'gsm, latin1 or ascii').optional(),
  SMPP_SOURCE_TON_NPI: tonNpi.optional(),
  SMPP_DEST_TON_NPI: tonNpi.optional(),
  SMPP_LONG: oneOf(LONG_FORMS, 'payload, udh or sar').optional(),
  SMPP_VALIDITY: integer(1, PROFILES.generic.longestValidity, 'hours').optional(),
  SMPP_REFUSES_REPEATS: integer(0, 86_400, 'seconds').optional(),
  SMPP_DUPLICATE_STATUSES: statuses.optional(),
  SMPP_RECEIPT_ID: oneOf(RECEIPT_IDS, 'auto, same, hex or decimal').optional(),
  SMPP_RECEIPT_ZONE: receiptZone.optional(),
  ...mailVariables,
  WAYS: ways.optional(),
  WAY_AFTER: integer(1, 86_400, 'seconds').optional(),
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
  PROVIDER_POLL: integer(0, 3_600, 'seconds')
    .refine((seconds) => seconds === 0 || seconds >= 10, '10 or more (seconds), or 0 for never')
    .optional(),
  SENDER: z
    .string()
    .refine(
      (from) => readSender(from) !== null,
      'up to 11 Latin letters and digits, or up to 15 digits, as registered',
    )
    .default(''),
  SEND_MAX_AGE: integer(1, 86_400, 'seconds').default(600),
  UNDO_SEND: integer(0, 60, 'seconds').default(5),
  HLR_CACHE: age.default(24 * 3_600_000),
  ASK_ABOVE_PARTS: integer(1, 255).default(4),
  ASK_ABOVE_COST: price.optional(),
  APPROVE_ABOVE: integer(0, 1_000_000).optional(),
  APPROVE_ABOVE_COST: price.optional(),
  APPROVE_SENDERS: senders.default([]),
  DEFAULT_COUNTRY: z
    .string()
    .toUpperCase()
    // As people call it; ISO 3166 keeps these letters for it.
    .transform((value) => (value === 'UK' ? 'GB' : value))
    .refine(
      (value): value is CountryCode => (getCountries() as string[]).includes(value),
      'a country of two letters such as RU or GB',
    )
    .default('RU' as never),
  TIME_ZONE: timeZone.default('Europe/Moscow'),
  LANGUAGE: z
    .string()
    .transform((value) => (isLocaleList(value) ? languageOfLocales(value) : value.toLowerCase()))
    .pipe(z.enum(LANGUAGES, LANGUAGES.join(' or ')))
    .default('ru' as never),
  CURRENCY: z
    .string()
    .toUpperCase()
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
  CALLBACK_SIGNATURE: oneOf(['sha1', 'md5', 'crc32'], 'sha1, md5 or crc32').optional(),
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
  KEEP_RAW: integer(0, MOST_DAYS, 'days').default(30),
  LOG_LEVEL: oneOf(
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    'fatal, error, warn, info, debug, trace or silent',
  ).default('info'),
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

export type Environment =
  | z.output<typeof oneAccount>
  | z.output<typeof severalAccounts>
  | z.output<typeof httpAccount>;

/** Every variable that is read. */
export const VARIABLES: readonly string[] = Object.keys(environment.shape);

/**
 * Those that are set, each checked; `hasSmpp`: messages go by SMPP; `said`: what is wrong before any is read.
 * @throws ConfigError naming each wrong variable and what it takes
 */
export function readVariables(
  set: Readonly<Record<string, string | undefined>>,
  hasSmpp: boolean,
  said: readonly string[],
): Environment {
  const schema = set.SMPP_ACCOUNTS ? severalAccounts : hasSmpp ? oneAccount : httpAccount;
  const result = schema.safeParse(set);
  const wrong = (result.error?.issues ?? []).map(
    ({ path: [name], message }) => `${String(name)}: ${message}`,
  );
  const lines = [...said, ...wrong];
  if (!result.success || lines.length > 0) throw new ConfigError([...new Set(lines)].join('\n'));
  return result.data;
}
