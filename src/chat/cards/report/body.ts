import { z } from 'zod';
import { CHANNELS } from '../../../messages/request.ts';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** The card of the messages. */
  of: z.string(),
  /** What was made of them; null: an earlier version made it as it was shown, and kept it nowhere. */
  made: z
    .object({
      /** The stored file. */
      file: z.string(),
      channel: z.enum(CHANNELS),
      rows: z.number(),
    })
    .nullable(),
});
export type ReportBody = z.infer<typeof body>;

/** The messages of another card as a file. */
export const reportCard: CardKind<ReportBody> = {
  name: 'report',
  version: 2,
  body,
  earlier: { 1: z.object({ of: z.string() }).transform(({ of }): ReportBody => ({ of, made: null })) },
};
