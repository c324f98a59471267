import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({ messageId: z.string() });
export type HistoryBody = z.infer<typeof body>;

/** All that is known of one message. */
export const historyCard: CardKind<HistoryBody> = { name: 'history', version: 1, body };
