import { statusOfHttpError } from './http-error.ts';
import type { GuardTimes } from './in-doubt.ts';
import type { AttemptOutcome } from './standing.ts';

const HOUR_MS = 60 * 60 * 1000;
/** A provider tells what became of a message by then, unless it was to be tried for longer (24 h at most at SMSC.ru). */
const VALIDITY_HOURS = 24;

/** What a last status may take on its way. */
const GRACE_MS = 10 * 60 * 1000;

/** How long after its acceptance a message without a final status is asked about, ms, by its validity in hours. */
export const overdueAfterMs = (validity: number | null): number =>
  Math.max(VALIDITY_HOURS, validity ?? 0) * HOUR_MS + GRACE_MS;

/** SMPP 3.4, 5.1.3. */
const ESME_RTHROTTLED = 0x58;

/** The provider's HTTP API counts requests by the minute. */
const TOO_MANY = statusOfHttpError(9);

/** "Retry after a while" means a second at the least, since the provider counts submits per second. */
const FIRST_RETRY_MS = 1_000;
/** Nothing that was refused for now waits for longer (ms). */
export const LAST_RETRY_MS = 60_000;

/**
 * How long a message that goes back to queued has to wait, ms, by its attempts, oldest first. After throttling a
 * second: it is the rate that slows down; after too many requests by HTTP a minute. After a temporary error twice as long each time, up to a minute. Nothing
 * when the attempt was not written, and the guard's whole time when it was taken for a duplicate of a throttled one.
 */
export function retryDelayMs(
  attempts: readonly { outcome: AttemptOutcome; command_status: number | null }[],
  { heldMs }: Pick<GuardTimes, 'heldMs'>,
): number {
  const { outcome } = attempts.at(-1) ?? {};
  if (outcome === 'not_written') return 0;
  if (outcome === 'duplicate') return heldMs;
  const deferrals = attempts.filter(({ outcome }) => outcome === 'deferred');
  const last = deferrals.at(-1);
  if (!last) return 0;
  if (last.command_status === TOO_MANY) return Math.max(heldMs, LAST_RETRY_MS);
  const temporary = deferrals.filter(({ command_status }) => !isThrottling(command_status)).length;
  if (temporary === 0 || isThrottling(last.command_status)) return FIRST_RETRY_MS;
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(temporary - 1, 10));
}

const isThrottling = (status: number | null): boolean => status === ESME_RTHROTTLED;
