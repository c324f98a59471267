import { z } from 'zod';
import { LANGUAGES } from './languages.ts';
import { parseTypedMoney } from './messages/money.ts';
import { PROTOCOLS, type Protocol } from './messages/protocol.ts';
import type { ReceiptZone } from './messages/provider.ts';
import { CHANNELS, type Channel } from './messages/request.ts';
import { readSender } from './messages/source.ts';
import { knownZone, readZone, zoneCalled } from './messages/zone.ts';
import { isOnePerson } from './one-person.ts';

/*
 * How the values of settings are written. A message says what a setting takes; its name is put before it.
 */

/** One of these words, whatever its case. */
export const oneOf = <const Words extends readonly string[]>(words: Words, fix: string) =>
  z.string().toLowerCase().pipe(z.enum(words, fix));
export const flag = oneOf(['true', 'false'], 'true or false').transform((value) => value === 'true');
/** `unit`: what it counts, where its name does not say so. */
export const integer = (min: number, max: number, unit?: string) => {
  const fix = `a whole number from ${min} to ${max}${unit ? ` (${unit})` : ''}`;
  return z
    .string()
    .regex(/^\d+$/, fix)
    .transform(Number)
    .refine((value) => value >= min && value <= max, fix);
};

/** A century. */
export const MOST_DAYS = 36_500;
/** What is under way or younger than two days is never forgotten. */
export const keptDays = integer(2, MOST_DAYS, 'days');

export const hosts = z.string().transform((list, context) =>
  list.split(',').map((entry) => {
    const match = /^\s*(\[[\da-f:.]+\]|[\p{L}\p{N}._-]+)(?::(\d{1,5}))?\s*$/iu.exec(entry);
    const port = match?.[2] ? Number(match[2]) : null;
    if (!match?.[1] || (port !== null && (port < 1 || port > 65535))) {
      context.addIssue(`"${entry.trim()}" is not host or host:port`);
      return z.NEVER;
    }
    return { host: match[1].replace(/^\[|\]$/g, ''), port };
  }),
);

export const login = z
  .string(
    'missing: the login of your account at the provider (with PROVIDER_API_KEY alone messages go over HTTPS)',
  )
  .regex(/^[\x21-\x7e]{1,15}$/, 'up to 15 Latin letters, digits and signs (SMPP 3.4)');
export const password = z
  .string('missing: the SMPP password from the access page of your account')
  .regex(/^[\x20-\x7e]*$/, 'Latin letters, digits and signs only');

/** Something else than a comma between two pairs: what stands behind it would be taken for the secret of the first. */
const OTHER_SIGN = /[;|\s]\s*[\w.-]+:/;

/** Names of pairs as they were understood, for whoever parted them by another sign. */
const understood = (names: readonly string[]): string =>
  `understood as ${names.length === 1 ? 'one' : names.length}, ${names.join(', ')}, since a comma parts them, and nothing else does`;

export const accounts = z.string().transform((list, context) => {
  const read = list.split(',').map((entry) => {
    const [systemId = '', ...rest] = entry.trim().split(':');
    return { systemId, password: rest.join(':') };
  });
  if (read.some(({ password }) => OTHER_SIGN.test(password))) {
    const logins = understood(read.map(({ systemId }) => systemId));
    context.addIssue(
      `login:password,login:password: ${logins}. With one login whose password is so: SMPP_SYSTEM_ID and SMPP_PASSWORD`,
    );
    return z.NEVER;
  }
  const isWrong = (account: { systemId: string; password: string }) =>
    account.systemId === '' ||
    account.password === '' ||
    !login.safeParse(account.systemId).success ||
    !password.safeParse(account.password).success;
  if (read.some(isWrong) || new Set(read.map(({ systemId }) => systemId)).size < read.length) {
    context.addIssue('login:password,login:password, each login once, in Latin letters, digits and signs');
    return z.NEVER;
  }
  return read;
});

const TOKENS =
  'name:token,name:token: each name once, a letter first, up to 32 letters, digits, _ and -; each token at least 24 Latin letters, digits and signs';

