import { isOverruledBy, isReceiptEnd, type MessageEvent, type ReceiptEnd } from './status.ts';

/** How one try to hand over one part ended. */
export type AttemptOutcome =
  /** On record, perhaps written; no answer yet. */
  | 'open'
  /** ESME_ROK with the provider's id, or a receipt with an id that can only be this one's. */
  | 'accepted'
  /** A permanent error. */
  | 'refused'
  /** Refused as identical to a request within the last minute. */
  | 'duplicate'
  /** Throttled or refused for now: nothing was taken. */
  | 'deferred'
  /** Certainly no byte left. */
  | 'not_written'
  /** Written, or perhaps written, and never answered. */
  | 'no_answer'
  /** Never answered, or accepted of a message that did not arrive whole, and a person had the message sent again. */
  | 'given_up';

/** What the store knows of one attempt. */
export interface Attempt {
  /** 1 is the first part. */
  readonly part: number;
  readonly outcome: AttemptOutcome;
  /** The final state that receipts for this attempt's id reported, if they did: see {@link endOfReceipts}. */
  readonly end: ReceiptEnd | null;
  /** The provider's error code in that receipt. */
  readonly error: number | null;
}

/**
 * Where a message stands, from all its attempts (oldest first) and their receipts: the event that brings it there,
 * or null while an answer is still to come. Parts settle as one: delivered when all are, undelivered when any is.
 */
export function standing(attempts: readonly Attempt[], parts: number): MessageEvent | null {
  const ends: (ReceiptEnd | null)[] = [];
  const outcomes: AttemptOutcome[] = [];
  for (let part = 1; part <= parts; part++) {
    const tries = attempts.filter((attempt) => attempt.part === part);
    const end = endOf(tries);
    ends.push(end);
    outcomes.push(outcomeOf(tries, end));
  }
  const failed = ends.filter((end) => end !== null && end !== 'delivered');
  const worst = failed.find((end) => end !== 'unknown') ?? failed[0];
  if (worst) return worst;
  if (ends.every((end) => end === 'delivered')) return 'delivered';
  if (outcomes.includes('open')) return null;
  if (outcomes.includes('refused')) return 'refuse';
  if (outcomes.includes('no_answer')) return 'doubt';
  return outcomes.every((outcome) => outcome === 'accepted') ? 'accept' : 'release';
}

/** Of what receipts said of one id, oldest first, the one that stands: the first final state that gave way to no other. */
export function endOfReceipts<Said extends { readonly state: string | null }>(
  told: readonly Said[],
): (Said & { readonly state: ReceiptEnd }) | null {
  let stands: (Said & { readonly state: ReceiptEnd }) | null = null;
  for (const one of told) {
    if (!isReceiptEnd(one.state)) continue;
    if (stands === null || isOverruledBy(stands.state, one.state)) stands = { ...one, state: one.state };
  }
  return stands;
}

/** What one receipt said of the price. */
interface Priced {
  readonly state: string | null;
  /** In 1/10,000 of the account's currency; null: nothing. */
  readonly cost: number | null;
  readonly via: 'smpp' | 'http' | 'query';
}

/**
 * Of the prices that receipts named for one id, oldest first, the one that stands: the last, which may come after the
 * end. By HTTP, where no signature covers it, one comes too late once the end has a price.
 */
export function priceOfReceipts(told: readonly Priced[]): number | null {
  let price: number | null = null;
  let end: ReceiptEnd | null = null;
  let isSettled = false;
  for (const { state, cost, via } of told) {
    if (isReceiptEnd(state) && (end === null || isOverruledBy(end, state))) {
      end = state;
      isSettled = false;
    }
    if (cost !== null && !(isSettled && via === 'http')) price = cost;
    isSettled = end !== null && price !== null;
  }
  return price;
}

/**
 * A part may have several ids: any of them that was delivered means that it was, and it failed when all of them did. The end
 * of the last one stands, but neither where that may refuse a duplicate, nor where nobody knows how another ended.
 */
function endOf(tries: readonly Attempt[]): ReceiptEnd | null {
  const taken = tries.filter(({ outcome }) => outcome === 'accepted');
  if (taken.some(({ end }) => end === 'delivered')) return 'delivered';
  if (taken.some(({ end }) => end === null) || isPerhapsDuplicate(tries)) return null;
  const stands =
    taken.find(({ end }) => end === 'unknown') ??
    taken.findLast(({ end, error }) => !mayRefuseDuplicate(end, error)) ??
    taken.at(-1);
  return stands?.end ?? null;
}

/**
 * The provider may take an identical request and refuse it by a receipt, with an error of its own (200 and up): that
 * speaks of the repeat alone.
 */
export const mayRefuseDuplicate = (state: string | null, error: number | null): boolean =>
  state !== null && state !== 'delivered' && (error ?? 0) >= 200;

function isPerhapsDuplicate(tries: readonly Attempt[]): boolean {
  const unanswered = tries.some(({ outcome }) => outcome === 'no_answer' || outcome === 'open');
  return unanswered && tries.some(({ end, error }) => mayRefuseDuplicate(end, error));
}

/** What is known of one part by its answers. */
function outcomeOf(tries: readonly Attempt[], end: ReceiptEnd | null): AttemptOutcome {
  const has = (wanted: AttemptOutcome): boolean => tries.some(({ outcome }) => outcome === wanted);
  if (end === null && isPerhapsDuplicate(tries)) return has('open') ? 'open' : 'no_answer';
  if (has('accepted')) return 'accepted';
  if (has('open')) return 'open';
  if (has('no_answer')) return 'no_answer';
  // The same request would be refused again, whatever was said of a repeat before that was known.
  if (has('refused')) return 'refused';
  const written = tries.filter(({ outcome }) => outcome !== 'not_written');
  const [before, last] = written.slice(-2);
  // Some providers may count a request towards the guard before they throttle it: nothing was taken, and it can go
  // again when the minute is over.
  if (before?.outcome === 'deferred' && last?.outcome === 'duplicate') return 'deferred';
  const outcome = written.at(-1)?.outcome ?? 'not_written';
  return outcome === 'duplicate' ? 'refused' : outcome;
}
