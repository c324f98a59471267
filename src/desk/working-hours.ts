import { dayAt, momentOf, weekdayOf } from '../messages/zone.ts';
import type { Room } from './room.ts';

/** When somebody is there to answer. */
export type Hours = NonNullable<Room['hours']>;

/** From a moment up to another (ms). */
interface Shift {
  readonly from: number;
  readonly to: number;
}

/** A week without a shift has none at all. */
const WEEK = 8;

/** The shifts that end behind a moment (ms), the first one first. */
function* shiftsFrom(hours: Hours, zone: string, at: number): Generator<Shift> {
  const first = dayAt(at, zone);
  const each = [hours, ...(hours.also ?? [])].toSorted((one, other) => one.from - other.from);
  for (let ahead = 0, idle = 0; idle < WEEK; ahead++, idle++) {
    const day = { ...first, day: first.day + ahead };
    for (const { days, from, to } of each) {
      const shift = { from: momentOf(day, from, zone), to: momentOf(day, to, zone) };
      if (!days.includes(weekdayOf(day) + 1) || shift.to <= at) continue;
      idle = 0;
      yield shift;
    }
  }
}

/** The shift that a moment (ms) is in by the clocks of a zone; null: nobody is there. */
export function shiftAt(hours: Hours, zone: string, at: number): Shift | null {
  const [next] = shiftsFrom(hours, zone, at);
  return next && next.from <= at ? next : null;
}

/** When so much working time (ms) has gone by since a moment (ms); never, where nobody is ever there. */
export function afterWorking(hours: Hours, zone: string, since: number, ms: number): number {
  let left = ms;
  for (const { from, to } of shiftsFrom(hours, zone, since)) {
    const begin = Math.max(from, since);
    if (to - begin > left) return begin + left;
    left -= to - begin;
  }
  return Number.POSITIVE_INFINITY;
}
