import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { misspelt, unread } from '../src/config-names.ts';

test.each([
  ['OWNER_ID', 'OWNER_IDS'],
  ['SMPP_RATES', 'SMPP_RATE'],
  ['TIMEZONE', 'TIME_ZONE'],
  ['SMPP_LOGIN', 'SMPP_SYSTEM_ID'],
  ['SMPP_PASS', 'SMPP_PASSWORD'],
  ['SMPP_PORT', 'SMPP_HOSTS (HOST:PORT)'],
  ['SMPP_URL', 'SMPP_HOSTS'],
  ['SMPP_SENDER', 'SENDER'],
  ['SMTP_HOST', 'SMTP_URL'],
  ['SMTP_PASSWORD', 'SMTP_URL (with USER:PASSWORD@)'],
  ['TELEGRAM_BOT_TOKEN', 'BOT_TOKEN'],
])('%s, which nothing reads, is named with what may have been meant', (name, meant) => {
  const variables = { BOT_TOKEN: '1:a', SMPP_SYSTEM_ID: 'shop', SMPP_PASSWORD: 'secret', [name]: 'hunter2' };
  expect(() => readConfig(variables)).toThrow(`${name}: no setting has this name: is ${meant} meant?`);
});

test('a name of SMPP that is like none leads to the list', () => {
  expect(misspelt(['SMPP_ENQUIRE_INTERVAL'], [])).toEqual([
    'SMPP_ENQUIRE_INTERVAL: no setting has this name: .env.example has all of them',
  ]);
});

test.each([
  ['bot_token', 'BOT_TOKEN'],
  ['Sender', 'SENDER'],
  ['OWNERS', 'OWNER_IDS'],
  ['FROM', 'SENDER'],
  ['api_key', 'PROVIDER_API_KEY'],
  ['COUNTRY', 'DEFAULT_COUNTRY'],
])('%s means a setting in .env, and may be another program’s in the environment', (name, meant) => {
  expect(misspelt([name], [name])).toEqual([`${name}: no setting has this name: is ${meant} meant?`]);
  expect(misspelt([name], [])).toEqual([]);
});

test('what else stands in the environment is nobody’s concern', () => {
  const others = ['HTTP_PROXY', 'HTTPS_PROXY', 'HOSTNAME', 'PORT', 'LANG', 'TZ', 'POSTGRES_PASSWORD'];
  expect(misspelt(others, [])).toEqual([]);
});

test('of what stands in .env only what some program may read there is passed over', () => {
  const foreign = ['PGPASSWORD', 'PGSSLMODE', 'TZ', 'POSTGRES_PASSWORD', 'COMPOSE_PROJECT_NAME'];
  expect(unread(['BOT_TOKEN', ...foreign, 'DEBUG', 'APPROVE_COST'])).toEqual(['DEBUG', 'APPROVE_COST']);
});
