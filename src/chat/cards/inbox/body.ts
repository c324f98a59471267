import { z } from 'zod';
import type { CardKind } from '../kind.ts';

/** Whether incoming messages are shown in the place of the card. */
export const inboxCard: CardKind = { name: 'inbox', version: 1, body: z.object({}) };
