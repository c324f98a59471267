import { z } from 'zod';
import { ROLES } from '../../people/access.ts';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** What the file is of. */
  caption: z.string(),
  rows: z.number(),
  /** The stored file. */
  file: z.string(),
  /** The least role that may have it. */
  role: z.enum(ROLES),
});
export type CsvBody = z.infer<typeof body>;

/** A table as a file, for one person. */
export const csvCard: CardKind<CsvBody> = { name: 'csv', version: 1, body };
