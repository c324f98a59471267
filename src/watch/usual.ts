import { FEWEST } from './rate.ts';

/*
 * What is usual at an hour of a weekday, by the same hours of the last four weeks. It is shown beside what is told of; of
 * money alone it decides, since there nobody has said what is much.
 */

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const WEEKS = [1, 2, 3, 4];

/** From one moment up to another (ms), both of them full hours. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** The last so many hours, that of `now` (ms) as the last. */
export function lastHours(count: number, now: number): Hours {
  const to = (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
  return { from: to - count * HOUR_MS, to };
}

/** The same hours of the last four weeks. */
export const weeksBefore = ({ from, to }: Hours): Hours[] =>
  WEEKS.map((weeks) => ({ from: from - weeks * WEEK_MS, to: to - weeks * WEEK_MS }));

/** Which share of what ended in these weeks failed (percent); null: there were too few to say. */
export function usualShare(
  weeks: readonly { readonly failed: number; readonly ended: number }[],
): number | null {
  const failed = weeks.reduce((sum, week) => sum + week.failed, 0);
  const ended = weeks.reduce((sum, week) => sum + week.ended, 0);
  return ended < FEWEST ? null : Math.round((100 * failed) / ended);
}

/** What was spent in the middle one of these weeks, of those with any; null: fewer than two had, which says nothing. */
export function usualSpend(weeks: readonly number[]): number | null {
  const spent = weeks.filter((cost) => cost > 0).toSorted((one, other) => one - other);
  const middle = spent[Math.floor((spent.length - 1) / 2)];
  return spent.length < 2 ? null : (middle ?? null);
}

/** So many times the usual are told of; what was told of is over at the second. */
const DEAR = { begins: 3, ends: 2 } as const;

/** Whether so much money, for so many messages, is above what is usual. */
export const isDear = (
  { cost, messages }: { readonly cost: number; readonly messages: number },
  usual: number,
  isTold: boolean,
): boolean => messages >= FEWEST && cost > usual * (isTold ? DEAR.ends : DEAR.begins);
