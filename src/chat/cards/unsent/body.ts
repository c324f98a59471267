import { z } from 'zod';
import { ROLES } from '../../people/access.ts';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** What the table is called whose rows these are. */
  name: z.string(),
  /** The stored file. */
  file: z.string(),
  rows: z.number(),
  /** The least role that may have it. */
  role: z.enum(ROLES),
});
export type UnsentBody = z.infer<typeof body>;

/** Rows of a table for which nothing is sent, with the reasons, as a file. */
export const unsentCard: CardKind<UnsentBody> = {
  name: 'unsent',
  version: 2,
  body,
  earlier: { 1: z.looseObject({ role: z.enum(ROLES).default('operator') }) },
};
