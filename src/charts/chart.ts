/** What a picture shows, in the reader's words. */
export interface Chart {
  /** For its figures. */
  readonly language: string;
  readonly title: string;
  /** What the steps of its time are called. */
  readonly steps: readonly string[];
  /** What became of the messages of each step, stacked. */
  readonly fates: readonly {
    readonly name: string;
    readonly kind: 'good' | 'open' | 'bad';
    readonly values: readonly number[];
  }[];
  /** Times of each step (ms); null: there is none. */
  readonly took: {
    readonly title: string;
    readonly lines: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
    /** Times that have a line of the grid, the shortest first. */
    readonly ticks: readonly { readonly ms: number; readonly name: string }[];
  };
  /** Panels of bars, the longest first. */
  readonly bars: readonly {
    readonly title: string;
    readonly bars: readonly { readonly name: string; readonly value: number }[];
  }[];
}
