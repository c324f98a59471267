import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** From 0. */
  page: z.number(),
});
export type ScheduledBody = z.infer<typeof body>;

/** What waits for its time. */
export const scheduledCard: CardKind<ScheduledBody> = { name: 'scheduled', version: 1, body };
