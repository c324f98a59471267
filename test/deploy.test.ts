import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { connectionOptions } from '../src/store/engine/postgres.ts';
import { bot, folder, world } from './support/bot.ts';
import { CALLBACK_SECRET } from './support/planted.ts';
import { startProgram } from './support/program.ts';
import { newPostgresUrl, onPostgres } from './support/stores.ts';

/* What operators are given to start from: the unit, the image, and what stands around the bot. */

const pathOf = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const read = (name: string) => readFileSync(pathOf(name), 'utf8');
const UNIT = 'smpp-chatops.service';

/** Of systemd, on a machine that has it. */
const analyze = (...args: string[]) => spawnSync('systemd-analyze', args, { encoding: 'utf8' });
const hasSystemd = analyze('--version').status === 0;

/** The unit, with the Node and the program of this machine. */
function unitHere(): string {
  const path = join(folder(), UNIT);
  const unit = read(`deploy/${UNIT}`).replace(/^ExecStart=.*$/m, 'ExecStart=/bin/true');
  writeFileSync(path, unit);
  return path;
}

test('systemd takes the unit without a word', ({ skip }) => {
  skip(!hasSystemd, 'there is no systemd-analyze on this machine');
  const { status, stdout, stderr } = analyze('verify', unitHere());
  expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '' });
});

test('what the unit may do is little, as systemd counts it', ({ skip }) => {
  skip(!hasSystemd, 'there is no systemd-analyze on this machine');
  skip(!analyze('--help').stdout.includes('--offline'), 'this systemd-analyze cannot look at a file');
  // Of 100; a unit without a limit has 96.
  const { status, stdout } = analyze('security', '--offline=true', '--threshold=15', unitHere());
  expect(status, stdout).toBe(0);
});

test.each([
  ['runs as a user of its own', 'User=smpp-chatops'],
  ['keeps the store where that user alone can read', 'StateDirectory=smpp-chatops'],
  ['keeps the folder from others', 'StateDirectoryMode=0700'],
  ['makes files that nobody else can read', 'UMask=0077'],
  ['gives a migration the time that it takes', 'TimeoutStartSec=infinity'],
  ['stops the bot as it wants to be stopped', 'KillSignal=SIGTERM'],
  ['starts it again', 'Restart=always'],
])('the unit %s', (_, line) => {
  expect(read(`deploy/${UNIT}`).split('\n')).toContain(line);
});

test('the unit starts the launcher that there is, and leaves it longer to stop than it takes', () => {
  const unit = read(`deploy/${UNIT}`);
  const [, program = ''] = /^ExecStart=.+ \/opt\/smpp-chatops\/(\S+)$/m.exec(unit) ?? [];
  expect(read(program)).toContain('needs Node');
  const [, stop] = /^TimeoutStopSec=(\d+)$/m.exec(unit) ?? [];
  expect(Number(stop)).toBeGreaterThan(10);
});

test('the unit and the image start Node as npm start does, with no more room for what is new than it needs', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const flagsIn = (line = '') => line.match(/--[\w-]+=\w+/g);
  const flags = flagsIn(scripts.start);
  expect(flags).toEqual([expect.stringMatching(/^--max-semi-space-size=\d+$/)]);
  expect(flagsIn(/^ExecStart=.*$/m.exec(read(`deploy/${UNIT}`))?.[0])).toEqual(flags);
  expect(flagsIn(/^CMD .*$/m.exec(read('Dockerfile'))?.[0])).toEqual(flags);
});

test('the proxy passes on what the provider and Telegram call, and nothing else that is served', async () => {
  const { http } = await bot(await world(), {
    CALLBACK_SECRET,
    WEBHOOK_URL: 'http://127.0.0.1:9',
    WEBHOOK_SECRET: 'a-secret',
  });
  const [, paths = ''] = /@called path (.+)/.exec(read('deploy/Caddyfile')) ?? [];
  const passed = paths.split(' ');
  expect(passed).toHaveLength(2);
  // Both are there, and refuse what is not signed.
  const answers = passed.map(async (path) => (await fetch(http.url + path, { method: 'POST' })).status);
  expect(await Promise.all(answers)).toEqual([
    expect.toBeOneOf([400, 401, 403]),
    expect.toBeOneOf([400, 401, 403]),
  ]);
});

