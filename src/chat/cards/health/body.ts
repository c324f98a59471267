import { z } from 'zod';
import type { CardKind } from '../kind.ts';

/** The links to the provider, and what waits for them. */
export const healthCard: CardKind = { name: 'health', version: 1, body: z.object({}) };
