import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from './log.ts';
import type { Alarm } from './store/engine/alarm.ts';
import { levelOf } from './store/engine/failure.ts';

interface RoundsOptions {
  /** Closed at the end. */
  readonly alarm: Alarm;
  readonly log: Logger;
  /** What waits while the store fails, for the log. */
  readonly waits: string;
}

const RETRY_MS = 1_000;

/**
 * Goes round for as long as it runs, each time sleeping on the alarm as long as it may, and has slow things go on
 * beside. Where the store fails it goes on a second later.
 */
export class Rounds {
  readonly #alarm: Alarm;
  readonly #log: Logger;
  readonly #waits: string;
  readonly #stopping = new AbortController();
  readonly #underWay = new Map<string, Promise<void>>();
  #running: Promise<void> = Promise.resolve();

  constructor({ alarm, log, waits }: RoundsOptions) {
    this.#alarm = alarm;
    this.#log = log;
    this.#waits = waits;
  }

  /** Aborts when it is to end. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  /** What goes on beside. */
  get underWay(): ReadonlyMap<string, unknown> {
    return this.#underWay;
  }

  /** @param round of which one follows the other */
  start(round: () => Promise<void>): void {
    this.#running = this.#run(round);
  }

  /** Has something go on beside the rounds, the next of which comes at once when it is over. One thing at a time of a key. */
  beside(key: string, work: () => Promise<void>): void {
    if (this.#underWay.has(key)) return;
    const over = this.#insist(work).finally(() => {
      this.#underWay.delete(key);
      this.#alarm.ring();
    });
    this.#underWay.set(key, over);
  }

  /** Ends after the round at hand and what goes on beside it. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#alarm.ring();
    await this.#running;
    await Promise.all(this.#underWay.values());
    this.#alarm.close();
  }

  async #run(round: () => Promise<void>): Promise<void> {
    while (!this.signal.aborted) await this.#insist(round);
  }

  async #insist(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (err) {
      this.#log[levelOf(err)]({ err }, `${this.#waits} wait: the store does not answer`);
      await sleep(RETRY_MS, undefined, { signal: this.signal }).catch(() => {});
    }
  }
}
