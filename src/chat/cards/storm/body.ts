import { z } from 'zod';
import type { CardKind } from '../kind.ts';

/** What a chat is told of beside the alerts that have messages of their own: its rows say which those are. */
export const stormCard: CardKind = { name: 'storm', version: 1, body: z.object({}) };
