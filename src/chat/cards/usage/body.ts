import { z } from 'zod';
import type { CardKind } from '../kind.ts';
import { usagePieces } from './pieces.ts';

const body = z.object({
  command: z.string(),
  usage: usagePieces,
  examples: z.array(z.string()).readonly(),
});
export type UsageBody = z.infer<typeof body>;

/** One command in full. */
export const usageCard: CardKind<UsageBody> = { name: 'usage', version: 1, body };
