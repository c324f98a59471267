import type { MessageEvent, ReceiptEnd } from './status.ts';

/** How one try to hand over one part ended. */
export type AttemptOutcome =
  /** On record, perhaps written; no answer yet. */
  | 'open'
  /** ESME_ROK with the provider's id. */
  | 'accepted'
  /** A permanent error. */
  | 'refused'
  /** Throttled or refused for now: nothing was taken. */
  | 'deferred'
  /** Certainly no byte left. */
  | 'not_written'
  /** Written, or perhaps written, and never answered. */
  | 'no_answer';

/** What the store knows of one attempt. */
export interface Attempt {
  /** 1 is the first part. */
  readonly part: number;
  readonly outcome: AttemptOutcome;
  /** The first final state that a receipt for this attempt's id reported, if one did. */
  readonly end: ReceiptEnd | null;
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
    const taken = tries.filter((attempt) => attempt.outcome === 'accepted');
    // A person may have had it sent again: any of its ids that was delivered means that it was delivered.
    const ended =
      taken.find((attempt) => attempt.end === 'delivered') ?? taken.findLast((attempt) => attempt.end);
    ends.push(ended?.end ?? null);
    outcomes.push(taken.length > 0 ? 'accepted' : (tries.at(-1)?.outcome ?? 'not_written'));
  }
  const failed = ends.find((end) => end !== null && end !== 'delivered');
  if (failed) return failed;
  if (ends.every((end) => end === 'delivered')) return 'delivered';
  if (outcomes.includes('open')) return null;
  if (outcomes.includes('refused')) return 'refuse';
  if (outcomes.includes('no_answer')) return 'doubt';
  return outcomes.every((outcome) => outcome === 'accepted') ? 'accept' : 'release';
}
