import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What a program of the bench answers over IPC, by name. */
type Calls = Record<string, (...given: never[]) => unknown>;

interface Call {
  readonly number: number;
  readonly name: string;
  readonly given: readonly unknown[];
}

interface Answer {
  readonly number: number;
  readonly value?: unknown;
  readonly failure?: string;
}

interface Start {
  readonly given?: readonly (string | number)[];
  /** Its whole environment but for PATH. */
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
}

/** A program in a process of its own. What it prints on stdout goes to /dev/null. */
export class Program<C extends Calls> {
  readonly #child: ChildProcess;
  readonly #open = new Map<number, PromiseWithResolvers<unknown>>();
  #calls = 0;

  constructor(file: URL, { given = [], env = {}, flags = [] }: Start = {}) {
    this.#child = fork(fileURLToPath(file), given.map(String), {
      env: { PATH: process.env.PATH, ...env },
      execArgv: [...flags],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child.on('message', ({ number, value, failure }: Answer) => {
      const call = this.#open.get(number);
      this.#open.delete(number);
      if (failure === undefined) call?.resolve(value);
      else call?.reject(new Error(failure));
    });
    this.#child.on('exit', (code, signal) => {
      for (const call of this.#open.values())
        call.reject(new Error(`${file.pathname} ended: ${signal ?? code}`));
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Rejects with what the other side throws, and when it ends instead. */
  call<N extends keyof C & string>(name: N, ...given: Parameters<C[N]>): Promise<Awaited<ReturnType<C[N]>>> {
    const call = Promise.withResolvers<unknown>();
    this.#calls += 1;
    this.#open.set(this.#calls, call);
    if (this.#child.connected) this.#child.send({ number: this.#calls, name, given } satisfies Call);
    else call.reject(new Error(`${name} was asked of a program that has ended`));
    return call.promise as Promise<Awaited<ReturnType<C[N]>>>;
  }

  /** Ends it as it ends by itself once nobody listens to it any more. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.disconnect();
    await exit;
  }
}

/**
 * The other side: answers calls until the bench ends it.
 * @param atEnd what is to be closed first
 */
export function answerCalls(calls: Calls, atEnd: () => Promise<void> = async () => {}): void {
  const answer = (said: Answer): void => void process.send?.(said);
  process.on('message', async ({ number, name, given }: Call) => {
    try {
      answer({ number, value: await calls[name]?.(...(given as never[])) });
    } catch (error) {
      answer({ number, failure: (error as Error).stack ?? String(error) });
    }
  });
  process.on('disconnect', () => void atEnd().finally(() => process.exit(0)));
}
