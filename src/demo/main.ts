import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.ts';
import { ConfigError } from '../config-error.ts';
import { createLog } from '../log.ts';
import { type RunningBot, startBot } from '../main.ts';
import { addMembers, makeGroup } from '../store/book/contact-groups.ts';
import { TEAM, writeContact } from '../store/book/contacts.ts';
import { writeTemplate } from '../store/book/templates.ts';
import type { Tx } from '../store/engine/database.ts';
import { setRole } from '../store/people/people.ts';
import { createHook, hookSecret } from '../store/programs/hooks.ts';
import { HOOK_EVENTS } from '../store/programs/hooks-at-hand.ts';
import { converse } from './converse.ts';
import { startWorld, type World } from './world.ts';

const PROVIDERS = ['smsc.ru', 'generic'] as const;
/** What data_coding 0 means at a generic provider. */
const ALPHABETS = ['gsm', 'latin1', 'ascii'] as const;
/** What differs between providers, countries and people's habits: the demo's bot takes these from the environment, as the real one does. */
const HABITS = [
  'DEFAULT_COUNTRY',
  'CURRENCY',
  'SMPP_SYSTEM_TYPE',
  'SMPP_DEFAULT_ALPHABET',
  'SMPP_LATIN1_DATA_CODING',
  'SMPP_SOURCE_TON_NPI',
  'SMPP_DEST_TON_NPI',
  'SMPP_LONG',
  'SMPP_VALIDITY',
  'SMPP_REFUSES_REPEATS',
  'SMPP_DUPLICATE_STATUSES',
  'SMPP_RECEIPT_ID',
  'SMPP_RECEIPT_ZONE',
  'UNDO_SEND',
];
/** Known to the simulated SMSC and to the bot. */
const CALLBACK_SECRET = randomUUID();
/** May do anything by the bot's /api. */
const API_TOKEN = `demo-${randomUUID()}`;
const OWNER = 101;
const OPERATOR = { id: 102, name: 'Nikolai' };

/** The SMSC that is asked for. */
type Smsc = Pick<ReturnType<typeof readArguments>, 'provider' | 'alphabet' | 'ways'>;

/**
 * Settings of the real bot that lead it into this world.
 * @throws ConfigError naming what is wrong in the environment
 */
const settingsFor = (world: World, folder: string, { provider, alphabet, ways }: Smsc): Config =>
  readConfig({
    ...Object.fromEntries(HABITS.map((name) => [name, process.env[name]])),
    BOT_TOKEN: world.telegram.token,
    TELEGRAM_API_ROOT: world.telegram.apiRoot,
    OWNER_IDS: String(OWNER),
    DATABASE_URL: `file:${join(folder, 'bot.db')}`,
    SMPP_PROVIDER: provider,
    ...(alphabet && { SMPP_DEFAULT_ALPHABET: alphabet }),
    WAYS: ways,
    WAY_AFTER: process.env.WAY_AFTER,
    ...(/smpp/i.test(ways) && {
      SMPP_HOSTS: world.smsc.address,
      SMPP_SYSTEM_ID: world.smsc.login,
      SMPP_PASSWORD: world.smsc.password,
    }),
    ...(world.mail &&
      /smtp/i.test(ways) && {
        SMTP_URL: world.mail.url,
        SMTP_TO: world.mail.inlet,
        SMTP_FROM: 'bot@shop.example',
      }),
    ...(world.provider && { PROVIDER_URL: world.provider.url, PROVIDER_API_KEY: world.provider.apiKey }),
    SENDER: 'SHOP',
    HTTP_PORT: '0',
    CALLBACK_SECRET,
    API_TOKENS: `demo:${API_TOKEN}`,
    HOOK_ALLOW_PRIVATE: 'true',
    // The page's clock is the browser's.
    TIME_ZONE: process.env.TIME_ZONE ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  });

function readArguments(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '8080' },
      provider: { type: 'string', default: 'smsc.ru' },
      alphabet: { type: 'string' },
      ways: { type: 'string', default: 'smpp' },
      say: { type: 'string', multiple: true, default: [] },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new RangeError(`--port ${values.port}: 0 to 65535`);
  const provider = PROVIDERS.find((one) => one === values.provider);
  if (!provider) throw new RangeError(`--provider ${values.provider}: ${PROVIDERS.join(' or ')}`);
  const alphabet = ALPHABETS.find((one) => one === values.alphabet);
  if (values.alphabet !== undefined && !(alphabet && provider === 'generic')) {
    throw new RangeError(`--alphabet ${values.alphabet}: ${ALPHABETS.join(', ')}, with --provider generic`);
  }
  return { port, provider, alphabet, ways: values.ways, lines: values.say };
}

