import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  tokenId: z.string(),
  /** Somebody has copied it. */
  hidden: z.boolean(),
});
export type TokenBody = z.infer<typeof body>;

/** A new token, which is shown once. */
export const tokenCard: CardKind<TokenBody> = { name: 'token', version: 1, body };
