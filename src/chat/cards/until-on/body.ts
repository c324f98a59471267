import { z } from 'zod';
import type { CardKind } from '../kind.ts';
import { names } from '../sight.ts';

const body = z.object({
  /** Digits of the number. */
  to: z.string(),
  /** Its name, if that was typed. */
  names,
  /** Who wants to know. */
  askerId: z.number(),
  /** When it was asked for, and when nobody asks any more (ms). */
  beganAt: z.number(),
  endsAt: z.number(),
  /** Its attempts, each an order of one ping, the last of which the card shows. */
  orders: z.array(z.string()).readonly(),
  /** How it ended, and when; null: it goes on. `vain`: there is no such subscriber. */
  over: z.object({ how: z.enum(['on', 'stopped', 'time', 'role', 'vain']), at: z.number() }).nullable(),
});
export type UntilOnBody = z.infer<typeof body>;

/** Pings of one number, again and again, until the phone is on. */
export const untilOnCard: CardKind<UntilOnBody> = { name: 'until-on', version: 1, body };
