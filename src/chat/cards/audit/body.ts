import { z } from 'zod';
import { period } from '../../times/period.ts';
import type { CardKind } from '../kind.ts';

const body = period.extend({
  /** Telegram ids, or tokens' names; null: anybody's. */
  actors: z.array(z.string()).readonly().nullable(),
});
export type AuditBody = z.infer<typeof body>;

/** Who did what in a period. */
export const auditCard: CardKind<AuditBody> = { name: 'audit', version: 1, body };
