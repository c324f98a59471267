import { z } from 'zod';
import type { CardKind } from '../kind.ts';

/** Who has a role. */
export const peopleCard: CardKind = { name: 'people', version: 1, body: z.object({}) };
