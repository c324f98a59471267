import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** The card whose messages are meant. */
  cardId: z.string(),
  /** What is said, of the locale files. */
  said: z.string(),
  /** Times that the words may mean, as they can be typed: it may go then. */
  times: z.array(z.string()).readonly(),
});
export type ChoicesBody = z.infer<typeof body>;

/** Answers words below a card that are for the bot: nothing came of them, and what that card can do is offered here. */
export const choicesCard: CardKind<ChoicesBody> = { name: 'choices', version: 1, body };
