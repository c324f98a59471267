import type { Answer } from './pdu.ts';

const MAX_SEQUENCE = 0x7fffffff;
/** Requests given up on whose late answer can still be told; beyond that the oldest are forgotten. */
const MAX_LATE = 10_000;

/** A request under way: exactly one of `onAnswer`, `onTimeout` and `onClosed` is called. */
export type Request = {
  /** The answer that it asks for; generic_nack answers everything. */
  expects: Answer['command'];
  onAnswer(answer: Answer): void;
  onTimeout(): void;
  onClosed(): void;
  /** An answer that came after the timeout; at most one. */
  onLate?(answer: Answer): void;
};

/** The requests of one connection by sequence number (SMPP 3.4, 5.1.4), each with a time limit. */
export class Requests {
  private readonly waiting = new Map<number, { request: Request; timer: NodeJS.Timeout }>();
  private readonly late = new Map<number, Request>();
  private readonly timeoutMs: number;
  private sequence: number;

  /** `timeoutMs` is the usual time limit, `first` the first sequence number, 1 .. 0x7fffffff. */
  constructor(timeoutMs: number, first = 1) {
    this.timeoutMs = timeoutMs;
    this.sequence = first - 1;
  }

  /** Requests without an answer, those that were given up on as well. */
  get unanswered(): number {
    return this.waiting.size + this.late.size;
  }

  /** Reserves the next free sequence number: 1 .. 0x7fffffff, then 1 again. */
  open(request: Request, timeoutMs = this.timeoutMs): number {
    do this.sequence = this.sequence >= MAX_SEQUENCE ? 1 : this.sequence + 1;
    while (this.waiting.has(this.sequence) || this.late.has(this.sequence));
    const sequence = this.sequence;
    const timer = setTimeout(() => {
      this.waiting.delete(sequence);
      this.late.set(sequence, request);
      const [oldest] = this.late.keys();
      if (this.late.size > MAX_LATE && oldest !== undefined) this.late.delete(oldest);
      request.onTimeout();
    }, timeoutMs);
    this.waiting.set(sequence, { request, timer });
    return sequence;
  }

  /** Gives an answer to its request; `unasked` when there is none, or none left. */
  answer(sequence: number, answer: Answer): 'answered' | 'late' | 'unasked' {
    const waiting = this.waiting.get(sequence);
    if (waiting !== undefined && answers(answer, waiting.request)) {
      clearTimeout(waiting.timer);
      this.waiting.delete(sequence);
      waiting.request.onAnswer(answer);
      return 'answered';
    }
    const late = this.late.get(sequence);
    if (late !== undefined && answers(answer, late)) {
      this.late.delete(sequence);
      late.onLate?.(answer);
      return 'late';
    }
    return 'unasked';
  }

  /** The connection is gone: nothing will be answered. */
  close(): void {
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    this.late.clear();
    for (const { request, timer } of waiting) {
      clearTimeout(timer);
      request.onClosed();
    }
  }
}

function answers({ command }: Answer, { expects }: Request): boolean {
  return command === expects || command === 'generic_nack';
}
