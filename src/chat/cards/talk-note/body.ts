import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  talkId: z.number(),
  /** Somebody wanted to be reminded of it; nobody answers; or whoever had taken it does not, and has it no more. */
  what: z.enum(['reminder', 'unanswered', 'returned']),
  /** Whom it is about; null: nobody in particular. */
  personId: z.number().nullable(),
  /** For how long it had waited then (ms). */
  waited: z.number(),
  /** They are called upon; else it is said to whoever reads it. */
  calls: z.boolean(),
});
export type TalkNoteBody = z.infer<typeof body>;

/** Something that is said once of a conversation, below its card. */
export const talkNoteCard: CardKind<TalkNoteBody> = { name: 'talk-note', version: 1, body };
