import fc from 'fast-check';
import { anyHistory } from './generate.ts';
import type { History } from './history.ts';
import { ASPECTS, type Observation, written } from './observation.ts';
import type { OpenPath } from './path.ts';
import { runHistory } from './run.ts';

/** What is wrong with what two ways of keeping messages made of the same history; null: nothing. */
function differenceOf(one: Observation, other: Observation): string | null {
  const wrong = [...one.wrong, ...other.wrong];
  if (wrong.length > 0) return wrong.join('\n');
  const lines = ASPECTS.flatMap((aspect) => {
    const [before, now] = [one[aspect], other[aspect]];
    const at = [...before.keys(), before.length].find((index) => before[index] !== now[index]);
    return at === undefined || (at >= before.length && at >= now.length)
      ? []
      : [`${aspect}: one says “${before[at] ?? 'nothing'}”, the other “${now[at] ?? 'nothing'}”`];
  });
  return lines.length > 0 ? lines.join('\n') : null;
}

interface Found {
  readonly runs: number;
  /** Submits that left. */
  readonly submits: number;
  /** The smallest history that was found to differ, what came of it, and how it differs; null: none was found. */
  readonly difference: string | null;
}

/**
 * Random histories, told to two ways of keeping messages: what comes of them is the same, and nothing that must never be.
 * @param until performance.now() when it ends at the latest
 * @param any of which histories
 */
export async function firstDifference(
  [one, other]: readonly [OpenPath, OpenPath],
  {
    seed,
    runs,
    until = Number.POSITIVE_INFINITY,
    any = anyHistory,
  }: { seed: number; runs: number; until?: number; any?: fc.Arbitrary<History> },
): Promise<Found> {
  let submits = 0;
  const property = fc.asyncProperty(any, async (history) => {
    const observed = await runHistory(one, history);
    const difference = differenceOf(observed, await runHistory(other, history));
    submits += observed.submits;
    if (difference !== null) throw new Error(`${difference}\n\n${written(observed)}`);
  });
  const limit = until - performance.now();
  const details = await fc.check(property, {
    seed,
    numRuns: runs,
    ...(Number.isFinite(limit) ? { interruptAfterTimeLimit: Math.max(1, limit) } : {}),
  });
  // Where the time is over before the first history is, nothing failed, whatever fast-check calls it.
  if (details.counterexample === null) return { runs: details.numRuns, submits, difference: null };
  const { errorInstance, counterexamplePath } = details;
  const what = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  const difference = `seed ${details.seed}, path ${counterexamplePath}: ${what}`;
  return { runs: details.numRuns, submits, difference };
}
