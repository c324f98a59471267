import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const first = z.object({ incomingId: z.string() });
const body = first.extend({
  /** The message that it answers, as far as is known. */
  answers: z.string().nullable(),
});
export type IncomingBody = z.infer<typeof body>;

/** What a subscriber sent. */
export const incomingCard: CardKind<IncomingBody> = {
  name: 'incoming',
  version: 2,
  body,
  earlier: { 1: first.transform((shown): IncomingBody => ({ ...shown, answers: null })) },
};
