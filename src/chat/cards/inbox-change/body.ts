import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const place = { chatId: z.number(), threadId: z.number() };

const body = z.discriminatedUnion('change', [
  /** Somebody turned incoming messages on there, at that time (ms). */
  z.object({ change: z.literal('on'), ...place, by: z.number(), at: z.number() }),
  z.object({
    change: z.literal('suspended'),
    ...place,
    why: z.enum(['chat', 'blocked', 'not-started', 'closed', 'topic', 'role']),
    at: z.number(),
  }),
  z.object({ change: z.literal('resumed'), ...place }),
]);
export type InboxChangeBody = z.infer<typeof body>;

/** Tells an owner what has changed about a place that shows incoming messages. */
export const inboxChangeCard: CardKind<InboxChangeBody> = { name: 'inbox-change', version: 1, body };
