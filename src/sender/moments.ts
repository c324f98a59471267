import type { Tx } from '../store/engine/database.ts';
import { timeOf } from '../store/engine/store-time.ts';

/** A smaller step (ms) only makes everything wait so much longer. */
const TOLERATED_MS = 1_000;
const FRESH_MS = 1_000;

/** A moment by the store's clock (ms since 1970), and by the one that is never set (performance.now()). */
export interface Moment {
  readonly now: number;
  readonly clock: number;
}

export interface Reading extends Moment {
  /** performance.now() as the store was asked for its time. */
  readonly asked: number;
  /** Date.now() then. */
  readonly wall: number;
  /** By how much the store's clock was set since it was last read (ms); below 0: back. 0: it was not. */
  readonly stepMs: number;
}

/**
 * Reads the store's clock beside the monotonic one, and so finds out when it was set. PostgreSQL is asked once a second:
 * between, its time is the last that it told and what has gone by since, unless the clock on the wall says otherwise.
 */
export class Moments {
  private last: Reading | null = null;

  async read(tx: Tx): Promise<Reading> {
    const asked = performance.now();
    const wall = Date.now();
    const { last } = this;
    if (last !== null && tx.kind === 'postgres' && isFresh(last, asked, wall)) {
      return { now: passed(last, asked), clock: asked, asked, wall, stepMs: 0 };
    }
    const now = await timeOf(tx);
    const read = { now, clock: performance.now(), asked, wall };
    const reading = { ...read, stepMs: last === null ? 0 : stepOf(last, read) };
    if (reading.stepMs === 0) this.last = reading;
    return reading;
  }

  /** The time alone. */
  async now(tx: Tx): Promise<number> {
    return (await this.read(tx)).now;
  }

  /** What was made of the step that this reading told is committed: the next one is counted from it. */
  keep(reading: Reading): void {
    if (reading.stepMs !== 0) this.last = reading;
  }
}

const passed = ({ now, clock }: Moment, at: number): number => Math.round(now + at - clock);

const isFresh = (last: Reading, asked: number, wall: number): boolean =>
  asked - last.asked < FRESH_MS && Math.abs(wall - last.wall) < FRESH_MS;

/** What time it is by now, in the same transaction, without asking PostgreSQL again. */
export function later(tx: Tx, read: Reading): Moment {
  const clock = performance.now();
  return { now: tx.kind === 'sqlite' ? Date.now() : passed(read, clock), clock };
}

/** How long an answer of the store takes is no step. */
export function stepOf(
  last: Pick<Reading, 'now' | 'clock' | 'asked'>,
  { now, clock, asked }: Pick<Reading, 'now' | 'clock' | 'asked'>,
): number {
  const shown = now - last.now;
  const least = asked - last.clock;
  const most = clock - last.asked;
  if (shown > most + TOLERATED_MS) return Math.round(shown - most);
  if (shown < least - TOLERATED_MS) return Math.round(shown - least);
  return 0;
}
