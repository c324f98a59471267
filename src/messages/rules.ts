import { type GuardTimes, guardTimes } from './in-doubt.ts';
import type { RefusesRepeats } from './provider.ts';
import { overdueAfterMs } from './waits.ts';

/** What becomes of a message by the provider's habits once it was submitted. */
export interface Rules {
  readonly guard: GuardTimes;
  /** How long after its acceptance a message without a final status is asked about, ms. */
  readonly overdueAfterMs: number;
}

/** @param habits of them `validity` in hours, null for the provider's own */
export const rulesOf = (habits: {
  readonly refusesRepeats: Pick<RefusesRepeats, 'seconds'>;
  readonly validity: number | null;
}): Rules => ({
  guard: guardTimes(habits.refusesRepeats.seconds),
  overdueAfterMs: overdueAfterMs(habits.validity),
});
