import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const first = z.object({ incomingId: z.string() });
const third = first.extend({
  /** The message that it answers, as far as is known. */
  answers: z.number().nullable(),
});
const body = third.extend({
  /** The conversation that it is of, and since when it shows what came (ms); null: of none, or from before there were any. */
  talk: z.object({ id: z.number(), since: z.number() }).nullable(),
});
/** The last message that it shows. */
export type IncomingBody = z.infer<typeof body>;

const unanswering = first.transform((shown): IncomingBody => ({ ...shown, answers: null, talk: null }));

/** What a subscriber sent. */
export const incomingCard: CardKind<IncomingBody> = {
  name: 'incoming',
  version: 4,
  body,
  // Where the message was there, its number has taken the place of its earlier id when the store was carried over.
  earlier: {
    1: unanswering,
    2: unanswering,
    3: third.transform((shown): IncomingBody => ({ ...shown, talk: null })),
  },
};
