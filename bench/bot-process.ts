import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { MemorySample } from '../test/long/memory.ts';
import type { Bulk, FromBot, ToBot } from './bot.ts';

const program = fileURLToPath(new URL('./bot.ts', import.meta.url));

/** The bot that is measured. Its log goes to /dev/null, formatted all the same. */
export class Bot {
  readonly #child: ChildProcess;
  /** From the start of the process until it is bound, ms. */
  readonly startedInMs: number;

  private constructor(child: ChildProcess, startedInMs: number) {
    this.#child = child;
    this.startedInMs = startedInMs;
  }

  /** @param profileFolder where a CPU profile is written when it stops; null for none */
  static async start(settings: Record<string, string>, profileFolder: string | null = null): Promise<Bot> {
    const began = performance.now();
    const child = fork(program, {
      env: { PATH: process.env.PATH, ...settings },
      execArgv: ['--expose-gc', ...(profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [])],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await answerOf(child, (message) => message === 'ready');
    return new Bot(child, performance.now() - began);
  }

  async bulk(bulk: Bulk): Promise<void> {
    const queued = answerOf(this.#child, (message) => message === 'queued');
    this.#tell({ bulk });
    await queued;
  }

  async memory(): Promise<MemorySample> {
    const answer = answerOf(this.#child, (message) => typeof message === 'object');
    this.#tell('memory');
    const message = await answer;
    if (typeof message !== 'object') throw new TypeError('no memory was told');
    return message.memory;
  }

  async stop(): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#tell('stop');
    await exit;
  }

  #tell(message: ToBot): void {
    this.#child.send(message);
  }
}

async function answerOf(child: ChildProcess, wanted: (message: FromBot) => boolean): Promise<FromBot> {
  const { promise, resolve, reject } = Promise.withResolvers<FromBot>();
  const read = (message: FromBot): void => {
    if (wanted(message)) resolve(message);
  };
  const ended = (code: number | null): void => reject(new Error(`the bot ended with ${code}`));
  child.on('message', read).on('exit', ended);
  return promise.finally(() => child.off('message', read).off('exit', ended));
}
