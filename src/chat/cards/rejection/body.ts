import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({ orderNumber: z.number() });
export type RejectionBody = z.infer<typeof body>;

/** Asks somebody who does not approve an order why. */
export const rejectionCard: CardKind<RejectionBody> = { name: 'rejection', version: 0, body };
