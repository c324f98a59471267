/** What a campaign asks of the time that is there for all. */
export interface Claim {
  /** Of the time, in proportion to the others' shares. */
  readonly share: number;
  /** With less it would not run at all, ms. */
  readonly leastMs: number;
}

/**
 * How long the first of these campaigns may take, ms, when so much is left for all of them: its share, but not what
 * those behind it need to run at all; and never less than it needs itself, though earlier ones have used up everything.
 */
export function timeFor([first, ...later]: readonly [Claim, ...Claim[]], leftMs: number): number {
  const shares = later.reduce((sum, { share }) => sum + share, first.share);
  const kept = later.reduce((sum, { leastMs }) => sum + leastMs, 0);
  return Math.max(first.leastMs, Math.min(leftMs * (first.share / shares), leftMs - kept));
}
