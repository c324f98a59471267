import { onTestFinished, vi } from 'vitest';

/** A time that passes only as a test lets it, and as fast as it wants, while sockets and the store work on. */
export interface DrivenClock {
  /** Lets so many minutes pass, a second at a time, so that what must be answered in time can be. */
  pass(minutes: number): Promise<void>;
}

const STEP_MS = 1_000;
/** Turns of the event loop that let what a step brought about go out and come back. */
const TURNS = 4;

/**
 * Takes the clock over until the end of the test; to be called before anything is started. Between the test's own
 * steps it runs on with the real one.
 */
export function drivenClock(): DrivenClock {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    shouldAdvanceTime: true,
  });
  let isOver = false;
  onTestFinished(() => {
    isOver = true;
    vi.useRealTimers();
  });
  return {
    async pass(minutes) {
      for (let left = minutes * 60_000; left > 0; left -= STEP_MS) {
        // Whoever goes on waiting for a test that failed would drive the clock of the next.
        if (isOver) throw new Error('the test whose clock this was is over');
        vi.advanceTimersByTime(Math.min(STEP_MS, left));
        for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}
