import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { record } from './output.ts';

/** What starts the program, as `npm start` does. */
export const START = fileURLToPath(new URL('../../src/start.js', import.meta.url));

export interface Program {
  readonly child: ChildProcess;
  /** Settles when the process has ended and all that it said was read, with its exit code or signal. */
  readonly ended: Promise<number | string>;
  stdout(): string;
  stderr(): string;
  /** Both, as they came. */
  output(): string;
}

/**
 * Runs Node with these arguments in a process of its own, in an environment with nothing but `env`; killed with the
 * test. With `ipc` it can be sent messages. `command`: another program. `talks`: it prints a conversation, which has
 * numbers and texts by its nature; of what it says its log alone is searched for them.
 */
export function startProgram(
  args: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
  {
    ipc = false,
    command = process.execPath,
    talks = false,
  }: { ipc?: boolean; command?: string; talks?: boolean } = {},
): Program {
  const child = spawn(command, args, {
    cwd,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
  });
  const said = { stdout: '', stderr: '', all: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (chunk: string) => {
      said[stream] += chunk;
      said.all += chunk;
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => {
    record(talks ? said.all.replace(/^(?!\{).*$/gm, '') : said.all);
    return signal ?? code;
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, ended, stdout: () => said.stdout, stderr: () => said.stderr, output: () => said.all };
}
