import { type Channel, isLookup } from './request.ts';
import { type AttemptOutcome, mayRefuseDuplicate } from './standing.ts';
import type { ReceiptEnd } from './status.ts';

/** How long the provider's refusal of identical requests serves as a guard, in ms; all 0 where it has none. */
export interface GuardTimes {
  /** The provider refuses an identical request for so long. */
  readonly guardMs: number;
  /**
   * Another message with the same recipient and text is held back for so long after an attempt. The provider counts
   * its time from an arrival, this program from a commit: what the first lost on its way comes on top.
   */
  readonly heldMs: number;
  /**
   * A submit without an answer is repeated no later than this after the first; never where it is 0. The rest of the
   * guard's time is for a process that is frozen between its commit and its write (5 s), and for the way to the
   * provider.
   */
  readonly repeatMs: number;
}

const HELD_BEYOND_MS = 5_000;
const REPEAT_BEFORE_MS = 10_000;
/** Below it nothing of the guard's time is left for a repeat once an answer has been waited for (10 s). */
const LEAST_GUARD_MS = 20_000;

/** @param seconds for which an identical request is refused; 0 for never */
export function guardTimes(seconds: number): GuardTimes {
  const guardMs = seconds * 1000;
  return {
    guardMs,
    heldMs: guardMs > 0 ? guardMs + HELD_BEYOND_MS : 0,
    repeatMs: guardMs >= LEAST_GUARD_MS ? guardMs - REPEAT_BEFORE_MS : 0,
  };
}

/** The limits that what is in doubt is judged by, whatever the provider. */
export const DOUBT_LIMITS = {
  /** Clocks of two machines may differ by so much (ms): an attempt that another process made counts as older by it. */
  skewMs: 5_000,
  /** What has probably arrived is left to its receipt for so long (ms); then a person is asked. */
  receiptWaitMs: 600_000,
  /** What the provider can be asked about is left to its answer for so long after the attempt (ms); then a person is asked. */
  inquiryMs: 600_000,
  /**
   * A look-up that is never answered is submitted so often by the program, then a person is asked. The provider may
   * have taken, and charged for, each of them: two more tries outlast a short outage, many would pay for a long one.
   */
  lookupSubmits: 3,
} as const;

/** One try to hand a message over, as far as doubt goes. */
export interface Try {
  readonly outcome: AttemptOutcome;
  readonly host: string;
  /** The provider can be asked what became of it, since it was given an id of one's own. */
  readonly isNamed: boolean;
  /** ms since it was put on record: by whichever clock says more, Infinity where none can be trusted. */
  readonly ageMs: number;
}

/** Why only a person can say what is to be done. */
export type Question =
  /** The provider refuses no identical request, or not for long enough: whatever goes once more may arrive twice. */
  | 'unguarded'
  /** Too long ago, or by a clock that was set back. */
  | 'late'
  /** The guard is documented for SMS alone. */
  | 'channel'
  /** Nor is it documented for the parts of a message. */
  | 'parts'
  /** A look-up was submitted as often as it may be without a person's word, and each one may cost. */
  | 'price'
  /** The repeat was refused for a reason of its own, which says nothing of the first. */
  | 'refused'
  /** The repeat was refused as a duplicate, perhaps of one that was throttled and never taken. */
  | 'throttled';

export type Decision =
  /** No attempt is without an answer. */
  | { readonly kind: 'clear' }
  /** The same octets go to the same host once more, within so many ms; its guard keeps the second from the phone. */
  | { readonly kind: 'repeat'; readonly host: string; readonly forMs: number }
  /** The provider is asked whether it has it, for so many ms more. */
  | { readonly kind: 'inquire'; readonly forMs: number }
  /** A look-up rings nobody's phone: it is queued again, a few times, after so many ms. */
  | { readonly kind: 'again'; readonly afterMs: number }
  /** The provider refused the repeat since it had the first: probably handed over, and a receipt may tell. */
  | { readonly kind: 'arrived' }
  | { readonly kind: 'ask'; readonly why: Question };

