import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { World } from '../../src/demo/world.ts';
import { environmentFor, until } from './bot.ts';

const start = fileURLToPath(new URL('../../src/start.js', import.meta.url));
const killAt = new URL('./kill-at.js', import.meta.url).href;

export interface BotProcess {
  readonly child: ChildProcess;
  /** Settles when the process has ended, with its exit code or signal. */
  readonly ended: Promise<number | string>;
  readonly output: () => string;
}

/**
 * The bot as a process of its own, bound and polling (or standing by, where another instance is); killed with the
 * test. `killAt` as in kill-at.js.
 */
export async function botProcess(
  around: World,
  folder: string,
  options: { killAt?: string; standby?: boolean; settings?: Record<string, string> } = {},
): Promise<BotProcess> {
  const child = spawn(process.execPath, ['--import', killAt, start], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      KILL_AT: options.killAt ?? '',
      ...environmentFor(around, folder, options.settings),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  const ended = once(child, 'exit').then(([code, signal]) => signal ?? code);
  onTestFinished(() => void child.kill('SIGKILL'));
  const signs = options.standby ? ['HTTP is served'] : ['bound', 'the bot is there'];
  const there = () => signs.every((sign) => output.includes(`"msg":"${sign}"`));
  await until(around, () => child.exitCode !== null || there(), 'the bot');
  if (child.exitCode !== null) throw new Error(`the bot did not start: ${output}`);
  if (options.killAt) {
    child.send('count');
    await once(child, 'message');
  }
  return { child, ended, output: () => output };
}
