/** What is documented nowhere: the rules of the provider's guard against identical requests, how its receipts are written. */
export interface Reading {
  /** Identical requests are refused for a minute; else they are messages like others. */
  readonly guards: boolean;
  /** A throttled request counts. */
  readonly beforeThrottle: boolean;
  /** Each host counts for itself. */
  readonly perHost: boolean;
  readonly withSender: boolean;
  /** How an identical request is refused: by its answer, or taken and refused by a receipt. */
  readonly refusedBy: 'status' | 'receipt';
  /** A refused request counts from then on. */
  readonly renews: boolean;
  /** How a receipt writes an id, of which the first is `firstId`. */
  readonly ids: 'same' | 'hex';
  readonly firstId: number;
  /** Minutes by which the clock of receipts' dates is ahead of UTC, which nobody has told the program. */
  readonly zone: number;
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
  private ids: number;

  constructor(reading: Reading) {
    this.reading = reading;
    this.ids = reading.firstId;
  }

  receive({ host, sender, text }: Request, throttled: boolean, at: number): Verdict {
    const { beforeThrottle, perHost, withSender, refusedBy, renews } = this.reading;
    const key = JSON.stringify([perHost ? host : '', withSender ? sender : '', text]);
    const last = this.counted.get(key);
    const identical = this.reading.guards && last !== undefined && at - last < MINUTE_MS;
    if (throttled) {
      if (beforeThrottle && (!identical || renews)) this.counted.set(key, at);
      return { kind: 'throttled' };
    }
    if (!identical || renews) this.counted.set(key, at);
    if (identical && refusedBy === 'status') return { kind: 'duplicate' };
    return { kind: identical ? 'rejected-by-receipt' : 'taken', id: String(this.ids++) };
  }

  /** A message's id as a receipt writes it. */
  written(id: string): string {
    return this.reading.ids === 'hex' ? Number(id).toString(16).toUpperCase() : id;
  }

  /** What its clock shows, as if it were UTC's. */
  clock(at: number): number {
    return at + this.reading.zone * 60_000;
  }
}
