import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({ incomingId: z.string() });
export type IncomingBody = z.infer<typeof body>;

/** What a subscriber sent. */
export const incomingCard: CardKind<IncomingBody> = { name: 'incoming', version: 1, body };
