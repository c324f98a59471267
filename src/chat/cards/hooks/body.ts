import { z } from 'zod';
import type { CardKind } from '../kind.ts';

/** The addresses that are told what happens. */
export const hooksCard: CardKind = { name: 'hooks', version: 1, body: z.object({}) };
