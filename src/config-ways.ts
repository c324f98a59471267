import { ConfigError } from './config-error.ts';
import type { MailSettings } from './config-mail.ts';
import { readProvider } from './config-smpp.ts';
import type { Ways } from './config-values.ts';
import type { Environment } from './config-variables.ts';
import type { Protocol } from './messages/protocol.ts';
import { httpApiOf, PROFILES } from './messages/provider.ts';

/*
 * By which ways messages leave, and the provider's HTTP API, which is one of them.
 */

export type WaySettings = Ways & {
  /** For how long the way of a channel has to be down before the next one takes single messages (ms); null: for ever. */
  readonly afterMs: number | null;
};

export interface ProviderSettings {
  /** In the order in which they are tried. */
  readonly urls: readonly string[];
  readonly credentials: { readonly apikey: string } | { readonly login: string; readonly psw: string };
}

/** How often incoming messages are asked for where nothing brings them (s). */
const USUAL_POLL_S = 60;

/** Who has credentials of the HTTP API and none of SMPP sends by it, without having to say so. */
export function usualWays(set: Readonly<Record<string, string | undefined>>): Ways {
  const hasSmpp = ['SMPP_SYSTEM_ID', 'SMPP_PASSWORD', 'SMPP_ACCOUNTS', 'SMPP_HOSTS'].some(
    (name) => set[name],
  );
  const hasHttp = ['PROVIDER_API_KEY', 'PROVIDER_LOGIN', 'PROVIDER_PASSWORD'].some((name) => set[name]);
  return { usual: [!hasSmpp && hasHttp ? 'https' : 'smpp'], of: {} };
}

/** Every way that something may go by. */
export const waysIn = ({ usual, of }: Ways): Protocol[] => [
  ...new Set([...usual, ...Object.values(of).flat()]),
];

export function readWays(env: Environment, read: Ways): WaySettings {
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
export function readProviderHttp(env: Environment, ways: Ways): ProviderSettings | null {
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
export const brandHosts = ({ PROVIDER_URL: url, SMPP_HOSTS }: Environment): readonly string[] =>
  url === undefined ? SMPP_HOSTS.map(({ host }) => host) : [new URL(url).hostname];

/** Who asks where the HTTP API is not used; null: SMPP knows nobody either. */
export function accountCredentials({ accounts: [account] }: Environment): MailSettings['credentials'] | null {
  return account && account.password !== '' ? { login: account.systemId, psw: account.password } : null;
}

/** Where SMPP is no way nothing comes by itself, but to the callback; then nobody has to say so. */
export function readPolling(
  { PROVIDER_POLL, CALLBACK_SECRET }: Environment,
  provider: ProviderSettings | null,
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
