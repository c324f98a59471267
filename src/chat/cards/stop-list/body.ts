import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** From 0. */
  page: z.number(),
});
export type StopListBody = z.infer<typeof body>;

/** Numbers that are not written to, the latest first, a page at a time. */
export const stopListCard: CardKind<StopListBody> = { name: 'stop-list', version: 1, body };
