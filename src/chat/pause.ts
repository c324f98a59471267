/** Returns after `ms`, at once when that is over, or as soon as the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    // Node warns of a negative time on stderr.
    const timer = setTimeout(done, Math.max(ms, 0));
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
