/** What becomes of one submit on its way; times in ms. */
export interface Fate {
  /** Between the commit and the write; more than 5 s, and nothing is written. */
  readonly frozen: number;
  readonly way: 'lost' | number;
  readonly throttled: boolean;
  /** `cut`: the link breaks at once; `never`: it times out. */
  readonly answer: 'now' | 'cut' | 'never' | number;
  /** The answer that takes it names no id. */
  readonly nameless: boolean;
  /** What its receipts say, and when they come; in contradiction, perhaps. */
  readonly receipts: readonly Telling[];
}

export interface Telling {
  /** ms after its arrival */
  readonly after: number;
  readonly says: 'DELIVRD' | 'UNDELIV' | 'EXPIRED' | 'REJECTD' | 'UNKNOWN' | 'ENROUTE' | 'LOST';
  /** By how many ms the clock of the machine that stores it is ahead. */
  readonly skew: number;
}

export const SMOOTH: Fate = {
  frozen: 0,
  way: 20,
  throttled: false,
  answer: 'now',
  nameless: false,
  receipts: [{ after: 1_000, says: 'DELIVRD', skew: 0 }],
};

export type Deed =
  /** Somebody writes the same text to the same number. */
  | { readonly do: 'write'; readonly from: string }
  | { readonly do: 'wait'; readonly ms: number }
  /** The link is down for a while, and comes back with that host. */
  | { readonly do: 'switch'; readonly host: string; readonly downMs: number }
  /** The process dies; another takes over, whose clock differs by so much. */
  | { readonly do: 'take-over'; readonly skewMs: number }
  /** The clock on the wall jumps. */
  | { readonly do: 'jump'; readonly ms: number }
  /** Somebody presses [Send] or [Send again] wherever it stands. */
  | { readonly do: 'press' };
