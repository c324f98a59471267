import { clockMs } from '../clock.ts';
import { FIRST_SINGLE, indexOf, NUMBERS } from '../numbers.ts';

/** What happened to a message that somebody typed; both times by the clock that all processes share, ms. */
interface Single {
  readonly index: number;
  readonly submittedAt: number;
  /** When the receipt was there to be sent, whether or not the window had room for it. */
  readonly dueAt: number;
}

export interface Counts {
  readonly submits: number;
  /** Recipients that were submitted to more than once. */
  readonly repeated: number;
  /** Receipts that were acknowledged with ESME_ROK, and those that were refused and sent again. */
  readonly receipts: number;
  readonly refused: number;
  /** The most receipts that one connection had unacknowledged. */
  readonly mostUnderWay: number;
}

/** What the lean SMSC has seen. */
export class Tally {
  #submits = 0;
  #repeated = 0;
  #receipts = 0;
  #refused = 0;
  #mostUnderWay = 0;
  #singles: Single[] = [];
  readonly #seen = new Uint8Array(NUMBERS);
  #awaited: { submits: number; receipts: number; resolve: (at: number) => void }[] = [];

  /** @returns whether it is a single's */
  submitted(recipient: number): boolean {
    const index = indexOf(recipient);
    const times = (this.#seen[index] ?? 0) + 1;
    this.#seen[index] = times;
    if (times === 2) this.#repeated += 1;
    this.#submits += 1;
    if (this.#awaited.length > 0) this.#tell();
    return index >= FIRST_SINGLE;
  }

  /** A single's receipt is there to be sent. */
  due(recipient: number, submittedAt: number): void {
    this.#singles.push({ index: indexOf(recipient), submittedAt, dueAt: clockMs() });
  }

  underWay(receipts: number): void {
    if (receipts > this.#mostUnderWay) this.#mostUnderWay = receipts;
  }

  acknowledged(isOk: boolean): void {
    if (!isOk) {
      this.#refused += 1;
      return;
    }
    this.#receipts += 1;
    if (this.#awaited.length > 0) this.#tell();
  }

  counts(): Counts {
    return {
      submits: this.#submits,
      repeated: this.#repeated,
      receipts: this.#receipts,
      refused: this.#refused,
      mostUnderWay: this.#mostUnderWay,
    };
  }

  /** The singles whose receipts became due since this was asked last. */
  takeSingles(): readonly Single[] {
    return this.#singles.splice(0);
  }

  /** When so many were submitted and so many receipts acknowledged: ms of the clock that all processes share. */
  reached({ submits = 0, receipts = 0 }: { submits?: number; receipts?: number }): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<number>();
    this.#awaited.push({ submits, receipts, resolve });
    this.#tell();
    return promise;
  }

  #tell(): void {
    this.#awaited = this.#awaited.filter(({ submits, receipts, resolve }) => {
      if (this.#submits < submits || this.#receipts < receipts) return true;
      resolve(clockMs());
      return false;
    });
  }
}
