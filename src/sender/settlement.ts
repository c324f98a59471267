import { submitStatus } from '../messages/submit-status.ts';
import type { Settlement } from '../store/attempts/attempts.ts';
import type { SubmitAnswer, SubmitOutcome } from './outcome.ts';

/**
 * What an answer means for its attempt. An empty message_id names nothing: only a receipt that can be of no other
 * message is then matched to it.
 * @param duplicateStatuses statuses that mean "identical within a minute", whatever they mean elsewhere
 */
export function settlementOf(
  attemptId: number,
  { status, messageId }: SubmitAnswer,
  duplicateStatuses: readonly number[],
): Settlement {
  if (status === 0) {
    return {
      attemptId,
      outcome: 'accepted',
      commandStatus: 0,
      ...(messageId ? { providerId: messageId } : {}),
    };
  }
  if (duplicateStatuses.includes(status)) return { attemptId, outcome: 'duplicate', commandStatus: status };
  const permanent = submitStatus(status).kind === 'permanent';
  return { attemptId, outcome: permanent ? 'refused' : 'deferred', commandStatus: status };
}

/** What the end of a submit means for its attempt: certainly not sent, in doubt, or as answered. */
export function outcomeOf(
  attemptId: number,
  outcome: SubmitOutcome,
  duplicateStatuses: readonly number[],
): Settlement {
  switch (outcome.kind) {
    case 'answered':
      return settlementOf(attemptId, outcome, duplicateStatuses);
    case 'not-written':
      return { attemptId, outcome: 'not_written' };
    case 'no-answer':
      return { attemptId, outcome: 'no_answer' };
  }
}
