import type { Room } from './room.ts';

/** When somebody is there to answer. */
export type Hours = NonNullable<Room['hours']>;

/** A day of a calendar; a day too many is one of the next month. */
interface Day {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

/** What clocks and calendars say in one zone. */
export interface Clocks {
  dayAt(at: number): Day;
  /** Monday is 0. */
  weekdayOf(day: Day): number;
  /** When they show so many minutes after midnight of a day (ms). */
  momentOf(day: Day, minute: number): number;
}

/** From a moment up to another (ms). */
export interface Shift {
  readonly from: number;
  readonly to: number;
}

/** A week without a shift has none at all. */
const WEEK = 8;

/** The shifts that end behind a moment (ms), the first one first. */
function* shiftsFrom(hours: Hours, clocks: Clocks, at: number): Generator<Shift> {
  const first = clocks.dayAt(at);
  for (let ahead = 0, idle = 0; idle < WEEK; ahead++, idle++) {
    const day = { ...first, day: first.day + ahead };
    const isWorked = hours.days.includes(clocks.weekdayOf(day) + 1);
    const shift = { from: clocks.momentOf(day, hours.from), to: clocks.momentOf(day, hours.to) };
    if (!isWorked || shift.to <= at) continue;
    idle = 0;
    yield shift;
  }
}

/** The shift that a moment (ms) is in; null: nobody is there. */
export function shiftAt(hours: Hours, clocks: Clocks, at: number): Shift | null {
  const [next] = shiftsFrom(hours, clocks, at);
  return next && next.from <= at ? next : null;
}

/** When so much working time (ms) has gone by since a moment (ms); never, where nobody is ever there. */
export function afterWorking(hours: Hours, clocks: Clocks, since: number, ms: number): number {
  let left = ms;
  for (const { from, to } of shiftsFrom(hours, clocks, since)) {
    const begin = Math.max(from, since);
    if (to - begin > left) return begin + left;
    left -= to - begin;
  }
  return Number.POSITIVE_INFINITY;
}
