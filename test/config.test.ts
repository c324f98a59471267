import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { VARIABLES } from '../src/config-variables.ts';
import { least, refusalOf } from './support/settings.ts';

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
    undoSend: 5_000,
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
    long: 'udh',
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
  ['LANGUAGE', 'en-GB', 'en'],
  ['LOG_LEVEL', 'Debug', 'debug'],
  ['CURRENCY', 'eur', 'EUR'],
  ['HLR_CACHE', '7D', '7d'],
  ['SMPP_RECEIPT_ZONE', 'Auto', 'auto'],
  ['DEFAULT_COUNTRY', 'uk', 'GB'],
  ['TIME_ZONE', 'london', 'Europe/London'],
  ['TIME_ZONE', 'europe/london', 'Europe/London'],
  ['TIME_ZONE', 'New York', 'America/New_York'],
  ['TIME_ZONE', 'UTC+3', '+03:00'],
  ['TIME_ZONE', 'GMT', 'UTC'],
  ['TIME_ZONE', 'CET', 'Europe/Brussels'],
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

test('a login is unused where several accounts stand in its place and it is none of them', () => {
  const unused = (login: string) =>
    readConfig({ ...least, SMPP_SYSTEM_ID: login, SMPP_ACCOUNTS: 'first:x,second:y' }).smpp.unusedLogin;
  expect(unused('shop')).toBe('shop');
  expect(unused('first')).toBeNull();
});
