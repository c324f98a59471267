import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  commands: z.array(z.object({ name: z.string(), example: z.string() })).readonly(),
});
export type HelpBody = z.infer<typeof body>;

/** The commands that a person may use here. */
export const helpCard: CardKind<HelpBody> = { name: 'help', version: 1, body };
