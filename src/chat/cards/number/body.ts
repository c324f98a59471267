import { z } from 'zod';
import type { CardKind } from '../kind.ts';

/** What can be done with a number, by the command's name. */
export const OFFERS = ['sms', 'hlr', 'ping'] as const;
export type Offer = (typeof OFFERS)[number];

const body = z.object({
  /** Digits without +, at least one. */
  numbers: z.array(z.string()).readonly(),
  /** More were sent than one card takes. */
  isFull: z.boolean(),
  /** They stood among other words, which are not taken. */
  isAmid: z.boolean().default(false),
  /** What was chosen already. */
  done: z.array(z.enum(OFFERS)).readonly(),
});
export type NumberBody = z.infer<typeof body>;

/** How many numbers one card takes. */
export const MOST = 10_000;

/** Numbers without a command, and what can be done with them. */
export const numberCard: CardKind<NumberBody> = { name: 'number', version: 1, body };