/** Programs, and the tokens by which each may do anything that a program may. */
export const tokens = z.string().transform((list, context) => {
  const read = list.split(',').map((entry) => {
    const [name = '', ...rest] = entry.trim().split(':');
    return { name, token: rest.join(':') };
  });
  if (read.some(({ token }) => OTHER_SIGN.test(token))) {
    context.addIssue(`${TOKENS}; ${understood(read.map(({ name }) => name))}`);
    return z.NEVER;
  }
  const isWrong = ({ name, token }: { name: string; token: string }) =>
    !/^[A-Za-z][\w-]{0,31}$/.test(name) || !/^[\x21-\x7e]{24,200}$/.test(token);
  const isTwice = (key: 'name' | 'token') => new Set(read.map((one) => one[key])).size < read.length;
  if (read.some(isWrong) || isTwice('name') || isTwice('token')) {
    context.addIssue(TOKENS);
    return z.NEVER;
  }
  return read;
});

/** A person's id has at most 52 significant bits (Bot API: User). */
const GREATEST_ID = 2 ** 52 - 1;
const IDS = 'Telegram ids (numbers) separated by commas; each person sees theirs when writing to the bot';
const MANY =
  'ids of single persons: 1087968824 (an anonymous admin), 136817688 (a channel) and 777000 (Telegram) stand for many';

export const ids = z
  .string()
  .regex(/^\s*[1-9]\d{0,15}\s*(,\s*[1-9]\d{0,15}\s*)*$/, IDS)
  .transform((list) => list.split(',').map(Number))
  .refine((all) => all.every((id) => id <= GREATEST_ID), IDS)
  .refine((all) => all.every(isOnePerson), MANY);

/** Senders as they go out, by commas. */
export const senders = z.string().transform((list, context) => {
  const read = list.split(',').map((one) => readSender(one.trim())?.address ?? null);
  if (read.every((one) => one !== null && one !== '')) return read as string[];
  context.addIssue('senders such as SHOP, as registered, separated by commas');
  return z.NEVER;
});

/** SMPP 3.4, 5.1.3 */
const OTHER_MEANINGS = [0, 0x58];

export const statuses = z
  .string()
  .regex(
    /^\s*(0x[0-9a-f]+|\d+)\s*(,\s*(0x[0-9a-f]+|\d+)\s*)*$/i,
    'command statuses such as 0x45, separated by commas',
  )
  .transform((list) => list.split(',').map(Number))
  .refine(
    (all) => !all.some((status) => OTHER_MEANINGS.includes(status)),
    'ESME_ROK (0) and ESME_RTHROTTLED (0x58) say something else',
  );

export const httpAddress = (fix: string) => z.url({ protocol: /^https?$/, error: fix });

const isLoopback = (url: string): boolean =>
  URL.canParse(url) && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);

/** Where the account's password goes: in clear to this machine alone. */
export const providerAddress = z
  .url({ protocol: /^https?$/, error: 'an address such as https://smsc.ru' })
  .refine((url) => !url.startsWith('http:') || isLoopback(url), 'https:// only: the password goes there')
  .refine(
    (url) => !URL.canParse(url) || new URL(url).username === '',
    'without USER:PASSWORD@: see PROVIDER_LOGIN',
  );

/** Each of them ends a password early, and what follows is taken for something else. */
export const ESCAPED = 'write / # ? and @ of a password as %2F %23 %3F and %40';

/** Through which Telegram alone is reached; the scheme says how. */
export const proxy = z.url({
  protocol: /^(https?|socks5h?)$/,
  error: `http://, https:// or socks5://, such as socks5://USER:PASSWORD@HOST:PORT (${ESCAPED})`,
});

const isWhole = (url: string) => {
  if (!url.startsWith('postgres')) return true;
  if (!URL.canParse(url)) return false;
  const { hash, pathname } = new URL(url);
  return hash === '' && !pathname.includes('@');
};

export const store = z
  .string()
  .regex(
    /^(file:.+|postgres(ql)?:\/\/.+)/,
    'file:PATH, such as file:data/bot.db, or postgres://USER:PASSWORD@HOST/DATABASE',
  )
  .refine(isWhole, `not an address: ${ESCAPED}`);

