/** The rules of the provider's guard against identical requests that are documented nowhere. */
export interface Reading {
  /** A throttled request counts. */
  readonly beforeThrottle: boolean;
  /** Each host counts for itself. */
  readonly perHost: boolean;
  readonly withSender: boolean;
  /** How an identical request is refused: by its answer, or taken and refused by a receipt. */
  readonly refusedBy: 'status' | 'receipt';
  /** A refused request counts from then on. */
  readonly renews: boolean;
}

interface Request {
  readonly host: string;
  readonly sender: string;
  /** Recipient and text. */
  readonly text: string;
}

export type Verdict =
  | { readonly kind: 'taken' | 'rejected-by-receipt'; readonly id: string }
  | { readonly kind: 'throttled' | 'duplicate' };

const MINUTE_MS = 60_000;

/** A provider that keeps its documented guard by one reading of what is undocumented. Time is its own, in ms. */
export class DoubtfulProvider {
  private readonly reading: Reading;
  private readonly counted = new Map<string, number>();
  private ids = 0;

  constructor(reading: Reading) {
    this.reading = reading;
  }

  receive({ host, sender, text }: Request, throttled: boolean, at: number): Verdict {
    const { beforeThrottle, perHost, withSender, refusedBy, renews } = this.reading;
    const key = JSON.stringify([perHost ? host : '', withSender ? sender : '', text]);
    const last = this.counted.get(key);
    const identical = last !== undefined && at - last < MINUTE_MS;
    if (throttled) {
      if (beforeThrottle && (!identical || renews)) this.counted.set(key, at);
      return { kind: 'throttled' };
    }
    if (!identical || renews) this.counted.set(key, at);
    if (identical && refusedBy === 'status') return { kind: 'duplicate' };
    this.ids += 1;
    return { kind: identical ? 'rejected-by-receipt' : 'taken', id: String(this.ids) };
  }
}
