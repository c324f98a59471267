import type { SubmitAnswer, SubmitOutcome } from '../sender/outcome.ts';
import { submitAnswer } from './answers.ts';
import { encodePdu } from './codec.ts';
import type { SubmitFields } from './pdu.ts';
import type { Request } from './requests.ts';

/** What {@link Submits} asks of its session. */
type SubmitsEvents<T> = {
  /** Reserves a sequence number for a request. */
  open(request: Request): number;
  /** `onWritten` is called as the octets leave. */
  write(octets: Buffer, onWritten: () => void): void;
  /** A submit has its outcome, and its window place is free. */
  onSettled(): void;
  onTimeout(): void;
  onLateAnswer(token: T, answer: SubmitAnswer): void;
};

/** The submits of one session that wait for their answers. */
export class Submits<T> {
  private readonly events: SubmitsEvents<T>;
  private waiting = 0;

  constructor(events: SubmitsEvents<T>) {
    this.events = events;
  }

  get inFlight(): number {
    return this.waiting;
  }

  /** Writes a submit_sm, and resolves once its outcome is known. Throws RangeError for a field that does not fit. */
  write(submit: SubmitFields, token: T): Promise<SubmitOutcome> {
    const { promise, resolve } = Promise.withResolvers<SubmitOutcome>();
    let written = false;
    const settle = (outcome: SubmitOutcome): void => {
      this.waiting -= 1;
      resolve(outcome);
      this.events.onSettled();
    };
    // A field that does not fit must show before a sequence number and a place are taken.
    const octets = encodePdu({ command: 'submit_sm', sequence: 0, submit });
    const sequence = this.events.open({
      expects: 'submit_sm_resp',
      onAnswer: (answer) => settle({ kind: 'answered', ...submitAnswer(answer) }),
      onTimeout: () => {
        settle({ kind: 'no-answer', reason: 'timeout' });
        this.events.onTimeout();
      },
      onClosed: () => settle(written ? { kind: 'no-answer', reason: 'closed' } : { kind: 'not-written' }),
      onLate: (answer) => this.events.onLateAnswer(token, submitAnswer(answer)),
    });
    octets.writeUInt32BE(sequence, 12);
    this.waiting += 1;
    this.events.write(octets, () => {
      written = true;
    });
    return promise;
  }
}
