import { z } from 'zod';
import type { CardKind } from '../kind.ts';

/** The tokens by which programs call. */
export const tokensCard: CardKind = { name: 'tokens', version: 1, body: z.object({}) };
