import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  orderId: z.string(),
  /** Who had it sent, as they are called. */
  name: z.string(),
});
export type UnreleasedBody = z.infer<typeof body>;

/** What did not go at its time, since whoever had it sent may not any more: for those who may say what becomes of it. */
export const unreleasedCard: CardKind<UnreleasedBody> = { name: 'unreleased', version: 1, body };
