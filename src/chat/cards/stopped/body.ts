import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** Ids of the orders of all campaigns that ran, the oldest first, behind them of what waited for its time, then for quiet hours to end. */
  orders: z.array(z.string()).readonly(),
  /** How many of them waited for their time. */
  scheduled: z.number(),
  /** How many of them quiet hours held back. */
  leftAlone: z.number(),
});
export type StoppedBody = z.infer<typeof body>;

/** All campaigns were stopped at once. */
export const stoppedCard: CardKind<StoppedBody> = {
  name: 'stopped',
  version: 3,
  body,
  earlier: {
    1: z.looseObject({ scheduled: z.number().default(0) }),
    2: z.looseObject({ leftAlone: z.number().default(0) }),
  },
};
