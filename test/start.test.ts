import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { bot, botMessages, environmentFor, folder, OLGA, until, world } from './support/bot.ts';
import { botProcess } from './support/bot-process.ts';
import { freePort } from './support/free-port.ts';
import { PATIENCE } from './support/patience.ts';
import { START, startProgram } from './support/program.ts';

async function run(args: string[], cwd: string, env: Record<string, string> = {}) {
  const { ended, output } = startProgram(args, cwd, env);
  return { code: await ended, output: output().trim() };
}

test('without a token one line says what is missing, and that the demo needs nothing', async () => {
  const { code, output } = await run([START], folder());
  expect(code).toBe(1);
  expect(output.split('\n')).toHaveLength(1);
  expect(output).toMatch(/BOT_TOKEN.*@BotFather.*npm run demo/);
});

test('a wrong setting is named in a line, and names in .env that are none are said: what was meant, or that nothing reads them', async () => {
  const settings = [
    'SMPP_SYSTEM_ID=shop',
    'SMPP_PASSWORD=x',
    // A login that is none of several accounts is said as well.
    'SMPP_ACCOUNTS=first:x,second:y',
    'DATABASE_URL=file:/dev/null/bot.db',
    'DEBUG=1',
  ];
  const said = (token: string) => {
    const path = folder();
    writeFileSync(join(path, '.env'), [token, ...settings].join('\n'));
    return run([START], path);
  };
  const [missing, wrong, right] = await Promise.all(
    ['TELEGRAM_TOKEN=1:a', 'BOT_TOKEN=nonsense', 'BOT_TOKEN=1:a'].map(said),
  );
  expect([missing?.code, wrong?.code, right?.code]).toEqual([1, 1, 1]);
  expect(missing?.output).toMatch(/^TELEGRAM_TOKEN: .*is BOT_TOKEN meant\?\nBOT_TOKEN is not set.*$/);
  expect(wrong?.output).toMatch(/^BOT_TOKEN: a token.*\n.*Nothing reads DEBUG there\.$/);
  expect(right?.output).toMatch(/"names":\["DEBUG"\].*nothing reads these names in \.env/);
  expect(right?.output).toMatch(/"login":"shop".*SMPP_SYSTEM_ID is not used/);
  // What a store is refused for stands behind the log, in a line.
  const lines = right?.output.split('\n').filter((line) => !line.startsWith('{'));
  expect(lines).toEqual([
    expect.stringMatching(/cannot be opened: .* must be able to write to the folder \/dev\/null$/),
  ]);
});

test('an older Node says which one is needed instead of dying on the syntax', async () => {
  // The launcher alone, told that it runs on Node 20: it must end before it loads anything else.
  const path = folder();
  mkdirSync(join(path, 'src'));
  copyFileSync(START, join(path, 'src', 'start.js'));
  const older = "Object.defineProperty(process.versions, 'node', { value: '20.11.0' });";
  const loaded = `data:text/javascript,${encodeURIComponent(older)}`;
  const { code, output } = await run(['--import', loaded, join(path, 'src', 'start.js')], path);
  expect(code).toBe(1);
  expect(output.split('\n')).toHaveLength(1);
  expect(output).toMatch(/needs Node 24 or newer, this is 20\.11\.0.*npm ci/);
});

test('SIGTERM waits for answers under way, unbinds and exits 0', async () => {
  const around = await world();
  const path = folder();
  const { child, ended } = await botProcess(around, path);
  around.smsc.fault({ fault: 'late', seconds: 1, times: 1 });
  around.telegram.write(OLGA, { from: OLGA, text: '/sms +79991234567 Привет' });
  await until(around, () => around.smsc.submits()[0], 'the submit');
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(around.smsc.binds()).toBe(0);

  await bot(around, {}, path);
  await until(around, () => botMessages(around, OLGA).at(-1)?.text?.includes('доставлено'), 'delivered');
  expect(around.smsc.phone('79991234567')).toHaveLength(1);
});

test('another bot on the same store is kept out and told so, and SIGINT unbinds the first, which exits 0', async () => {
  const around = await world();
  const path = folder();
  const { child, ended } = await botProcess(around, path);
  await expect(bot(around, {}, path)).rejects.toThrow(/the store .*bot\.db is in use by another process/);

  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(around.smsc.binds()).toBe(0);
});

test('SIGTERM to npm start stops the bot, not npm alone', async () => {
  const around = await world();
  const path = folder();
  const project = fileURLToPath(new URL('..', import.meta.url));
  const { child, ended, output } = startProgram(
    ['start', '--prefix', project],
    path,
    environmentFor(around, path),
    {
      command: 'npm',
    },
  );
  await until(around, () => output().includes('"msg":"bound"'), 'the bind');

  child.kill('SIGTERM');

  // The pipe is closed by the last process that holds it.
  expect(await ended).toBe(0);
  expect(around.smsc.binds()).toBe(0);
  expect(existsSync(join(path, 'bot.db'))).toBe(true);
});

test('a proxy that is away is named, and what it takes to log in there is not', async () => {
  const around = await world();
  const TELEGRAM_PROXY = `socks5://bot:hunter2@127.0.0.1:${await freePort()}`;
  const { logged } = await bot(around, { TELEGRAM_PROXY });
  const said = () =>
    logged.find((line) => line.includes('Telegram cannot be reached through TELEGRAM_PROXY'));
  await until(around, said, 'the line');
  expect(logged.join('\n')).not.toContain('hunter2');
});

test('a signal is heard while the store is still being opened', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const env = {
    BOT_TOKEN: '1:a',
    SMPP_SYSTEM_ID: 'shop',
    SMPP_PASSWORD: 'x',
    DATABASE_URL: `postgres://bot@127.0.0.1:${port}/bot`,
  };
  const { child, ended, output } = startProgram([START], folder(), env);
  const [connection] = await once(silent, 'connection');

  child.kill('SIGTERM');

  await vi.waitUntil(() => output().includes('"msg":"stopping"'), PATIENCE);
  connection.destroy();
  silent.close();
  await ended;
});

// What other settings are refused for is tried without a process: see refused.test.ts.
test('an address that is none of this machine is said in a line, without a stack', async () => {
  const env = {
    BOT_TOKEN: '1:a',
    SMPP_SYSTEM_ID: 'shop',
    SMPP_PASSWORD: 'x',
    LOG_LEVEL: 'silent',
    HTTP_HOST: '192.0.2.1',
  };
  const { code, output } = await run([START], folder(), env);
  expect(code).toBe(1);
  expect(output).toMatch(/^HTTP_HOST=192\.0\.2\.1 is no address of this machine \(EADDRNOTAVAIL\).*$/);
});
