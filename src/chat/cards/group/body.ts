import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  groupId: z.number(),
  /** What was done just now. */
  said: z.enum(['added', 'changed']).nullable(),
  /** The name of one that is there no more. */
  removed: z.string().nullable(),
});
export type GroupBody = z.infer<typeof body>;

/** Several contacts by one name. */
export const groupCard: CardKind<GroupBody> = { name: 'group', version: 1, body };
