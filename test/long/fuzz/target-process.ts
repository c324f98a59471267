import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { MemorySample } from '../memory.ts';
import type { FromTarget, ToTarget } from './target.ts';

const program = fileURLToPath(new URL('./target.ts', import.meta.url));

/** The fuzzed side's process. */
export class Target {
  readonly #child: ChildProcess;

  constructor(args: readonly string[]) {
    this.#child = fork(program, args, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: ['--expose-gc'],
    });
  }

  get dead(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  order(to: string, text: string): void {
    this.#send({ order: { to, text } });
  }

  /** host:port; null when it ended before. */
  async address(): Promise<string | null> {
    const message = await this.#next();
    return message && 'listening' in message ? message.listening : null;
  }

  /** Memory in MB, `live` without garbage; null when it has ended. */
  async memory(): Promise<MemorySample | null> {
    this.#send('memory');
    const message = await this.#next();
    return message && 'rssMb' in message ? { rss: message.rssMb, live: message.liveMb } : null;
  }

  async stop(): Promise<void> {
    if (this.dead) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }

  #send(message: ToTarget): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  async #next(): Promise<FromTarget | null> {
    if (this.dead) return null;
    const over = new AbortController();
    const exit = once(this.#child, 'exit', over).then(
      () => null,
      () => null,
    );
    const [message] = (await Promise.race([once(this.#child, 'message', over), exit])) ?? [null];
    over.abort();
    return message as FromTarget | null;
  }
}
