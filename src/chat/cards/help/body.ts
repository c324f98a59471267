import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  commands: z.array(z.object({ name: z.string(), example: z.string() })).readonly(),
  /** Of whom a second person is asked: above so many recipients, for some other reason, or nobody so far. */
  approval: z.union([z.object({ above: z.number() }), z.enum(['some', 'off'])]).optional(),
  /** They are those that words may have asked for which were no order. */
  isAsked: z.literal(true).optional(),
});
export type HelpBody = z.infer<typeof body>;

/** The commands that a person may use here. */
export const helpCard: CardKind<HelpBody> = { name: 'help', version: 1, body };