/** The demo: the real bot in a world of its own. `--port N`, `--provider generic` and its `--alphabet ascii`, `--ways https,smtp`, `--say "/sms …"` (repeatable). */
export async function main(args: string[]): Promise<void> {
  let options: ReturnType<typeof readArguments>;
  try {
    options = readArguments(args);
  } catch (error) {
    console.error(
      `${(error as Error).message}\nUsage: npm run demo -- [--port N] [--provider ${PROVIDERS.join('|')}] [--ways https,smtp] [--say "/sms +79991234567 hi"]…`,
    );
    process.exit(1);
  }
  const { port, provider, alphabet, ways, lines } = options;
  const folder = mkdtempSync(join(tmpdir(), 'smpp-chatops-demo-'));
  const world = await startWorld({
    port: lines.length > 0 ? 0 : port,
    smsc: { provider, ...(alphabet && { defaultAlphabet: alphabet }) },
    onPortBusy: (busy) => console.log(`Port ${busy} is taken, using a free one.`),
  });
  const settings = orExit(() => settingsFor(world, folder, { provider, alphabet, ways }));
  // What the bot logs is for operators; the demo shows problems only, unless asked.
  const log = createLog(process.env.LOG_LEVEL ?? 'warn');
  const bot = await startBot(settings, log);
  world.smsc.setHandler({
    url: `${bot.http.url}/callback?charset=utf-8&sha1`,
    secret: CALLBACK_SECRET,
    tells: 'asked',
  });
  world.doors.api = { url: bot.http.url, token: API_TOKEN };
  await bot.store.write((tx) => setRole(tx, { ...OPERATOR, role: 'operator', by: OWNER, now: Date.now() }));
  await bot.store.write((tx) => writeNames(tx, Date.now()));
  await bot.store.write((tx) => haveTold(world, tx, Date.now()));

  const end = (code: number) => leave(world, bot, folder, code);
  process.once('SIGINT', () => void end(0));
  process.once('SIGTERM', () => void end(0));
  if (lines.length > 0) return end((await converse(world, bot, OWNER, lines)) ? 0 : 1);
  console.log(`\n  smpp-chatops demo: ${world.url}\n`);
  console.log(
    '  Chats on the left, phones on the right; nothing leaves this machine. Try /sms +79991234567 Привет',
  );
  console.log(`  For other programs (docs/api.md): URL=${bot.http.url} TOKEN=${API_TOKEN}`);
  console.log('  Ctrl+C ends it.\n');
}

/** Two contacts, a group of them, and a template in both languages. */
async function writeNames(tx: Tx, now: number): Promise<void> {
  const byOwner = { owner: TEAM, madeBy: OWNER };
  const ivan = { key: 'ivan', name: 'ivan', number: '79991234567', fields: { city: 'Omsk', город: 'Омск' } };
  const anna = {
    key: 'anna',
    name: 'anna',
    number: '79231112233',
    fields: { city: 'Tver', город: 'Тверь', consent: 'demo, 2026-11-01' },
  };
  const members = [
    await writeContact(tx, { ...ivan, ...byOwner }, now),
    await writeContact(tx, { ...anna, ...byOwner }, now),
  ];
  await addMembers(tx, await makeGroup(tx, { key: 'couriers', name: 'couriers', ...byOwner }, now), members);
  const ready = { key: 'ready', name: 'ready', channel: 'sms', kind: null, ...byOwner };
  await writeTemplate(tx, { ...ready, language: 'ru', text: 'Ваш заказ {n} готов' }, now);
  await writeTemplate(tx, { ...ready, language: 'en', text: 'Your order {n} is ready' }, now);
}

/** The other program of the world is told what happens. */
async function haveTold(
  { url, telegram: { token: key }, receiver }: World,
  tx: Tx,
  now: number,
): Promise<void> {
  const hook = { url: `${url}/webhooks`, events: HOOK_EVENTS, by: OWNER, key, now };
  receiver.trust(hookSecret(key, await createHook(tx, hook)));
}

/** A wrong setting is named in a line, as by the real bot. */
function orExit(read: () => Config): Config {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

async function leave(world: World, bot: RunningBot, folder: string, code: number): Promise<void> {
  setTimeout(() => process.exit(code), 9_000).unref();
  await bot.stop();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}
