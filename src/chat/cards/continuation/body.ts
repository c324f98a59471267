import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** The card that answered the first piece. */
  firstId: z.string(),
  command: z.string(),
  /** What stands behind its name in all pieces together. */
  rest: z.string(),
  /** This piece is as long as Telegram takes, too. */
  mayGoOn: z.boolean(),
  isOver: z.boolean(),
});
export type ContinuationBody = z.infer<typeof body>;

/** A message that came right behind one as long as Telegram takes, and may be the rest of it. */
export const continuationCard: CardKind<ContinuationBody> = { name: 'continuation', version: 1, body };
