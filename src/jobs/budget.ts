/** How long a piece may go on. */
export interface Budget {
  /** Asked between the steps of a piece, each of which takes some milliseconds at most. */
  isSpent(): boolean;
}

/**
 * So many milliseconds from now on. It is spent once a step that took as long as the longest one so far would not fit
 * into the rest of it: how much a step has to do depends on what it meets.
 * @param now a clock that is never set (ms)
 */
export function budgetOf(ms: number, now = () => performance.now()): Budget {
  const end = now() + ms;
  let asked = now();
  let longestMs = 0;
  return {
    isSpent() {
      const at = now();
      longestMs = Math.max(longestMs, at - asked);
      asked = at;
      return at + longestMs > end;
    },
  };
}
