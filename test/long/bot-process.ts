import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../src/start.js', import.meta.url));
const LEASE_TAKEN = /"lease":"([^"]+)","fence":\d+,"msg":"lease taken"/g;
const killAt = new URL('../support/kill-at.js', import.meta.url).href;

export interface BotProcess {
  readonly child: ChildProcess;
  /** Resolves once it is bound and polls (or stands by, where another instance is), or has ended before. */
  readonly ready: Promise<void>;
  /** Where /metrics is, once it is served. */
  readonly httpUrl: Promise<string>;
  /** Each lease that it took, by its name: "telegram", "account demo". */
  readonly leases: readonly string[];
  /** Resolves when the process has ended, with its exit code or signal. */
  readonly ended: Promise<number | string>;
  /** Lets the step that KILL_AT names be counted from now on. */
  count(): void;
  kill(): void;
}

interface BotProcessOptions {
  readonly settings: Readonly<Record<string, string>>;
  /** Its working folder. */
  readonly folder: string;
  /** Everything it writes is appended here. */
  readonly logFile: string;
  /** As in kill-at.js, such as "write:after:12". */
  readonly killAt?: string;
  /** One of several instances: it may have nothing to hold. */
  readonly standby?: boolean;
}

/** Starts the bot as a process of its own. */
export function startBotProcess(options: BotProcessOptions): BotProcess {
  const child = spawn(process.execPath, ['--import', killAt, program], {
    cwd: options.folder,
    env: { PATH: process.env.PATH, KILL_AT: options.killAt ?? '', ...options.settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(options.logFile, { flags: 'a' });
  const ended = once(child, 'close').then(([code, signal]) => {
    log.end(`ended: ${signal ?? code}\n`);
    return signal ?? code;
  });
  const bound = Promise.withResolvers<void>();
  const missing = new Set(options.standby ? ['HTTP is served'] : ['bound', 'the bot is there']);
  const http = Promise.withResolvers<string>();
  const leases: string[] = [];
  const read = (chunk: Buffer): void => {
    log.write(chunk);
    const [, url] = /"url":"([^"]+)".*"msg":"HTTP is served"/.exec(chunk.toString()) ?? [];
    if (url) http.resolve(url);
    for (const [, lease = ''] of chunk.toString().matchAll(LEASE_TAKEN)) leases.push(lease);
    for (const sign of missing) if (chunk.includes(`"msg":"${sign}"`)) missing.delete(sign);
    if (missing.size === 0) bound.resolve();
  };
  child.stdout?.on('data', read);
  child.stderr?.on('data', read);
  return {
    child,
    ready: Promise.race([bound.promise, ended.then(() => {})]),
    httpUrl: http.promise,
    leases,
    ended,
    count() {
      // It may have ended meanwhile: then there is nothing to count.
      if (child.connected) child.send('count', () => {});
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
