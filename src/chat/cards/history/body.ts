import { z } from 'zod';
import { NO_MESSAGE } from '../../../store/tables/message-id.ts';
import type { CardKind } from '../kind.ts';

const body = z.object({ messageId: z.number() });
export type HistoryBody = z.infer<typeof body>;

/** All that is known of one message. */
export const historyCard: CardKind<HistoryBody> = {
  name: 'history',
  version: 2,
  body,
  // Where the message was there, its number has taken the place of that id when the store was carried over.
  earlier: { 1: z.object({ messageId: z.string() }).transform(() => ({ messageId: NO_MESSAGE })) },
};
