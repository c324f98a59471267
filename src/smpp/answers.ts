import type { SubmitAnswer } from '../sender/outcome.ts';
import { type Answer, STATUS } from './pdu.ts';

/** What a query_sm found: `state` by SMPP 3.4, 5.2.28; `finalDate` SMPP time as the SMSC wrote it. */
export type QueryOutcome =
  | {
      kind: 'answered';
      status: number;
      state: number | null;
      error: number | null;
      finalDate: string | null;
    }
  | { kind: 'no-answer' };

/** What a submit_sm's answer says, at this moment. */
export function submitAnswer(answer: Answer): SubmitAnswer {
  const messageId = answer.command === 'submit_sm_resp' ? answer.messageId : null;
  return { status: refusalStatus(answer), messageId, at: Date.now() };
}

/** An answer's status. A generic_nack refuses by being one: with status 0 it must not pass for an acceptance. */
export function refusalStatus({ command, status }: Answer): number {
  return command === 'generic_nack' && status === STATUS.ok ? STATUS.unknownError : status;
}
