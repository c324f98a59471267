import { onTestFinished, vi } from 'vitest';

/**
 * A Date that `vi.setSystemTime` sets, and that runs on until the end of the test; to be called before anything is
 * started. Timers and the monotonic clock know nothing of it.
 */
export function settableClock(at = Date.now()): void {
  vi.setSystemTime(at);
  let last = performance.now();
  const tick = setInterval(() => {
    const now = performance.now();
    vi.setSystemTime(Date.now() + (now - last));
    last = now;
  }, 5);
  // A tick behind it would set the clock of whatever test its worker has next.
  onTestFinished(() => {
    clearInterval(tick);
    vi.useRealTimers();
  });
}
