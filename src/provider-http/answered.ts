import type { Tx } from '../store/engine/database.ts';

/** What the provider told. */
export interface Answered {
  readonly answer: object;
  /** When it is asked the next thing (ms from now); left out: as its kind has it. */
  readonly againMs?: number;
  /** What else is kept of it, in the same transaction, before the answer itself. Returns how much of it was new. */
  keep?(tx: Tx, now: number): Promise<number>;
}

/** What is asked for again and again, since nobody tells it by itself. */
export interface Polling {
  readonly everyMs: number;
  /** Whose messages these are: at least one. */
  readonly accounts: readonly string[];
}
