/** Who takes part in a comparison, and how each is measured once. */
export type Contestants<F> = ReadonlyMap<string, () => Promise<F>>;

const ROUNDS = 3;

/**
 * Measures each three times, in turns, so that what a busy machine does to one it does to all.
 * @param by what the runs of one are put in order by
 * @returns each one's run in the middle
 */
export async function inTurns<F>(
  contestants: Contestants<F>,
  by: (figures: F) => number,
): Promise<ReadonlyMap<string, F>> {
  const runs = new Map<string, F[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, measure] of contestants) {
      const figures = await measure().catch((cause) => {
        throw new Error(`${name} failed`, { cause });
      });
      runs.set(name, [...(runs.get(name) ?? []), figures]);
    }
  }
  const middle = new Map<string, F>();
  for (const [name, all] of runs) {
    const figures = all.toSorted((one, other) => by(one) - by(other))[Math.floor(ROUNDS / 2)];
    if (figures !== undefined) middle.set(name, figures);
  }
  return middle;
}
