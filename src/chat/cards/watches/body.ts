import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** The line of the watch in whose place another has come; null: none has. */
  replaced: z.string().nullable(),
});
export type WatchesBody = z.infer<typeof body>;

/** What is watched in the place of the card. */
export const watchesCard: CardKind<WatchesBody> = { name: 'watches', version: 1, body };
