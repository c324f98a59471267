import type { Store } from '../store/database.ts';
import { type HourFilter, type HourSums, sumsOfHours } from '../store/hour-sums.ts';
import type { Hours } from '../watch/usual.ts';

/** What was read stands for so long (ms): watches are looked at each second. */
const FRESH_MS = 15_000;

/** Adds up some hours, as they were a little before `now` (ms). */
export type SumHours = (hours: Hours, only: HourFilter, now: number) => Promise<HourSums>;

export function hoursAtHand(store: Pick<Store, 'read'>): SumHours {
  const known = new Map<string, { readonly at: number; readonly sums: HourSums }>();
  return async (hours, only, now) => {
    for (const [key, { at }] of known) if (Math.abs(now - at) >= FRESH_MS) known.delete(key);
    const key = JSON.stringify([hours.from, hours.to, only]);
    const sums = known.get(key)?.sums ?? (await store.read((db) => sumsOfHours(db, hours, only)));
    if (!known.has(key)) known.set(key, { at: now, sums });
    return sums;
  };
}
