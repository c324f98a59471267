import { z } from 'zod';
import type { CardKind } from '../kind.ts';
import { earlierFigures, statsBody } from '../stats/body.ts';

const body = z.object({
  ...statsBody.shape,
  /** As that of the watch: 0 is the chat itself. */
  threadId: z.number(),
  /** It could not come in time. */
  isLate: z.boolean(),
});
export type SummaryBody = z.infer<typeof body>;

/** The figures of a day or a week, which come by the clock. */
export const summaryCard: CardKind<SummaryBody> = {
  name: 'summary',
  version: 2,
  body,
  earlier: earlierFigures,
};
