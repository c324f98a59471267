import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** The card with a question that nobody answered. */
  questionId: z.string(),
  /** What was said, which may be the answer. */
  words: z.string(),
  isOver: z.boolean(),
});
export type AsideBody = z.infer<typeof body>;

/** Asks whether words that came late, or after something else, answer a question. */
export const asideCard: CardKind<AsideBody> = { name: 'aside', version: 1, body };
