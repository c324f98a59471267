const MAX_SEQUENCE = 0x7fffffff;
/** Requests given up on whose late answer can still be told; beyond that the oldest are forgotten. */
const MAX_LATE = 10_000;

/** A request under way: exactly one of `onAnswer`, `onTimeout` and `onClosed` is called. */
export type Request<A> = {
  /** Whether this answer is of the kind that the request asks for. */
  accepts(answer: A): boolean;
  onAnswer(answer: A): void;
  onTimeout(): void;
  onClosed(): void;
  /** An answer that came after the timeout; at most one. */
  onLate?(answer: A): void;
};

/** The requests of one connection by sequence number (SMPP 3.4, 5.1.4), each with a time limit. */
export class Requests<A> {
  private readonly waiting = new Map<number, { request: Request<A>; timer: NodeJS.Timeout }>();
  private readonly late = new Map<number, Request<A>>();
  private sequence: number;

  /** `first` is the first sequence number, 1 .. 0x7fffffff. */
  constructor(first = 1) {
    this.sequence = first - 1;
  }

  /** Reserves the next free sequence number: 1 .. 0x7fffffff, then 1 again. */
  open(request: Request<A>, timeoutMs: number): number {
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
  answer(sequence: number, answer: A): 'answered' | 'late' | 'unasked' {
    const waiting = this.waiting.get(sequence);
    if (waiting?.request.accepts(answer)) {
      clearTimeout(waiting.timer);
      this.waiting.delete(sequence);
      waiting.request.onAnswer(answer);
      return 'answered';
    }
    const late = this.late.get(sequence);
    if (late?.accepts(answer)) {
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
