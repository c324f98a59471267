import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../support/free-port.ts';
import { Random } from '../../support/random.ts';
import { startBotProcess } from '../bot-process.ts';
import type { Figures } from '../figures.ts';
import { startTown } from '../town/town.ts';
import { ready } from '../under-load.ts';
import { fuzzedLine, mutatedBytes, mutatedJson } from './values.ts';

interface HttpFuzzOptions {
  readonly seed: number;
  /** Updates, callbacks and typed lines. */
  readonly count: number;
  /** Ends earlier at that time by performance.now(). */
  readonly until: number;
}

const SECRET = 'correct-horse';
const BATCH = 100;
/** A bot that does not answer a sound command by then is deaf, ms. */
const DEAF_MS = 60_000;
/** Above every update_id that the local Bot API server gives. */
const FIRST_UPDATE = 900_000_000;
const TYPES = [
  'application/x-www-form-urlencoded',
  'application/json',
  'text/xml',
  'text/plain; charset=koi8-r',
  '',
] as const;

const sign = (...fields: string[]): string =>
  createHash('sha1')
    .update([...fields, SECRET].join(':'))
    .digest('hex');

const STATUS = {
  id: '855469',
  phone: '79991234560',
  status: '1',
  time: '23.11.2026 09:00:00',
  err: '0',
  cost: '2.5',
  sha1: sign('855469', '79991234560', '1'),
};
const INCOMING = {
  id: '7',
  phone: '79991234560',
  mes: 'hello',
  to: '79000000',
  sha1: sign('79991234560', 'hello', '79000000'),
};

function soundUpdate(person: number): object {
  const from = { id: person, is_bot: false, first_name: 'Person', language_code: 'en' };
  const chat = { id: person, type: 'private', first_name: 'Person' };
  const message = {
    message_id: 5,
    from,
    chat,
    date: Math.floor(Date.now() / 1000),
    text: '/error 220',
    entities: [{ type: 'bot_command', offset: 0, length: 6 }],
  };
  const press = {
    id: '77',
    from,
    message: { ...message, from: { ...from, id: 1, is_bot: true } },
    chat_instance: '1',
    data: 'send:0192',
  };
  return {
    message,
    callback_query: press,
    edited_message: { ...message, edit_date: message.date },
    my_chat_member: {
      chat,
      from,
      date: message.date,
      old_chat_member: { user: from, status: 'member' },
      new_chat_member: { user: from, status: 'kicked' },
    },
  };
}

/** Mutated updates by webhook, mutated calls of the provider, and lines that nobody would type. */
export async function fuzzHttp({ seed, count, until }: HttpFuzzOptions): Promise<Figures> {
  const random = new Random(seed);
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-http-'));
  const town = await startTown();
  const port = await freePort();
  const logFile = join(folder, 'bot.log');
  const bot = startBotProcess({
    folder,
    logFile,
    settings: {
      ...town.settings(`file:${join(folder, 'bot.db')}`),
      HTTP_PORT: String(port),
      CALLBACK_SECRET: SECRET,
      WEBHOOK_URL: `http://127.0.0.1:${port}`,
      WEBHOOK_SECRET: SECRET,
    },
  });
  await ready(bot);
  const wrong: string[] = [];
  let [sent, updates] = [0, FIRST_UPDATE];

  async function call(path: string, init: RequestInit): Promise<void> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, init).catch((error) => error as Error);
    if (response instanceof Error) wrong.push(`${path}: ${response.message} after ${sent} inputs`);
    else if (response.status === 500) wrong.push(`${path}: 500 after ${sent} inputs`);
    if (!(response instanceof Error)) await response.arrayBuffer();
  }
  async function update(): Promise<void> {
    const kinds = Object.entries(soundUpdate(random.pick(town.typists)));
    const [kind, body] = kinds[random.between(0, kinds.length - 1)] ?? ['message', {}];
    updates += 1;
    const mutated = mutatedJson(random, body);
    const json = JSON.stringify({ update_id: updates, [kind]: mutated });
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET };
    const broken = random.chance(0.1) ? new Uint8Array(mutatedBytes(random, Buffer.from(json))) : json;
    await call('/telegram', { method: 'POST', headers, body: broken });
  }
  async function callback(): Promise<void> {
    const fields = random.pick([STATUS, INCOMING]);
    const query = String(new URLSearchParams(fields));
    const [json, xml] = [
      JSON.stringify(fields),
      Object.entries(fields)
        .map(([key, value]) => `<${key}>${value}</${key}>`)
        .join(''),
    ];
    const body = mutatedBytes(random, Buffer.from(random.pick([query, json, `<row>${xml}</row>`])));
    if (random.chance(0.2)) await call(`/callback?${encodeURI(body.toString('latin1'))}`, {});
    else
      await call('/callback', {
        method: 'POST',
        headers: { 'content-type': random.pick(TYPES) },
        body: new Uint8Array(body),
      });
  }
  /** True when a sound command is answered. */
  async function answers(): Promise<boolean> {
    const [chat] = town.typists;
    const before = town.telegram.messages(chat).length;
    town.telegram.write(chat, { from: chat, text: '/error 220' });
    const late = performance.now() + DEAF_MS;
    const answered = () =>
      town.telegram
        .messages(chat)
        .slice(before)
        .some(({ from, text }) => from === 1 && text.startsWith('220'));
    while (!answered() && performance.now() < late && bot.child.exitCode === null) await pause(50);
    return answered();
  }

  while (sent < count && performance.now() < until && wrong.length === 0) {
    for (let input = 0; input < BATCH; input += 1) {
      sent += 1;
      const dice = random.next();
      if (dice < 0.45) await update();
      else if (dice < 0.9) await callback();
      else {
        const chat = random.pick(town.typists);
        const text = fuzzedLine(random);
        // What a client would not send, such as an empty text, is refused on the other side.
        if (/[a-z0-9+]/i.test(text)) town.telegram.write(chat, { from: chat, text });
      }
    }
    if (!(await answers())) wrong.push(`deaf after ${sent} inputs`);
  }
  bot.kill();
  const ended = await bot.ended;
  if (ended !== 'SIGKILL') wrong.push(`the bot ended with ${ended}`);
  await town.close();
  for (const line of readFileSync(logFile, 'utf8').split('\n')) {
    const grave = /"level":"(error|fatal)"/.test(line);
    // What Telegram would never send may be set aside, but nothing else may fail by it.
    if (grave && !line.includes('an update could not be handled')) wrong.push(line.slice(0, 600));
  }
  for (const finding of wrong.slice(0, 10)) console.error(`  fuzz-http: ${finding}`);
  if (wrong.length === 0) rmSync(folder, { recursive: true });
  const notes = wrong.length === 0 ? [] : [`kept in ${folder}`];
  return {
    campaign: 'fuzz-http',
    store: 'sqlite',
    seed,
    runs: Math.ceil(sent / BATCH),
    messages: sent,
    lost: 0,
    twice: 0,
    wrong: wrong.length,
    notes,
  };
}
