import type { Logger } from '../log.ts';
import { seldom } from './seldom.ts';

export interface HeartbeatOptions {
  /** It may hold a secret: it is not logged. */
  readonly url: string;
  readonly isWell: () => Promise<boolean>;
  readonly log: Logger;
  /** ms; a minute when left out. */
  readonly everyMs?: number;
}

export interface Heartbeat {
  stop(): void;
}

/** How long an answer is waited for (ms). */
const PATIENCE_MS = 10_000;

/** Calls an address again and again while all is well, so that whoever watches it hears of it when all is not. */
export function startHeartbeat({ url, isWell, log, everyMs = 60_000 }: HeartbeatOptions): Heartbeat {
  const stopping = new AbortController();
  const warn = seldom((reason, times) => log.warn({ reason, times }, 'HEARTBEAT_URL was not reached'));

  async function call(): Promise<void> {
    if (!(await isWell())) return;
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const response = await fetch(url, { signal });
    await response.body?.cancel();
    if (!response.ok) warn(`it answered ${response.status}`);
  }

  let isCalling = false;
  const timer = setInterval(async () => {
    if (isCalling) return;
    isCalling = true;
    await call().catch((error: Error) => {
      if (!stopping.signal.aborted) warn(error.name === 'TimeoutError' ? 'no answer' : 'no connection');
    });
    isCalling = false;
  }, everyMs);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      stopping.abort();
    },
  };
}
