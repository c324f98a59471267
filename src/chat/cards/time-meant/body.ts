import { z } from 'zod';
import { NO_MOMENT } from '../../times/clock-moment.ts';
import type { CardKind } from '../kind.ts';

const body = z.object({
  command: z.string(),
  /** What was typed for a time. */
  typed: z.string(),
  /** Why it is none, or which it is cannot be told. */
  why: z.enum(NO_MOMENT),
  /** Times that may be meant, and what stands behind the command's name with each. */
  meant: z.array(z.object({ at: z.string(), rest: z.string() })).readonly(),
  isOver: z.boolean(),
});
export type TimeMeantBody = z.infer<typeof body>;

/** Asks which time is meant by one that cannot be read without a doubt, or cannot be had. */
export const timeMeantCard: CardKind<TimeMeantBody> = { name: 'time-meant', version: 1, body };
