import { z } from 'zod';
import type { CardKind } from '../kind.ts';

/** What is left in the account at the provider. */
export const balanceCard: CardKind = { name: 'balance', version: 1, body: z.object({}) };
