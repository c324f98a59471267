import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** ms */
  from: z.number(),
  /** ms; not of it any more. */
  to: z.number(),
  step: z.enum(['hour', 'day', 'week', 'month']),
  /** Telegram ids, or tokens' names; null: anybody's. */
  actors: z.array(z.string()).readonly().nullable(),
});
export type AuditBody = z.infer<typeof body>;

/** Who did what in a period. */
export const auditCard: CardKind<AuditBody> = { name: 'audit', version: 1, body };
