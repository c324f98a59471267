import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** What the text is of: an incoming message, or an order. */
  of: z.enum(['incoming', 'order']),
  id: z.string(),
  /** The stored file. */
  file: z.string(),
  /** How many messages it has, where that is not the one alone. */
  messages: z.number().optional(),
});
export type WholeBody = z.infer<typeof body>;

/** The whole text of what another card shows the beginning of, as a file. */
export const wholeCard: CardKind<WholeBody> = {
  name: 'whole',
  version: 2,
  body,
  earlier: {
    1: z
      .object({ incomingId: z.string(), file: z.string() })
      .transform(({ incomingId, file }): WholeBody => ({ of: 'incoming', id: incomingId, file })),
  },
};
