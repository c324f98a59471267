import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  command: z.string(),
  /** What stood behind the command's name. */
  rest: z.string(),
  missing: z.enum(['recipient', 'text']),
  /** The text, where it is there and the recipient is not. */
  kept: z.string(),
  /** What the reply should hold, in this order. */
  wants: z.array(z.enum(['phone', 'email', 'bot', 'text', 'code'])).readonly(),
});
export type QuestionBody = z.infer<typeof body>;

/** What is missing, to be given as a reply. */
export const questionCard: CardKind<QuestionBody> = {
  name: 'question',
  version: 2,
  body,
  earlier: { 1: z.looseObject({ kept: z.string().default('') }) },
};
