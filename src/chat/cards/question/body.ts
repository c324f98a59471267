import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  command: z.string(),
  /** What stood behind the command's name. */
  rest: z.string(),
  missing: z.enum(['recipient', 'text']),
  /** The text, where it is there and the recipient is not. */
  kept: z.string(),
  /** Who is named already, where that may be read. */
  to: z.array(z.string()).readonly(),
  /** An answer that named nobody; '' before the first. */
  unread: z.string(),
  /** What the reply should hold, in this order. */
  wants: z.array(z.enum(['phone', 'one-phone', 'email', 'bot', 'text', 'code'])).readonly(),
});
export type QuestionBody = z.infer<typeof body>;

/** What is missing, to be given as a reply. */
export const questionCard: CardKind<QuestionBody> = {
  name: 'question',
  version: 3,
  body,
  earlier: {
    1: z.looseObject({ kept: z.string().default('') }),
    2: z.looseObject({ to: z.array(z.string()).default([]), unread: z.string().default('') }),
  },
};
