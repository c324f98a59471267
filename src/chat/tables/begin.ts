import { z } from 'zod';
import { enqueueJob, type JobKind } from '../../jobs/kind.ts';
import type { Tx } from '../../store/engine/database.ts';

const body = z.object({
  /** The card that says what comes of the table. */
  cardId: z.string(),
});

/** Reads a table, and makes the order of it that its card shows. */
export const tableJob: JobKind<z.infer<typeof body>> = { name: 'read-table', version: 1, body };

/** Has the table of a card read. */
export async function beginReading(tx: Tx, cardId: string, now: number): Promise<void> {
  await enqueueJob(tx, tableJob, { cardId }, { key: null, now });
}
