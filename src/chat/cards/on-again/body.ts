import { z } from 'zod';
import type { CardKind } from '../kind.ts';
import { names } from '../sight.ts';

const body = z.object({
  /** Digits of the number. */
  to: z.string(),
  /** Its name, if that was typed. */
  names,
  /** Who wanted to know. */
  askerId: z.number(),
  at: z.number(),
});
export type OnAgainBody = z.infer<typeof body>;

/** A phone that was asked for is on. */
export const onAgainCard: CardKind<OnAgainBody> = { name: 'on-again', version: 1, body };
