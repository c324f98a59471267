import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** The card of the look-ups. */
  of: z.string(),
});
export type ReportBody = z.infer<typeof body>;

/** The look-ups of another card as a file. */
export const reportCard: CardKind<ReportBody> = { name: 'report', version: 1, body };
