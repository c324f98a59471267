import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  hookId: z.number(),
  /** Its secret is not to be shown any more. */
  hidden: z.boolean(),
});
export type HookBody = z.infer<typeof body>;

/** An address that is told what happens, with its secret, which is shown once. */
export const hookCard: CardKind<HookBody> = { name: 'hook', version: 1, body };
