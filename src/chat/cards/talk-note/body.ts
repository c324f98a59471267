import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  talkId: z.number(),
  /** Somebody wanted to be reminded of it. */
  what: z.literal('reminder'),
  /** Whom it is about. */
  personId: z.number(),
  /** They are called upon; else it is said to whoever reads it. */
  calls: z.boolean(),
});
export type TalkNoteBody = z.infer<typeof body>;

/** Something that is said once of a conversation, below its card. */
export const talkNoteCard: CardKind<TalkNoteBody> = { name: 'talk-note', version: 1, body };
