import { z } from 'zod';
import { watched } from '../../../watch/watched.ts';
import type { CardKind } from '../kind.ts';

const body = z.object({
  watched,
  /** When that was asked (ms): it is about the 24 hours before. */
  at: z.number(),
});
export type WatchTestBody = z.infer<typeof body>;

/** What a watch would have told of lately. */
export const watchTestCard: CardKind<WatchTestBody> = { name: 'watch-test', version: 1, body };
