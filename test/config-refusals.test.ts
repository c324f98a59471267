import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { VARIABLES } from '../src/config-variables.ts';
import { folder } from './support/bot.ts';
import { authority } from './support/certificates.ts';
import { least, refusalOf } from './support/settings.ts';

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
  ['TIME_ZONE', 'BST', /TIME_ZONE: a place such as Moscow/],
  ['TIME_ZONE', 'ist', /TIME_ZONE: a place such as Moscow/],
  ['TIME_ZONE', 'EST', /TIME_ZONE: a place such as Moscow/],
  ['TIME_ZONE', 'Екатеринбург', /TIME_ZONE: Екатеринбург is written Asia\/Yekaterinburg$/],
  ['TIME_ZONE', 'москва', /TIME_ZONE: москва is written Europe\/Moscow$/],
  ['TIME_ZONE', 'Урюпинск', /TIME_ZONE: a place such as Moscow/],
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
  ['OWNER_IDS', '12,1087968824', /OWNER_IDS: ids of single persons/],
  ['OWNER_IDS', '0', /OWNER_IDS: Telegram ids \(numbers\)/],
  ['SMPP_TLS_CA', 'ca.pem', /SMPP_TLS_CA: says nothing without SMPP_TLS=true/],
  ['SMPP_ACCOUNTS', 'a:', /SMPP_ACCOUNTS: login:password,login:password, each login once/],
  [
    'SMPP_ACCOUNTS',
    'a:hunter2;c:hunter2',
    /SMPP_ACCOUNTS: .*: understood as one, a, since a comma parts them/,
  ],
  [
    'SMPP_ACCOUNTS',
    'a:hunter2 c:hunter2',
    /SMPP_ACCOUNTS: .*: understood as one, a, since a comma parts them/,
  ],
  [
    'SMPP_ACCOUNTS',
    'a:hunter2,b:hunter2;c:hunter2',
    /SMPP_ACCOUNTS: .*: understood as 2, a, b, since a comma/,
  ],
  [
    'API_TOKENS',
    `a:${'hunter2'.repeat(4)};b:${'hunter2'.repeat(4)}x`,
    /API_TOKENS: .*; understood as one, a, since/,
  ],
  ['SMPP_ACCOUNTS', 'a:hunter2,a:hunter2', /SMPP_ACCOUNTS: .* each login once/],
  ['SMPP_SYSTEM_ID', 'логин', /SMPP_SYSTEM_ID: up to 15 Latin letters/],
  ['SMPP_SYSTEM_ID', 'sixteen-letters!', /SMPP_SYSTEM_ID: up to 15/],
  ['SMPP_BIND', 'receiver', /SMPP_BIND: transceiver or split/],
  ['SMPP_BINDS', '0', /SMPP_BINDS: a whole number from 1 to 50/],
  ['SMPP_WINDOW', '1e3', /SMPP_WINDOW: a whole number/],
  ['SMPP_LATIN1_DATA_CODING', '8', /SMPP_LATIN1_DATA_CODING: 3 or 4/],
  ['SMPP_DUPLICATE_STATUSES', '0x58', /SMPP_DUPLICATE_STATUSES: .*0x58/],
  ['UNDO_SEND', '90', /UNDO_SEND: a whole number from 0 to 60 \(seconds\)$/],
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
