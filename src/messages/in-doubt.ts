import type { Channel } from './request.ts';
import type { AttemptOutcome } from './standing.ts';

/** The limits that what is in doubt is judged by. */
export interface DoubtLimits {
  /** The provider refuses an identical request for so long. */
  readonly guardMs: number;
  /**
   * Another message with the same recipient and text is held back for so long after an attempt. The provider counts
   * its minute from an arrival, this program from a commit: what the first lost on its way comes on top.
   */
  readonly heldMs: number;
  /**
   * A submit without an answer is repeated no later than this after the first. The rest of the guard's minute is for
   * a process that is frozen between its commit and its write (5 s), and for the way to the provider.
   */
  readonly repeatMs: number;
  /** Clocks of two machines may differ by so much: an attempt that another process made counts as older by it. */
  readonly skewMs: number;
  /** What has probably arrived is left to its receipt for so long; then a person is asked. */
  readonly receiptWaitMs: number;
  /**
   * A look-up that is never answered is submitted so often by the program, then a person is asked. The provider may
   * have taken, and charged for, each of them: two more tries outlast a short outage, many would pay for a long one.
   */
  readonly lookupSubmits: number;
}

export const DOUBT_LIMITS: DoubtLimits = {
  guardMs: 60_000,
  heldMs: 65_000,
  repeatMs: 50_000,
  skewMs: 5_000,
  receiptWaitMs: 600_000,
  lookupSubmits: 3,
};

/** One try to hand a message over, as far as doubt goes. */
export interface Try {
  readonly outcome: AttemptOutcome;
  readonly host: string;
  /** ms since it was put on record: by whichever clock says more, Infinity where none can be trusted. */
  readonly ageMs: number;
}

/** Why only a person can say what is to be done. */
export type Question =
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
  /** A look-up rings nobody's phone: it is queued again, a few times, after so many ms. */
  | { readonly kind: 'again'; readonly afterMs: number }
  /** The provider refused the repeat since it had the first: probably handed over, and a receipt may tell. */
  | { readonly kind: 'arrived' }
  | { readonly kind: 'ask'; readonly why: Question };

/**
 * What is to be done about a message of which an attempt has no answer. The provider refuses an identical request
 * within a minute; that is the idempotency key here. It stands as long as no other message with the same recipient
 * and text is sent within the minute, which the sender sees to.
 *
 * What remains: an SMSC that holds one of two submits back for more than its own minute, or that does not keep its
 * guard at all, takes both.
 *
 * @param tries oldest first; those before a person's last word are `given_up`, and count for the price alone
 * @param pdus submit_sm PDUs that carry the message
 */
export function decide(
  { channel, pdus, tries }: { channel: Channel; pdus: number; tries: readonly Try[] },
  limits: DoubtLimits = DOUBT_LIMITS,
): Decision {
  const unsure = tries.filter(({ outcome }) => outcome === 'no_answer');
  const [first] = unsure;
  if (!first) return { kind: 'clear' };
  if (channel === 'hlr' || channel === 'ping') {
    if (perhapsPaid(tries) >= limits.lookupSubmits) return ask('price');
    const youngest = Math.min(...tries.map(({ ageMs }) => Math.max(0, ageMs)));
    return { kind: 'again', afterMs: Math.max(0, limits.heldMs - youngest) };
  }
  if (channel !== 'sms') return ask('channel');
  if (pdus > 1) return ask('parts');
  const duplicates = tries.filter(({ outcome }) => outcome === 'duplicate');
  if (duplicates.length > 0) {
    // Some providers may count a request towards the guard before they throttle it.
    if (tries.some(({ outcome }) => outcome === 'deferred')) return ask('throttled');
    const ofEachOther = (one: Try, other: Try): boolean =>
      one.host === other.host && Math.abs(one.ageMs - other.ageMs) < limits.guardMs;
    const arrived = duplicates.some((one) => unsure.some((other) => ofEachOther(one, other)));
    return arrived ? { kind: 'arrived' } : ask('refused');
  }
  if (tries.some(({ outcome }) => outcome === 'refused' || outcome === 'accepted')) return ask('refused');
  const sameHost = unsure.every(({ host }) => host === first.host);
  const oldest = Math.max(...unsure.map(({ ageMs }) => ageMs));
  const known = unsure.every(({ ageMs }) => ageMs >= 0);
  if (!sameHost || !known || oldest >= limits.repeatMs) return ask('late');
  return { kind: 'repeat', host: first.host, forMs: limits.repeatMs - oldest };
}

/** How many of these tries the provider may have taken. */
export const perhapsPaid = (tries: readonly Pick<Try, 'outcome'>[]): number =>
  tries.filter(({ outcome }) => ['no_answer', 'given_up', 'accepted'].includes(outcome)).length;

const ask = (why: Question): Decision => ({ kind: 'ask', why });
