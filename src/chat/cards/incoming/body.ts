import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const first = z.object({ incomingId: z.string() });
const body = first.extend({
  /** The message that it answers, as far as is known. */
  answers: z.number().nullable(),
});
export type IncomingBody = z.infer<typeof body>;

const unanswering = first.transform((shown): IncomingBody => ({ ...shown, answers: null }));

/** What a subscriber sent. */
export const incomingCard: CardKind<IncomingBody> = {
  name: 'incoming',
  version: 3,
  body,
  // Where the message was there, its number has taken the place of its earlier id when the store was carried over.
  earlier: { 1: unanswering, 2: unanswering },
};
