import { ConfigError } from './config-error.ts';
import { readAuthority } from './config-mail.ts';
import type { Environment } from './config-variables.ts';
import {
  type DefaultAlphabet,
  type LongForm,
  PROFILES,
  type ProviderName,
  providerAt,
  type ReceiptIdForm,
  type ReceiptZone,
  type RefusesRepeats,
} from './messages/provider.ts';
import type { AddressTypes } from './messages/source.ts';

/*
 * The accounts at the SMSC, and its habits.
 */

export interface SmppSettings {
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
}

const PLAIN_PORT = 3700;
const TLS_PORT = 3443;

/**
 * `set`: the variables as they stand there.
 * @throws ConfigError
 */
export function readSmpp(env: Environment, set: Readonly<Record<string, string | undefined>>): SmppSettings {
  const tls = readCa(env);
  if (env.SMPP_PROVIDER === 'generic' && !set.SMPP_HOSTS) {
    throw new ConfigError('SMPP_HOSTS: missing: HOST:PORT of your provider, since SMPP_PROVIDER is generic');
  }
  return {
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
  };
}

function unusedLogin(login: string | undefined, accounts: SmppSettings['accounts']): string | null {
  return login === undefined || accounts.some(({ systemId }) => systemId === login) ? null : login;
}

function readCa({ SMPP_TLS, SMPP_TLS_CA: path }: Environment): { ca?: string } | null {
  if (!SMPP_TLS && path) throw new ConfigError('SMPP_TLS_CA: says nothing without SMPP_TLS=true');
  if (!SMPP_TLS) return null;
  return path ? { ca: readAuthority('SMPP_TLS_CA', path) } : {};
}

/** Whose profile holds; elsewhere than at SMPP_PROVIDER its hosts tell it. */
export function readProvider({ SMPP_PROVIDER, SMPP_HOSTS }: Environment): ProviderName {
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
