import type { Room } from './room.ts';
import { afterWorking, type Hours } from './working-hours.ts';

/*
 * What becomes of a conversation that nobody answers, by the working time that has gone by:
 *
 *   nobody has taken it   once it has waited for the time within which people are answered, that is said, once
 *   somebody has          once they have been silent for the time that is theirs, it is anybody's again
 */

const MINUTE_MS = 60_000;

/** Where a chat has set no working hours, nobody is called at night. */
const WAKING_HOURS: Hours = { days: [1, 2, 3, 4, 5, 6, 7], from: 9 * 60, to: 21 * 60 };
/** Minutes within which people are answered, and for which whoever has taken a conversation may be silent. */
export const ANSWER_WITHIN = 60;
export const RETURN_AFTER = 120;

/** A conversation in which something waits for an answer. */
export interface Waiting {
  /** When the first of it came (ms). */
  readonly since: number;
  /** When whoever answers took it, or wanted to be reminded of it (ms); null: nobody has. */
  readonly takenAt: number | null;
  /** It has been said that nobody answers. */
  readonly isTold: boolean;
}

export type Due = 'tell' | 'return';

/** What is due of it at a moment (ms) in a chat; null: nothing yet. */
export function dueOf(
  { since, takenAt, isTold }: Waiting,
  room: Pick<Room, 'hours' | 'answerWithin' | 'returnAfter'>,
  zone: string,
  now: number,
): Due | null {
  const { hours = WAKING_HOURS, answerWithin = ANSWER_WITHIN, returnAfter = RETURN_AFTER } = room;
  const isOver = (from: number, minutes: number) =>
    minutes > 0 && afterWorking(hours, zone, from, minutes * MINUTE_MS) <= now;
  if (takenAt !== null) return isOver(Math.max(since, takenAt), returnAfter) ? 'return' : null;
  return !isTold && isOver(since, answerWithin) ? 'tell' : null;
}
