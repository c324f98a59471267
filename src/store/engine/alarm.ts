import type { Changes, Topic } from './changes.ts';

/** What a loop sleeps on: a ring that comes while it is awake is not lost, it ends the next sleep at once. */
export class Alarm {
  #rung = false;
  #wake: (() => void) | null = null;
  readonly #unsubscribe: (() => void)[];

  /** Rings by itself after each commit that names one of the topics. */
  constructor(changes: Changes, ...topics: Topic[]) {
    this.#unsubscribe = topics.map((topic) => changes.on(topic, () => this.ring()));
  }

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Returns after `ms`, or as soon as it has rung since the last sleep. */
  async sleep(ms: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = null;
    }
    this.#rung = false;
  }

  /** Whoever is about to look sees what it has rung for until now: the next sleep is no shorter for it. */
  hush(): void {
    this.#rung = false;
  }

  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }
}