export const price = z.string().transform((amount, context) => {
  const money = parseTypedMoney(amount);
  if (money !== null) return money;
  context.addIssue('an amount such as 10 or 2.50');
  return z.NEVER;
});

const DURATION_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** An age in minutes, hours or days, as ms; 0 is none. */
export const age = z
  .string()
  .toLowerCase()
  .regex(/^(0|[1-9]\d{0,3}[mhd])$/, 'an age such as 24h, 30m or 7d, or 0 for none')
  .transform((value) => Number.parseInt(value, 10) * (DURATION_MS[value.slice(-1)] ?? 0));

/** Three letters are several zones: ICU takes BST for Bangladesh, and EST for a clock that knows no summer. */
const ABBREVIATED = /^(?!(?:CET|EET|WET)$)[a-z]{3}$/i;

export const timeZone = z.string().transform((typed, context) => {
  const isAbbreviated = ABBREVIATED.test(typed.trim());
  const zone = readZone(typed) ?? (isAbbreviated ? null : knownZone(typed));
  if (zone !== null) return zone;
  const meant = isAbbreviated ? null : zoneCalled(typed, LANGUAGES);
  context.addIssue(
    meant === null
      ? 'a place such as Moscow, an IANA time zone such as Europe/Moscow, or +03:00 from UTC'
      : `${typed.trim()} is written ${meant}`,
  );
  return z.NEVER;
});

/** Type of number and numbering plan of an address (SMPP 3.4, 5.2.5 and 5.2.6), as 5/0. */
export const tonNpi = z
  .string()
  .regex(/^\s*[0-6]\s*\/\s*(\d|1[0-8])\s*$/, 'type of number / numbering plan, such as 5/0')
  .transform((value) => {
    const [ton = 0, npi = 0] = value.split('/').map(Number);
    return { ton, npi };
  });

/** A clock's distance from UTC, in minutes; the world has -12:00 to +14:00. */
export const receiptZone = z
  .string()
  .toLowerCase()
  .regex(/^(auto|[+-](0\d|1[0-4]):[0-5]\d)$/, 'auto, or the distance from UTC such as +03:00')
  .transform((value): ReceiptZone => {
    if (value === 'auto') return value;
    const [hours = 0, minutes = 0] = value.slice(1).split(':').map(Number);
    return (value.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
  });

/** Which ways messages go by, first to last, and those of channels that have their own. */
export interface Ways {
  readonly usual: readonly Protocol[];
  readonly of: Readonly<Partial<Record<Channel, readonly Protocol[]>>>;
}

/** "smpp,https;call=https": what is wrong is named, with what there is in its place. */
export const ways = z.string().transform((text, context): Ways => {
  const wrong: string[] = [];
  const read = (list: string): Protocol[] =>
    list.split(',').flatMap((word) => {
      const name = word.trim().toLowerCase();
      const protocol = PROTOCOLS.find((one) => one === name);
      if (!protocol) wrong.push(`there is no way "${word.trim()}": ${PROTOCOLS.join(', ')}`);
      return protocol ?? [];
    });
  const twice = (list: readonly Protocol[]) => list.find((one, index) => list.indexOf(one) < index);
  const [first = '', ...others] = text.split(';').map((entry) => entry.trim());
  const usual = read(first);
  const of: Partial<Record<Channel, readonly Protocol[]>> = {};
  for (const entry of others.filter(Boolean)) {
    const [name = '', list] = entry.split('=').map((piece) => piece.trim());
    const channel = CHANNELS.find((one) => one === name.toLowerCase());
    if (list === undefined) wrong.push(`"${entry}" is no CHANNEL=WAY,WAY`);
    else if (!channel) wrong.push(`there is no channel "${name}": ${CHANNELS.join(', ')}`);
    else if (of[channel]) wrong.push(`${channel} is there twice`);
    else of[channel] = read(list);
  }
  for (const list of [usual, ...Object.values(of)]) {
    const again = twice(list);
    if (again) wrong.push(`${again} is there twice in "${list.join(',')}"`);
  }
  if (wrong.length === 0) return { usual, of };
  context.addIssue(`${wrong.join('; ')} (ways in order, such as smpp,https or smpp,https;call=https)`);
  return z.NEVER;
});