/**
 * What is to be done about a message of which an attempt has no answer. The provider refuses an identical request
 * for some time (a minute at SMSC.ru); that is the idempotency key here. It stands as long as no other message with the
 * same recipient and text is sent within that time, which the sender sees to. Where a provider has no such guard nothing
 * is ever repeated. Of an attempt that was given an id of one's own the provider is asked in place of all that.
 *
 * What remains: an SMSC that holds one of two submits back for more than its own time, or that does not keep the guard
 * that it is said to keep, takes both.
 *
 * @param tries oldest first; those before a person's last word are `given_up`, and count for the price alone
 * @param pdus submit_sm PDUs that carry the message
 */
export function decide(
  { channel, pdus, tries }: { channel: Channel; pdus: number; tries: readonly Try[] },
  guard: GuardTimes,
): Decision {
  const unsure = tries.filter(({ outcome }) => outcome === 'no_answer');
  const [first] = unsure;
  if (!first) return { kind: 'clear' };
  if (unsure.every(({ isNamed }) => isNamed)) {
    const youngest = Math.min(...unsure.map(({ ageMs }) => Math.max(0, ageMs)));
    const forMs = DOUBT_LIMITS.inquiryMs - youngest;
    return forMs > 0 ? { kind: 'inquire', forMs } : ask('late');
  }
  if (guard.repeatMs === 0) return ask('unguarded');
  if (isLookup(channel)) {
    if (perhapsPaid(tries) >= DOUBT_LIMITS.lookupSubmits) return ask('price');
    const youngest = Math.min(...tries.map(({ ageMs }) => Math.max(0, ageMs)));
    return { kind: 'again', afterMs: Math.max(0, guard.heldMs - youngest) };
  }
  if (channel !== 'sms') return ask('channel');
  if (pdus > 1) return ask('parts');
  const duplicates = tries.filter(({ outcome }) => outcome === 'duplicate');
  if (duplicates.length > 0) {
    // Some providers may count a request towards the guard before they throttle it.
    if (tries.some(({ outcome }) => outcome === 'deferred')) return ask('throttled');
    const arrived = duplicates.some((one) => unsure.some((other) => ofEachOther(one, other, guard)));
    return arrived ? { kind: 'arrived' } : ask('refused');
  }
  if (tries.some(({ outcome }) => outcome === 'refused' || outcome === 'accepted')) return ask('refused');
  const sameHost = unsure.every(({ host }) => host === first.host);
  const oldest = Math.max(...unsure.map(({ ageMs }) => ageMs));
  const known = unsure.every(({ ageMs }) => ageMs >= 0);
  if (!sameHost || !known || oldest >= guard.repeatMs) return ask('late');
  return { kind: 'repeat', host: first.host, forMs: guard.repeatMs - oldest };
}

/** Whether the provider would refuse the later one of two tries if it had taken the other. */
const ofEachOther = (one: Try, other: Try, { guardMs }: GuardTimes): boolean =>
  one.host === other.host && Math.abs(one.ageMs - other.ageMs) < guardMs;

/** A try, and how a receipt for its id says that it ended. */
export interface EndedTry extends Try {
  readonly end: ReceiptEnd | null;
  readonly error: number | null;
}

/**
 * Of a message's tries without an answer those that were not taken, since a repeat was within the guard's time. Its answer
 * alone does not say so: the provider may refuse a repeat by its receipt. Nor do such tries go without a receipt for that
 * reason: each may have been refused by one, as the duplicate of another message.
 */
export function neverTaken<T extends EndedTry>(
  { channel, pdus, tries }: { channel: Channel; pdus: number; tries: readonly T[] },
  guard: GuardTimes,
): T[] {
  if (channel !== 'sms' || pdus > 1) return [];
  const taken = tries.filter(
    ({ outcome, end, error }) => outcome === 'accepted' && end !== null && !mayRefuseDuplicate(end, error),
  );
  return tries.filter(
    (one) => one.outcome === 'no_answer' && taken.some((other) => ofEachOther(one, other, guard)),
  );
}

/** How many of these tries the provider may have taken. */
export const perhapsPaid = (tries: readonly Pick<Try, 'outcome'>[]): number =>
  tries.filter(({ outcome }) => ['no_answer', 'given_up', 'accepted'].includes(outcome)).length;

const ask = (why: Question): Decision => ({ kind: 'ask', why });