/** The command of the image's HEALTHCHECK. */
function healthcheck(): string[] {
  const [, command = ''] = /^HEALTHCHECK .*\\\n {2}CMD (\[.*\])$/m.exec(read('Dockerfile')) ?? [];
  const [program, ...args] = JSON.parse(command) as string[];
  expect(program).toBe('node');
  return args;
}

test.each(['environment', '.env'] as const)(
  'the health of a container is asked at the HTTP_PORT of its %s',
  async (by) => {
    const { http } = await bot(await world());
    const asked = async (port: string) => {
      const cwd = folder();
      if (by === '.env') writeFileSync(join(cwd, '.env'), `HTTP_PORT=${port}\n`);
      return startProgram(healthcheck(), cwd, by === 'environment' ? { HTTP_PORT: port } : {}).ended;
    };
    expect(await asked(new URL(http.url).port)).toBe(0);
    // Nothing is served at port 1.
    expect(await asked('1')).toBe(1);
  },
);

test('a container is given all that the program is made of', () => {
  const copied = [...read('Dockerfile').matchAll(/^COPY (\S+) \1$/gm)].map(([, name]) => name);
  expect(copied).toEqual(['commands', 'src']);
  const kept = read('.dockerignore').split('\n');
  for (const name of [...copied, 'package.json', 'package-lock.json', '.npmrc'])
    expect(kept).toContain(`!${name}`);
});

test('compose brings a password to PostgreSQL as it is, whatever is in it', async () => {
  const compose = read('compose.yaml');
  const [, address = ''] = /^ +DATABASE_URL: (\S+)$/m.exec(compose) ?? [];
  expect(compose).toMatch(/^ +PGPASSWORD: \$\{POSTGRES_PASSWORD\}$/m);

  const password = 'p@ss/w:rd#1?&%20$ \'"\\пароль';
  const url = new URL(await newPostgresUrl());
  url.username = `bot_${randomUUID().replaceAll('-', '')}`;
  url.password = new URL(address).password;
  await onPostgres(`create role ${url.username} superuser login password ${pg.escapeLiteral(password)}`);
  onTestFinished(async () => void (await onPostgres(`drop role ${url.username}`)));
  vi.stubEnv('PGPASSWORD', password);
  onTestFinished(() => void vi.unstubAllEnvs());
  const client = new pg.Client(connectionOptions(url.href));
  await client.connect();
  expect((await client.query('select current_user as name')).rows).toEqual([{ name: url.username }]);
  await client.end();
});

test('the installation puts the program, its settings and its store where the unit looks for them', () => {
  const recipe = read('docs/deploy.md');
  const unit = new Map(
    read(`deploy/${UNIT}`)
      .split('\n')
      .map((line) => [line.split('=', 1)[0] ?? '', line.replace(/^[^=]*=?/, '')] as const),
  );
  expect(recipe).toContain(
    `install -d -m 700 -o ${unit.get('User')} -g ${unit.get('Group')} ${unit.get('WorkingDirectory')}\n`,
  );
  expect(recipe).toContain(` .env.example ${unit.get('WorkingDirectory')}/.env\n`);
  expect(unit.get('WorkingDirectory')).toBe(`/var/lib/${unit.get('StateDirectory')}`);
  const [, folder] = /^.+ (\S+)\/src\/start\.js$/.exec(unit.get('ExecStart') ?? '') ?? [];
  expect(recipe).toContain(`cd ${folder}\n`);
});

test('operators are told to type the same in both languages', () => {
  const typed = (name: string) => [...read(name).matchAll(/^```\n(.*?)^```$/gms)].map(([, lines]) => lines);
  expect(typed('docs/deploy.md').length).toBeGreaterThan(5);
  expect(typed('docs/deploy.ru.md')).toEqual(typed('docs/deploy.md'));
});

test('no package that the bot runs with has an install script', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { hasInstallScript?: boolean; dev?: boolean }>;
  };
  const scripted = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
  expect(scripted.length).toBeGreaterThan(0);
  expect(scripted.filter(([, { dev }]) => !dev)).toEqual([]);
});
