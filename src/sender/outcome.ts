/**
 * An answer to a submit: `status` is a command_status, or another number of submit-status.ts, 0 when it was taken;
 * `messageId` null when the answer names none; `at` ms since the epoch.
 */
export type SubmitAnswer = { status: number; messageId: string | null; at: number };

/**
 * What became of a submit: answered, certainly never sent (not one octet), or sent with no answer, so that the provider
 * may or may not have it.
 */
export type SubmitOutcome =
  | ({ kind: 'answered' } & SubmitAnswer)
  | { kind: 'not-written' }
  | { kind: 'no-answer'; reason: 'timeout' | 'closed' };
