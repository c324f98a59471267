import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** Ids of the orders of all campaigns that ran, the oldest first. */
  orders: z.array(z.string()).readonly(),
});
export type StoppedBody = z.infer<typeof body>;

/** All campaigns were stopped at once. */
export const stoppedCard: CardKind<StoppedBody> = { name: 'stopped', version: 1, body };
