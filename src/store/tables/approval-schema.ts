/*
 * Second persons: see approvals.ts.
 */

/** What became of it; `void`: somebody who answered for the order had no right to by then. */
export type ApprovalOutcome = 'approved' | 'rejected' | 'expired' | 'void';

/** An order that a second person has to approve, or had to. */
export interface ApprovalsTable {
  order_number: number;
  asked_at: number;
  /** Nobody can approve it any more from then on (ms). */
  expires_at: number;
  /** JSON: ids of the cards by which those who may were told. */
  cards: string;
  /** Null: nobody has said anything yet. */
  outcome: ApprovalOutcome | null;
  /** Telegram's id of who decided; null: nobody did, or nobody yet. */
  decided_by: number | null;
  decided_at: number | null;
  /** Of a rejection, the name of a ready one; null: another, or none. */
  reason: string | null;
  /** Of a rejection, what they wrote; null: nothing, or it is not kept any more. */
  words: string | null;
}
