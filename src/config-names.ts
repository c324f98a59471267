import { closest, distance } from 'fastest-levenshtein';
import { VARIABLES } from './config-variables.ts';

/*
 * Names of settings that nothing reads: what was meant by them.
 */

/** Letters by which a name is taken for a setting's. */
const MISSPELT_BY = 2;

/** What other programs call it. */
const ALSO_CALLED: Readonly<Record<string, string>> = {
  TELEGRAM_TOKEN: 'BOT_TOKEN',
  TELEGRAM_BOT_TOKEN: 'BOT_TOKEN',
  TG_TOKEN: 'BOT_TOKEN',
  TG_BOT_TOKEN: 'BOT_TOKEN',
  TOKEN: 'BOT_TOKEN',
  OWNER: 'OWNER_IDS',
  OWNERS: 'OWNER_IDS',
  ADMINS: 'OWNER_IDS',
  ADMIN_ID: 'OWNER_IDS',
  ADMIN_IDS: 'OWNER_IDS',
  SMPP_LOGIN: 'SMPP_SYSTEM_ID',
  SMPP_USER: 'SMPP_SYSTEM_ID',
  SMPP_USERNAME: 'SMPP_SYSTEM_ID',
  SYSTEM_ID: 'SMPP_SYSTEM_ID',
  SMPP_PASS: 'SMPP_PASSWORD',
  SMPP_URL: 'SMPP_HOSTS',
  SMPP_SERVER: 'SMPP_HOSTS',
  SMPP_ADDRESS: 'SMPP_HOSTS',
  SMPP_PORT: 'SMPP_HOSTS (HOST:PORT)',
  SMPP_SENDER: 'SENDER',
  SMPP_FROM: 'SENDER',
  SMPP_SOURCE_ADDR: 'SENDER',
  SENDER_ID: 'SENDER',
  SENDER_NAME: 'SENDER',
  FROM: 'SENDER',
  API_KEY: 'PROVIDER_API_KEY',
  PROVIDER_KEY: 'PROVIDER_API_KEY',
  SMSC_API_KEY: 'PROVIDER_API_KEY',
  SMSC_LOGIN: 'PROVIDER_LOGIN',
  SMSC_PASSWORD: 'PROVIDER_PASSWORD',
  SMTP_HOST: 'SMTP_URL',
  SMTP_SERVER: 'SMTP_URL',
  SMTP_PORT: 'SMTP_URL',
  SMTP_USER: 'SMTP_URL (with USER:PASSWORD@)',
  SMTP_LOGIN: 'SMTP_URL (with USER:PASSWORD@)',
  SMTP_PASS: 'SMTP_URL (with USER:PASSWORD@)',
  SMTP_PASSWORD: 'SMTP_URL (with USER:PASSWORD@)',
  COUNTRY: 'DEFAULT_COUNTRY',
  DATABASE: 'DATABASE_URL',
  DB_URL: 'DATABASE_URL',
};

/** In the environment a name may be of another program, unless it begins so. */
const OURS = /^(SMPP|SMTP|SMSC|PROVIDER|TELEGRAM|TG)_/;

/** What `.env` may hold beside settings: for PostgreSQL's client, the clock, and docker compose. */
const NOT_OURS = /^(PG[A-Z]+|TZ|(POSTGRES|COMPOSE|DOCKER)_.*)$/;

function meantBy(name: string, isWritten: boolean): string | null {
  if (VARIABLES.includes(name)) return null;
  if (isWritten && VARIABLES.includes(name.toUpperCase())) return name.toUpperCase();
  if (isWritten || OURS.test(name)) {
    const other = ALSO_CALLED[isWritten ? name.toUpperCase() : name];
    if (other) return other;
  }
  const nearest = closest(name, [...VARIABLES]);
  return distance(name, nearest) <= MISSPELT_BY ? nearest : null;
}

/**
 * A line for each name that is taken for a setting's and is none.
 * @param written those that stand in `.env`, which is this program's own
 */
export function misspelt(names: readonly string[], written: readonly string[]): string[] {
  return names.flatMap((name) => {
    const meant = meantBy(name, written.includes(name));
    if (meant !== null) return `${name}: no setting has this name: is ${meant} meant?`;
    const isNone = name.startsWith('SMPP_') && !VARIABLES.includes(name);
    return isNone ? `${name}: no setting has this name: .env.example has all of them` : [];
  });
}

/** Names in `.env` that nothing is known to read. */
export const unread = (written: readonly string[]): string[] =>
  written.filter((name) => !VARIABLES.includes(name) && !NOT_OURS.test(name));
