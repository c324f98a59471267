import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** Who is away, and until when (ms). */
  personId: z.number(),
  until: z.number(),
  /** Conversations that were theirs, as far as they are shown there. */
  talkIds: z.array(z.number()).readonly(),
});
export type HandedOverBody = z.infer<typeof body>;

/** What was one person's is the team's. */
export const handedOverCard: CardKind<HandedOverBody> = { name: 'handed-over', version: 1, body };
