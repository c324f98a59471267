import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** The card of the message that is answered. */
  cardId: z.string(),
  talkId: z.number(),
});
export type CannedBody = z.infer<typeof body>;

/** Answers that are ready to be sent to somebody. */
export const cannedCard: CardKind<CannedBody> = { name: 'canned', version: 1, body };
