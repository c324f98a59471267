/** What delivery times are sorted by: up to how many ms they take. What takes longer comes behind the last. */
export const TOOK_UP_TO = [
  1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 900_000, 3_600_000, 21_600_000,
  86_400_000,
] as const;

/** How many deliveries took how long: one figure more than there are bounds. */
export type Histogram = readonly number[];

/** Which of a histogram's figures a time (ms) belongs to. */
export function tookIndex(ms: number): number {
  const index = TOOK_UP_TO.findIndex((bound) => ms <= bound);
  return index === -1 ? TOOK_UP_TO.length : index;
}

/** Adds histograms up. */
export const sumOf = (histograms: readonly Histogram[]): Histogram =>
  Array.from({ length: TOOK_UP_TO.length + 1 }, (_, index) =>
    histograms.reduce((sum, histogram) => sum + (histogram[index] ?? 0), 0),
  );

/**
 * The time (ms) within which this share of deliveries came, estimated within its bounds; null: there were none. What took
 * longer than the last bound is said to have taken that.
 */
export function quantile(histogram: Histogram, share: number): number | null {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let rest = share * total;
  for (const [index, count] of histogram.entries()) {
    const bound = TOOK_UP_TO[index];
    if (bound === undefined) break;
    if (count > 0 && rest <= count) {
      const from = TOOK_UP_TO[index - 1] ?? 0;
      return Math.round(from + ((bound - from) * rest) / count);
    }
    rest -= count;
  }
  return TOOK_UP_TO.at(-1) ?? null;
}
