import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  command: z.string(),
  /** The time, as it was typed. */
  typed: z.string(),
  /** What stands behind the command's name, with the time among the options. */
  timed: z.string(),
  /** The same, with all as it was typed for a text. */
  whole: z.string(),
  isOver: z.boolean(),
});
export type TimeBehindBody = z.infer<typeof body>;

/** Asks whether a time at the end of a text is its own, or says when it goes. */
export const timeBehindCard: CardKind<TimeBehindBody> = { name: 'time-behind', version: 1, body };
