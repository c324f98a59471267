import type { Clocks } from '../desk/working-hours.ts';
import { dayAt, momentOf, weekdayOf } from '../messages/zone.ts';

/** What the desk asks of a zone. */
export const clocksOf = (timeZone: string): Clocks => ({
  dayAt: (at) => dayAt(at, timeZone),
  momentOf: (day, minute) => momentOf(day, minute, timeZone),
  weekdayOf,
});
