import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({ orderNumber: z.number() });
export type ApprovalBody = z.infer<typeof body>;

/** Asks somebody who may to approve an order of others. */
export const approvalCard: CardKind<ApprovalBody> = { name: 'approval', version: 0, body };
