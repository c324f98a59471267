import type { Rate } from './watched.ts';

/** Of fewer messages nothing is said. */
export const FEWEST = 30;

/** How many messages ended lately, and how many of them failed. */
export interface Ended {
  readonly failed: number;
  readonly total: number;
}

/** Percent. */
export const shareOf = ({ failed, total }: Ended): number =>
  total === 0 ? 0 : Math.round((100 * failed) / total);

/** Whether so many failures are to be told of. What was told of is over once they are half as many. */
export function isHigh({ failed, total }: Ended, { share }: Rate, isTold: boolean): boolean {
  if (total < FEWEST) return false;
  return 100 * failed >= (isTold ? share / 2 : share) * total;
}
