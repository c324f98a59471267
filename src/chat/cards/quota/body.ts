import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** Whose quota it shows; null: everybody's. */
  person: z.number().nullable(),
});
export type QuotaBody = z.infer<typeof body>;

/** What people may send, and what they have sent. */
export const quotaCard: CardKind<QuotaBody> = { name: 'quota', version: 1, body };
