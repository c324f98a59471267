import * as http from 'node:http';
import * as https from 'node:https';
import type { Logger } from '../log.ts';
import { whyUnreached } from './hooks/post.ts';
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
const WHY = {
  name: 'nobody knows its name',
  certificate: 'its certificate is not trusted, or it speaks no TLS',
  connection: 'no connection',
};

/** Calls an address again and again while all is well, so that whoever watches it hears of it when all is not. */
export function startHeartbeat({ url, isWell, log, everyMs = 60_000 }: HeartbeatOptions): Heartbeat {
  const stopping = new AbortController();
  const warn = seldom((reason, times) => log.warn({ reason, times }, 'HEARTBEAT_URL was not reached'));

  async function call(): Promise<void> {
    if (!(await isWell())) return;
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const status = await statusOf(new URL(url), signal);
    if (status >= 300 && status < 400)
      warn(`it answered ${status}, a redirect: set the address that it leads to`);
    else if (status < 200 || status > 299) warn(`it answered ${status}`);
  }

  let isCalling = false;
  const timer = setInterval(async () => {
    if (isCalling) return;
    isCalling = true;
    await call().catch((error: NodeJS.ErrnoException) => {
      // The signal's own reason is the cause of what it ends.
      const isLate = (error.cause as Error | undefined)?.name === 'TimeoutError';
      if (!stopping.signal.aborted) warn(isLate ? 'no answer' : WHY[whyUnreached(error)]);
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

/** The status of the answer. Redirects are answers like others: a page to log in on would be well whoever calls it. */
function statusOf(url: URL, signal: AbortSignal): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const { get } = url.protocol === 'https:' ? https : http;
  const asked = get(url, { signal }, (answer) => {
    resolve(answer.statusCode ?? 0);
    answer.destroy();
  });
  asked.on('error', reject);
  return promise;
}
