import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** From 0. */
  page: z.number(),
  /** When somebody last turned to another one (ms). */
  turnedAt: z.number().optional(),
  /** Somebody asked for it, working hours have begun, or several wait for too long. */
  why: z.enum(['asked', 'opening', 'overdue']),
});
export type QueueBody = z.infer<typeof body>;

/** What waits for an answer. */
export const queueCard: CardKind<QueueBody> = { name: 'queue', version: 1, body };
