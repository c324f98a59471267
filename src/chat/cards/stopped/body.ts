import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** Ids of the orders of all campaigns that ran, the oldest first, and behind them of what waited for its time. */
  orders: z.array(z.string()).readonly(),
  /** How many of them waited for their time. */
  scheduled: z.number(),
});
export type StoppedBody = z.infer<typeof body>;

/** All campaigns were stopped at once. */
export const stoppedCard: CardKind<StoppedBody> = {
  name: 'stopped',
  version: 2,
  body,
  earlier: { 1: z.looseObject({ scheduled: z.number().default(0) }) },
};
