import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { ConfigError } from '../src/config-error.ts';
import { VARIABLES } from '../src/config-variables.ts';
import { folder } from './support/bot.ts';
import { authority } from './support/certificates.ts';

const least = { BOT_TOKEN: '1:abc', SMPP_SYSTEM_ID: 'shop', SMPP_PASSWORD: 'secret' };

function refusalOf(variables: Record<string, string>): string {
  try {
    readConfig({ ...least, ...variables });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
}

test('token, login and password are enough', () => {
  expect(readConfig(least)).toMatchObject({
    telegram: { apiRoot: 'https://api.telegram.org', ownerIds: [], webhook: null },
    databaseUrl: 'file:data/bot.db',
    smpp: {
      hosts: [
        { host: 'smpp.smsc.ru', port: 3700 },
        { host: 'smpp2.smsc.ru', port: 3700 },
      ],
      tls: null,
      provider: 'smsc.ru',
      systemType: '',
      bind: 'transceiver',
      binds: 1,
      window: 100,
      rate: 100,
      campaignRate: null,
      latin1DataCoding: 4,
      long: 'payload',
      defaultAlphabet: 'gsm',
      validity: null,
      refusesRepeats: { seconds: 60, statuses: [0x45] },
      receiptId: 'auto',
      receiptZone: 180,
    },
    sendMaxAge: 600_000,
    askAbove: { parts: 4, cost: null },
    approve: { above: null, cost: null, senders: [] },
    hlrCache: 86_400_000,
    hooksMayBePrivate: false,
    country: 'RU',
    timeZone: 'Europe/Moscow',
    language: 'ru',
    http: { host: '127.0.0.1', port: 3000 },
    callback: null,
    keep: { raw: 30, texts: 365, messages: null },
  });
});

const GENERIC = { ...least, SMPP_PROVIDER: 'generic', SMPP_HOSTS: 'smpp.example' };

test.each(['smsc.ru', 'SMPP.SMSC.RU:99', 'smpp.smsc.kz,smpp2.smsc.kz.', 'a.smsc.ua, b.smscentre.com'])(
  'the hosts %s are SMSC.ru',
  (SMPP_HOSTS) => {
    expect(readConfig({ ...least, SMPP_HOSTS }).smpp.provider).toBe('smsc.ru');
  },
);

test.each(['smpp.example', '127.0.0.1:2775', 'smpp.smsc.ru,smpp.example', 'notsmsc.ru', 'smsc.ru.example'])(
  'the hosts %s do not tell the provider, and one line says which to set',
  (SMPP_HOSTS) => {
    const refusal = refusalOf({ SMPP_HOSTS });
    expect(refusal).toMatch(/^SMPP_PROVIDER: missing.*smsc\.ru, or generic for any other provider$/);
    for (const SMPP_PROVIDER of ['smsc.ru', 'generic'] as const) {
      expect(readConfig({ ...least, SMPP_HOSTS, SMPP_PROVIDER }).smpp.provider).toBe(SMPP_PROVIDER);
    }
  },
);

test('of a generic provider nothing is taken for granted', () => {
  expect(readConfig(GENERIC).smpp).toMatchObject({
    refusesRepeats: { seconds: 0, statuses: [] },
    sourceTypes: { name: { ton: 5, npi: 0 } },
    latin1DataCoding: 3,
    receiptZone: 'auto',
  });
});

test("each of a provider's habits has a setting that overrides it", () => {
  const { smpp } = readConfig({
    ...GENERIC,
    SMPP_SYSTEM_TYPE: 'VMA',
    SMPP_REFUSES_REPEATS: '120',
    SMPP_DUPLICATE_STATUSES: '0x14',
    SMPP_RECEIPT_ID: 'hex',
    SMPP_RECEIPT_ZONE: '-04:30',
    SMPP_SOURCE_TON_NPI: '0/1',
    SMPP_DEST_TON_NPI: '2/8',
    SMPP_DEFAULT_ALPHABET: 'ascii',
    SMPP_LATIN1_DATA_CODING: '4',
    SMPP_LONG: 'sar',
    SMPP_VALIDITY: '48',
  });
  expect(smpp).toMatchObject({
    systemType: 'VMA',
    refusesRepeats: { seconds: 120, statuses: [0x14] },
    receiptId: 'hex',
    receiptZone: -270,
    sourceTypes: { name: { ton: 0, npi: 1 }, number: { ton: 0, npi: 1 }, short: { ton: 0, npi: 1 } },
    destinationTypes: { number: { ton: 2, npi: 8 }, short: { ton: 2, npi: 8 } },
    defaultAlphabet: 'ascii',
    latin1DataCoding: 4,
    long: 'sar',
    validity: 48,
  });
});

test('ISO makes the default alphabet Latin-1 at SMSC.ru alone, unless a setting says otherwise', () => {
  const ISO = { SMPP_SYSTEM_TYPE: 'ISO' };
  expect(readConfig({ ...least, ...ISO }).smpp.defaultAlphabet).toBe('latin1');
  expect(readConfig({ ...GENERIC, ...ISO }).smpp.defaultAlphabet).toBe('gsm');
  expect(readConfig({ ...least, ...ISO, SMPP_DEFAULT_ALPHABET: 'gsm' }).smpp.defaultAlphabet).toBe('gsm');
});

test('statuses of a duplicate say nothing where none is refused', () => {
  const settings = { ...GENERIC, SMPP_DUPLICATE_STATUSES: '0x45' };
  expect(refusalOf(settings)).toMatch(/^SMPP_DUPLICATE_STATUSES: .* set SMPP_REFUSES_REPEATS, in seconds$/);
  expect(readConfig({ ...settings, SMPP_REFUSES_REPEATS: '60' }).smpp.refusesRepeats).toEqual({
    seconds: 60,
    statuses: [0x45],
  });
});

test('a provider that is none of those known has to be named by its hosts, lest its password go to another', () => {
  const missing = 'SMPP_HOSTS: missing: HOST:PORT of your provider, since SMPP_PROVIDER is generic';
  expect(refusalOf({ SMPP_PROVIDER: 'generic' })).toBe(missing);
});

test.each([
  ['SMPP_TLS', 'TRUE', 'true'],
  ['SMPP_PROVIDER', 'SMSC.ru', 'smsc.ru'],
  ['SMPP_LONG', 'UDH', 'udh'],
  ['LANGUAGE', 'EN', 'en'],
  ['LOG_LEVEL', 'Debug', 'debug'],
  ['CURRENCY', 'eur', 'EUR'],
  ['HLR_CACHE', '7D', '7d'],
  ['SMPP_RECEIPT_ZONE', 'Auto', 'auto'],
  ['DEFAULT_COUNTRY', 'uk', 'GB'],
  ['TIME_ZONE', 'london', 'Europe/London'],
  ['TIME_ZONE', 'europe/london', 'Europe/London'],
  ['TIME_ZONE', 'New York', 'America/New_York'],
  ['TIME_ZONE', 'UTC+3', '+03:00'],
])('%s=%s is read as it is meant', (name, typed, meant) => {
  expect(readConfig({ ...least, [name]: typed })).toEqual(readConfig({ ...least, [name]: meant }));
});

test('an empty variable is one that is not set', () => {
  expect(readConfig({ ...least, SMPP_RATE: ' ', OWNER_IDS: '' }).smpp.rate).toBe(100);
});

test.each([
  ['en', 'en'],
  ['en_US:en', 'en'],
  ['ru_RU', 'ru'],
  ['ru_RU.UTF-8', 'ru'],
  ['en_GB:en:ru', 'en'],
  ['uk_UA:uk:ru_UA:ru', 'ru'],
])('LANGUAGE=%s, as a desktop may set it, is %s', (LANGUAGE, language) => {
  expect(readConfig({ ...least, LANGUAGE }).language).toBe(language);
});

test('the age of a look-up that is not paid for again is read in minutes, hours or days', () => {
  const read = (HLR_CACHE: string) => readConfig({ ...least, HLR_CACHE }).hlrCache;
  expect(['0', '30m', '24h', '7d'].map(read)).toEqual([0, 1_800_000, 86_400_000, 604_800_000]);
});

test('a price is read in the units of money', () => {
  expect(readConfig({ ...least, ASK_ABOVE_COST: '2,5', ASK_ABOVE_PARTS: '10' }).askAbove).toEqual({
    parts: 10,
    cost: 25_000,
  });
});

test('what a second person has to approve is read: numbers, a price, senders', () => {
  const set = { APPROVE_ABOVE: '100', APPROVE_ABOVE_COST: '500', APPROVE_SENDERS: 'SHOP, +79000000' };
  expect(readConfig({ ...least, ...set }).approve).toEqual({
    above: 100,
    cost: 5_000_000,
    senders: ['SHOP', '79000000'],
  });
});

test('TLS moves the port, unless one is named', () => {
  const { hosts, tls } = readConfig({
    ...least,
    SMPP_TLS: 'true',
    SMPP_PROVIDER: 'generic',
    SMPP_HOSTS: 'a.example, b.example:99,[::1]:7',
  }).smpp;
  expect(tls).toEqual({});
  expect(hosts).toEqual([
    { host: 'a.example', port: 3443 },
    { host: 'b.example', port: 99 },
    { host: '::1', port: 7 },
  ]);
});

test.each([
  'file:data/bot.db',
  'postgres://bot:secret@db/bot',
  'postgresql://db.example:6432/bot?sslmode=require',
])('DATABASE_URL takes %s', (url) => {
  expect(readConfig({ ...least, DATABASE_URL: url }).databaseUrl).toBe(url);
});

const SMSC = ['https://smsc.ru', 'https://www2.smsc.ru'];
const SHOP = { login: 'shop', psw: 'secret' };
test.each<[string, Record<string, string>, object | null]>([
  ['is off where no line says otherwise', {}, null],
  [
    'takes a key',
    { PROVIDER_API_KEY: 'key-of-the-shop' },
    { urls: SMSC, credentials: { apikey: 'key-of-the-shop' } },
  ],
  [
    'takes a password, with the login of SMPP',
    { PROVIDER_PASSWORD: 'пароль' },
    { urls: SMSC, credentials: { login: 'shop', psw: 'пароль' } },
  ],
  [
    "is where an address says, by SMPP's login and password",
    { PROVIDER_URL: 'http://127.0.0.1:8080/' },
    { urls: ['http://127.0.0.1:8080'], credentials: SHOP },
  ],
  [
    'has the spare host of the brand that an address is of',
    { PROVIDER_URL: 'https://smsc.kz' },
    { urls: ['https://smsc.kz', 'https://www2.smsc.kz'], credentials: SHOP },
  ],
  [
    'is found by the hosts of a sister brand',
    { SMPP_HOSTS: 'smpp.smsc.ua', PROVIDER_LOGIN: 'other' },
    { urls: ['https://smsc.ua', 'https://www2.smsc.ua'], credentials: { login: 'other', psw: 'secret' } },
  ],
])("the provider's HTTP API %s", (_, variables, provider) => {
  expect(readConfig({ ...least, ...variables }).provider).toEqual(provider);
});

test('statuses and incoming messages are asked for as often as a line says, by default where neither SMPP nor the callback brings them', () => {
  expect(readConfig(least).pollMs).toBeNull();
  const key = { PROVIDER_API_KEY: 'key-of-the-shop' };
  expect(readConfig({ ...least, ...key }).pollMs).toBeNull();
  const httpsAlone = { ...least, ...key, WAYS: 'https' };
  expect(readConfig(httpsAlone).pollMs).toBe(60_000);
  expect(readConfig({ ...httpsAlone, PROVIDER_POLL: '0' }).pollMs).toBeNull();
  expect(readConfig({ ...httpsAlone, CALLBACK_SECRET: 'correct-horse-battery' }).pollMs).toBeNull();
  expect(readConfig({ ...least, PROVIDER_API_KEY: 'key-of-the-shop', PROVIDER_POLL: '60' }).pollMs).toBe(
    60_000,
  );
});

test.each<[RegExp, Record<string, string>]>([
  [/^PROVIDER_POLL: says nothing without PROVIDER_API_KEY$/, { PROVIDER_POLL: '60' }],
  [
    /^PROVIDER_API_KEY: says nothing at generic$/,
    { SMPP_PROVIDER: 'generic', PROVIDER_API_KEY: 'key-of-the-shop' },
  ],
  [/^PROVIDER_API_KEY: stands in place/, { PROVIDER_LOGIN: 'shop', PROVIDER_API_KEY: 'key-of-the-shop' }],
  [
    /^PROVIDER_PASSWORD: takes PROVIDER_API_KEY, or PROVIDER_LOGIN and/,
    { SMPP_ACCOUNTS: 'a:b,c:d', PROVIDER_PASSWORD: 'x' },
  ],
  [
    /^PROVIDER_URL: missing, and SMPP_HOSTS does not tell it$/,
    { SMPP_HOSTS: 'relay.example', SMPP_PROVIDER: 'smsc.ru', PROVIDER_LOGIN: 'shop' },
  ],
])("settings of the provider's HTTP API that do not go together are refused: %s", (message, variables) => {
  expect(() => readConfig({ ...least, ...variables })).toThrow(message);
});

test('an API key alone is enough to send: no setting of SMPP is asked for', () => {
  const { ways, provider, smpp } = readConfig({
    BOT_TOKEN: least.BOT_TOKEN,
    PROVIDER_API_KEY: 'key-of-the-shop',
  });
  expect(ways).toEqual({ usual: ['https'], of: {}, afterMs: null });
  expect(provider).toEqual({ urls: SMSC, credentials: { apikey: 'key-of-the-shop' } });
  expect(smpp.accounts).toEqual([{ systemId: 'https', password: '' }]);
});

test('half of a login is said by what is missing of it, not by SMPP', () => {
  const { BOT_TOKEN } = least;
  const missing =
    /^PROVIDER_(LOGIN|PASSWORD): takes PROVIDER_API_KEY, or PROVIDER_LOGIN and PROVIDER_PASSWORD$/;
  expect(() => readConfig({ BOT_TOKEN, PROVIDER_LOGIN: 'shop' })).toThrow(missing);
  expect(() => readConfig({ BOT_TOKEN, PROVIDER_PASSWORD: 'x' })).toThrow(missing);
});

test('beside settings of SMPP a key changes no way, and what WAYS says holds', () => {
  const key = { PROVIDER_API_KEY: 'key-of-the-shop' };
  expect(readConfig({ ...least, ...key }).ways.usual).toEqual(['smpp']);
  expect(readConfig({ ...least, ...key, WAYS: ' HTTPS , smpp ; Call = smpp', WAY_AFTER: '60' }).ways).toEqual(
    {
      usual: ['https', 'smpp'],
      of: { call: ['smpp'] },
      afterMs: 60_000,
    },
  );
});

test.each<[RegExp, Record<string, string>]>([
  [
    /^WAYS: understood as smpp, then https; but there is no HTTP API at generic$/,
    { WAYS: 'smpp,https', SMPP_PROVIDER: 'generic' },
  ],
  [
    /^WAYS: understood as smpp; call by https; but https has one account, and SMPP_ACCOUNTS several$/,
    { WAYS: 'smpp;call=https', SMPP_ACCOUNTS: 'a:b,c:d', PROVIDER_API_KEY: 'key-of-the-shop' },
  ],
  [/^WAYS: takes PROVIDER_API_KEY, or/, { WAYS: 'https', SMPP_SYSTEM_ID: '', SMPP_PASSWORD: '' }],
])('ways that cannot be had are refused, with what was understood: %s', (message, variables) => {
  expect(() => readConfig({ ...least, ...variables })).toThrow(message);
});

const byMail = { WAYS: 'smtp', SMTP_FROM: 'bot@shop.example', PROVIDER_API_KEY: 'key-of-the-shop' };
const INLET = { host: 'send.smsc.ru', port: 25, tls: 'offered', auth: null };
const MAILS = {
  from: 'bot@shop.example',
  to: 'send@send.smsc.ru',
  credentials: { apikey: 'key-of-the-shop' },
};

test.each<[string, Record<string, string>, object]>([
  [
    "is the provider's inlet, with nothing of SMPP",
    { SMPP_SYSTEM_ID: '', SMPP_PASSWORD: '' },
    { ...MAILS, server: INLET },
  ],
  [
    'is that of a sister brand',
    { SMPP_HOSTS: 'smpp.smsc.kz' },
    { ...MAILS, to: 'send@send.smsc.kz', server: { ...INLET, host: 'send.smsc.kz' } },
  ],
  [
    'is told by login and password of SMPP where there are no others',
    { PROVIDER_API_KEY: '', WAYS: 'smpp,smtp' },
    { ...MAILS, credentials: SHOP, server: INLET },
  ],
  ['may have to offer TLS', { SMTP_TLS: 'required' }, { ...MAILS, server: { ...INLET, tls: 'required' } }],
  [
    'is a relay, with a login by TLS alone',
    { SMTP_URL: 'smtp://bot:p%40ss@mail.example.com', SMTP_TO: 'sms@shop.example' },
    {
      ...MAILS,
      to: 'sms@shop.example',
      server: { host: 'mail.example.com', port: 587, tls: 'required', auth: { user: 'bot', pass: 'p@ss' } },
    },
  ],
  [
    'is a relay by TLS from the first octet on',
    { SMTP_URL: 'smtps://[::1]' },
    { ...MAILS, server: { host: '::1', port: 465, tls: 'implicit', auth: null } },
  ],
])('the mail server %s', (_, variables, mail) => {
  expect(readConfig({ ...least, ...byMail, ...variables }).mail).toEqual(mail);
});

test('a relay may have an authority of its own', () => {
  const path = join(folder(), 'ca.pem');
  expect(refusalOf({ ...byMail, SMTP_TLS_CA: path })).toMatch(/^SMTP_TLS_CA: .*ca\.pem cannot be read/);
  writeFileSync(path, authority);
  expect(readConfig({ ...least, ...byMail, SMTP_TLS_CA: path }).mail?.server.ca).toBe(authority);
});

test.each<[RegExp, Record<string, string>]>([
  [/^SMTP_FROM: missing/, { SMTP_FROM: '' }],
  [
    /^SMTP_TO: missing/,
    { SMPP_HOSTS: 'relay.example', SMPP_PROVIDER: 'smsc.ru', PROVIDER_URL: 'https://relay.example' },
  ],
  [/^SMTP_URL: missing/, { PROVIDER_URL: 'https://relay.example', SMTP_TO: 'sms@shop.example' }],
  [
    /^SMTP_TLS: offered is not enough where SMTP_URL has a login$/,
    { SMTP_URL: 'smtp://bot:x@a.example', SMTP_TLS: 'offered' },
  ],
  [/^WAYS: smtp takes PROVIDER_API_KEY, or/, { PROVIDER_API_KEY: '', SMPP_SYSTEM_ID: '', SMPP_PASSWORD: '' }],
  [/^WAYS: smtp takes a login, password or key without a colon/, { PROVIDER_API_KEY: 'hunter2:hunter2' }],
  [/^WAYS: understood as smtp; but there is no mail server at generic$/, { SMPP_PROVIDER: 'generic' }],
  [
    /^WAYS: understood as smtp; but smtp has one account, and SMPP_ACCOUNTS several$/,
    { SMPP_ACCOUNTS: 'a:b,c:d' },
  ],
])('settings of the mail server that do not go together are refused: %s', (message, variables) => {
  const refusal = refusalOf({ ...byMail, ...variables });
  expect(refusal).toMatch(message);
  expect(refusal).not.toContain('hunter2');
});

test('all that is missing is named at once', () => {
  expect(() => readConfig({})).toThrow(
    /BOT_TOKEN: missing[^\n]*\nSMPP_SYSTEM_ID: missing[^\n]*\nSMPP_PASSWORD: missing/,
  );
});

/** Secrets among them are told by the word hunter2. */
const WRONG: [name: string, value: string, message: RegExp][] = [
  ['BOT_TOKEN', 'nonsense', /BOT_TOKEN: a token as @BotFather gives it/],
  ['OWNER_IDS', '12,olga', /OWNER_IDS: Telegram ids \(numbers\)/],
  ['SMPP_HOSTS', 'smpp.smsc.ru;smpp2.smsc.ru', /SMPP_HOSTS: "smpp.smsc.ru;smpp2.smsc.ru" is not host/],
  ['SMPP_HOSTS', 'smpp.smsc.ru/', /SMPP_HOSTS: "smpp.smsc.ru\/" is not host or host:port/],
  ['SMPP_HOSTS', 'a.example:99999', /SMPP_HOSTS: "a.example:99999" is not host or host:port/],
  ['CAMPAIGN_RATE', '0', /CAMPAIGN_RATE: a whole number from 1 to 100000/],
  ['SMPP_RATE', '0', /SMPP_RATE: a whole number from 1 to 100000/],
  ['SMPP_PASSWORD', 'пароль', /SMPP_PASSWORD: Latin letters/],
  ['HOOK_ALLOW_PRIVATE', 'yes', /HOOK_ALLOW_PRIVATE: true or false/],
  ['SMPP_TLS', 'yes', /SMPP_TLS: true or false/],
  ['SMPP_LONG', 'parts', /SMPP_LONG: payload, udh or sar/],
  ['SMPP_DUPLICATE_STATUSES', 'E45', /SMPP_DUPLICATE_STATUSES: command statuses such as 0x45/],
  ['SMPP_PROVIDER', 'kannel', /SMPP_PROVIDER: smsc.ru or generic/],
  ['SMPP_SYSTEM_TYPE', 'thirteen char', /SMPP_SYSTEM_TYPE: up to 12 Latin letters/],
  ['SMPP_REFUSES_REPEATS', 'yes', /SMPP_REFUSES_REPEATS: a whole number from 0 to 86400/],
  ['SMPP_RECEIPT_ID', 'binary', /SMPP_RECEIPT_ID: auto, same, hex or decimal/],
  ['SMPP_RECEIPT_ZONE', 'Moscow', /SMPP_RECEIPT_ZONE: auto, or the distance from UTC such as \+03:00/],
  ['SMPP_SOURCE_TON_NPI', '5', /SMPP_SOURCE_TON_NPI: type of number \/ numbering plan, such as 5\/0/],
  ['SMPP_DEST_TON_NPI', '9/1', /SMPP_DEST_TON_NPI: type of number \/ numbering plan, such as 5\/0/],
  ['SMPP_DEFAULT_ALPHABET', 'utf-8', /SMPP_DEFAULT_ALPHABET: gsm, latin1 or ascii/],
  ['SMPP_VALIDITY', '0', /SMPP_VALIDITY: a whole number from 1 to 2376/],
  ['SMPP_VALIDITY', '48', /SMPP_VALIDITY: at most 24 hours at smsc.ru/],
  ['WAYS', 'smpp,htps', /WAYS: there is no way "htps": smpp, https/],
  ['WAYS', 'smpp;fax=https', /WAYS: there is no channel "fax": sms, email/],
  ['WAYS', 'smpp;https', /WAYS: "https" is no CHANNEL=WAY,WAY/],
  ['WAYS', 'smpp,smpp', /WAYS: smpp is there twice in "smpp,smpp"/],
  ['WAYS', 'smpp;call=https;call=smpp', /WAYS: call is there twice/],
  ['WAY_AFTER', '0', /WAY_AFTER: a whole number from 1 to 86400/],
  ['WAY_AFTER', '60', /WAY_AFTER: says nothing without a second way, and WAYS is understood as smpp$/],
  ['SMTP_URL', 'mail.example.com', /SMTP_URL: a mail server such as smtps:/],
  ['SMTP_URL', 'https://mail.example.com', /SMTP_URL: a mail server such as smtps:/],
  ['SMTP_URL', 'smtp://bot:hunter2%@mail.example.com', /SMTP_URL: write % of a password as %25/],
  [
    'SMTP_URL',
    'smtp://bot:a/hunter2@mail.example.com',
    /SMTP_URL: .*write \/ # \? and @ of a password as %2F/,
  ],
  ['SMTP_URL', 'smtp://mail.example.com', /SMTP_URL: says nothing without smtp in WAYS/],
  ['SMTP_FROM', 'Shop', /SMTP_FROM: the address that mails come from/],
  ['SMTP_FROM', 'bot@a.example\r\nBcc: x@a.example', /SMTP_FROM: the address that mails come from/],
  ['SMTP_TO', 'send', /SMTP_TO: the address at which the provider takes messages/],
  ['SMTP_TLS', 'true', /SMTP_TLS: offered or required/],
  ['SMTP_TLS_CA', 'ca.pem', /SMTP_TLS_CA: says nothing without smtp in WAYS/],
  ['PROVIDER_URL', 'smsc.ru', /PROVIDER_URL: an address such as https/],
  ['PROVIDER_URL', 'http://smsc.ru', /PROVIDER_URL: https:\/\/ only/],
  ['PROVIDER_URL', 'https://shop:hunter2@smsc.ru', /PROVIDER_URL: without USER/],
  ['PROVIDER_LOGIN', 'логин', /PROVIDER_LOGIN: up to 64 Latin letters/],
  ['PROVIDER_PASSWORD', 'hunter2'.repeat(40), /PROVIDER_PASSWORD: up to 256 characters/],
  ['PROVIDER_API_KEY', 'hunter2', /PROVIDER_API_KEY: 8 to 256 Latin letters/],
  ['PROVIDER_POLL', '5', /PROVIDER_POLL: 10 or more/],
  ['SENDER', 'Sender far too long', /SENDER: /],
  ['DATABASE_URL', 'data/bot.db', /DATABASE_URL: file:PATH.*postgres:\/\/USER/],
  ['DATABASE_URL', 'mysql://localhost/bot', /DATABASE_URL: file:PATH/],
  ['ASK_ABOVE_PARTS', '0', /ASK_ABOVE_PARTS: a whole number from 1 to 255/],
  ['ASK_ABOVE_COST', 'ten', /ASK_ABOVE_COST: an amount such as 10 or 2.50/],
  ['APPROVE_ABOVE', '-1', /APPROVE_ABOVE: a whole number from 0 to 1000000/],
  ['APPROVE_ABOVE_COST', 'ten', /APPROVE_ABOVE_COST: an amount such as 10 or 2.50/],
  ['APPROVE_SENDERS', 'SHOP,,', /APPROVE_SENDERS: senders such as SHOP, as registered, separated by commas/],
  ['HLR_CACHE', '24', /HLR_CACHE: an age such as 24h, 30m or 7d, or 0 for none/],
  ['DEFAULT_COUNTRY', 'Russia', /DEFAULT_COUNTRY: a country of two letters/],
  ['LANGUAGE', 'fr', /LANGUAGE: en or ru/],
  ['LANGUAGE', 'fr_FR:fr', /LANGUAGE: en or ru/],
  ['TIME_ZONE', 'MSK', /TIME_ZONE: a place such as Moscow, an IANA time zone such as/],
  ['CURRENCY', 'rubles', /CURRENCY: a currency of three letters/],
  ['KEEP_TEXTS', '1y', /KEEP_TEXTS: a whole number from 2 to 36500 \(days\)$/],
  ['KEEP_MESSAGES', '1', /KEEP_MESSAGES: a whole number from 2 to 36500/],
  ['KEEP_RAW', 'never', /KEEP_RAW: a whole number from 0 to 36500/],
  ['HTTP_PORT', '99999', /HTTP_PORT: a whole number from 0 to 65535/],
  ['API_TOKENS', 'shop:short', /API_TOKENS: name:token,name:token: each name once.*at least 24/],
  ['API_TOKENS', 'shop:0123456789012345678901234,shop:1123456789012345678901234', /API_TOKENS: .*once/],
  ['API_TOKENS', '7:0123456789012345678901234', /API_TOKENS: .*a letter first/],
  ['HEARTBEAT_URL', 'hc-ping.com/1', /HEARTBEAT_URL: an address that a monitoring service has given you/],
  ['CALLBACK_SECRET', 'short', /CALLBACK_SECRET: 8 to 256 Latin letters/],
  ['CALLBACK_SIGNATURE', 'crc32', /CALLBACK_SIGNATURE: says nothing without CALLBACK_SECRET/],
  ['CALLBACK_SIGNATURE', 'sha256', /CALLBACK_SIGNATURE: sha1, md5 or crc32/],
  ['WEBHOOK_URL', 'bot.example.com', /WEBHOOK_URL: the public address/],
  ['WEBHOOK_URL', 'http://bot.example.com', /WEBHOOK_URL: Telegram takes https/],
  ['WEBHOOK_URL', 'https://bot.example.com:3000', /WEBHOOK_URL: Telegram posts to the ports 443, 80, 88/],
  ['WEBHOOK_URL', 'https://bot.example.com', /WEBHOOK_SECRET: missing/],
  ['WEBHOOK_SECRET', 'not a word', /WEBHOOK_SECRET: 1 to 256 letters/],
  ['LOG_LEVEL', 'loud', /LOG_LEVEL: fatal, error/],
  ['BOT_TOKEN', 'hunter2 ', /BOT_TOKEN: a token/],
  ['TELEGRAM_API_ROOT', 'javascript:alert(1)', /TELEGRAM_API_ROOT: an address such as https/],
  ['TELEGRAM_PROXY', 'ftp://bot:hunter2@proxy:1080', /TELEGRAM_PROXY: http:\/\/, https:\/\/ or socks5:\/\//],
  ['OWNER_IDS', '9999999999999999', /OWNER_IDS: Telegram ids \(numbers\)/],
  ['OWNER_IDS', '0', /OWNER_IDS: Telegram ids \(numbers\)/],
  ['SMPP_TLS_CA', 'ca.pem', /SMPP_TLS_CA: says nothing without SMPP_TLS=true/],
  ['SMPP_ACCOUNTS', 'a:', /SMPP_ACCOUNTS: login:password,login:password, each login once/],
  ['SMPP_ACCOUNTS', 'a:hunter2,a:hunter2', /SMPP_ACCOUNTS: .* each login once/],
  ['SMPP_SYSTEM_ID', 'логин', /SMPP_SYSTEM_ID: up to 15 Latin letters/],
  ['SMPP_SYSTEM_ID', 'sixteen-letters!', /SMPP_SYSTEM_ID: up to 15/],
  ['SMPP_BIND', 'receiver', /SMPP_BIND: transceiver or split/],
  ['SMPP_BINDS', '0', /SMPP_BINDS: a whole number from 1 to 50/],
  ['SMPP_WINDOW', '1e3', /SMPP_WINDOW: a whole number/],
  ['SMPP_LATIN1_DATA_CODING', '8', /SMPP_LATIN1_DATA_CODING: 3 or 4/],
  ['SMPP_DUPLICATE_STATUSES', '0x58', /SMPP_DUPLICATE_STATUSES: .*0x58/],
  ['SEND_MAX_AGE', '10m', /SEND_MAX_AGE: a whole number from 1 to 86400 \(seconds\)$/],
  ['HTTP_HOST', 'no such host', /HTTP_HOST: an address or a name of this machine/],
  ['DATABASE_URL', 'postgres://bot:p@ss/w#hunter2@db/bot', /DATABASE_URL: not an address: write .* as %2F/],
  ['DATABASE_URL', 'postgres://bot:p#hunter2@db/bot', /DATABASE_URL: not an address/],
  ['DATABASE_URL', 'postgres://bot:12/hunter2@db/bot', /DATABASE_URL: not an address/],
  ['WEBHOOK_SECRET', 'hunter2', /WEBHOOK_SECRET: says nothing without WEBHOOK_URL/],
];

test.each(WRONG)('a wrong %s is named, with what it takes', (name, value, message) => {
  const refusal = refusalOf({ [name]: value });
  expect(refusal).toMatch(message);
  expect(refusal).not.toMatch(/\n|hunter2/);
});

test('each setting has a wrong value above', () => {
  expect([...new Set(WRONG.map(([name]) => name))].toSorted()).toEqual(VARIABLES.toSorted());
});

test('a certificate that is none is named', () => {
  const path = join(folder(), 'ca.pem');
  writeFileSync(path, 'not PEM');
  expect(refusalOf({ SMPP_TLS: 'true', SMPP_TLS_CA: path })).toMatch(
    /^SMPP_TLS_CA: .*ca\.pem is no certificate in PEM$/,
  );
  writeFileSync(path, authority);
  expect(readConfig({ ...least, SMPP_TLS: 'true', SMPP_TLS_CA: path }).smpp.tls).toEqual({ ca: authority });
});

test.each([
  ['https://bot.example.com', 'https://bot.example.com/telegram'],
  ['https://bot.example.com/', 'https://bot.example.com/telegram'],
  ['https://example.com/bot/', 'https://example.com/bot/telegram'],
  ['https://example.com/bot/telegram', 'https://example.com/bot/telegram'],
  ['https://bot.example.com:8443', 'https://bot.example.com:8443/telegram'],
])('a webhook at %s is posted to %s', (address, url) => {
  const { webhook } = readConfig({ ...least, WEBHOOK_URL: address, WEBHOOK_SECRET: 'word' }).telegram;
  expect(webhook).toEqual({ url, secret: 'word' });
});

test("a Bot API server of one's own may post over http", () => {
  const settings = { WEBHOOK_URL: 'http://10.0.0.2:3000', WEBHOOK_SECRET: 'word' };
  const { webhook } = readConfig({
    ...least,
    ...settings,
    TELEGRAM_API_ROOT: 'http://10.0.0.1:8081',
  }).telegram;
  expect(webhook?.url).toBe('http://10.0.0.2:3000/telegram');
});

test('the callback is on once it has a secret', () => {
  expect(readConfig({ ...least, API_TOKENS: 'shop:012345678901234567890:23' }).apiTokens).toEqual([
    { name: 'shop', token: '012345678901234567890:23' },
  ]);
  expect(readConfig({ ...least, CALLBACK_SECRET: 'correct-horse' }).callback).toEqual({
    secret: 'correct-horse',
    signature: 'sha1',
  });
});

test('a CA file that is not there is named', () => {
  expect(refusalOf({ SMPP_TLS: 'true', SMPP_TLS_CA: '/nowhere/ca.pem' })).toMatch(
    /SMPP_TLS_CA: \/nowhere\/ca.pem/,
  );
});

test('a secret is in no error', () => {
  const secrets = {
    BOT_TOKEN: 'hunter2!',
    SMPP_PASSWORD: 'пароль',
    CALLBACK_SECRET: 'ключ',
    WEBHOOK_SECRET: 'сло во',
  };
  expect(refusalOf(secrets)).not.toMatch(/hunter2|пароль|ключ|сло во/);
});

test('.env.example has a line for every variable that is read, and for no other', () => {
  const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n');
  const names = lines.flatMap((line) => /^#?([A-Z][A-Z0-9_]+)=/.exec(line)?.[1] ?? []);
  expect(names.toSorted()).toEqual(VARIABLES.toSorted());
});

test('.env.example shows each default as it is', () => {
  const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n');
  /** They have none: it shows what one looks like. */
  const samples = ['TELEGRAM_PROXY', 'SMPP_ACCOUNTS', 'API_TOKENS'];
  const shown = lines
    .flatMap((line) => [...line.matchAll(/^#([A-Z][A-Z0-9_]+)=(.+)$/g)])
    .filter(([, name = '']) => !samples.includes(name))
    .map(([, name = '', value = '']) => [name, value]);
  expect(shown.length).toBeGreaterThan(20);
  // How calls are signed, and mails are sent, is said only where there are any.
  const some = {
    ...least,
    CALLBACK_SECRET: 'callback-secret',
    WAYS: 'smpp,smtp',
    SMTP_FROM: 'bot@example.com',
  };
  const example = { ...some, ...Object.fromEntries(shown), WAYS: some.WAYS };
  expect(readConfig(example)).toEqual(readConfig(some));
});
