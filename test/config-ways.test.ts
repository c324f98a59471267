import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { folder } from './support/bot.ts';
import { authority } from './support/certificates.ts';
import { least, refusalOf } from './support/settings.ts';

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
