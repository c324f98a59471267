import type { Tx } from '../engine/database.ts';
import { askedOf, askProvider } from '../provider/provider-questions.ts';

/** How long more rejections of an order are waited for, so that they are asked about together (ms). */
const TOGETHER_MS = 1_000;

/** Has the provider asked why it rejected messages of this order, unless that is to be asked anyway: its receipts gave no reason. */
export async function askWhyRejected(tx: Tx, orderId: string, now: number): Promise<void> {
  const question = { kind: 'rejections', subject: orderId } as const;
  // Each further rejection would put it off.
  if ((await askedOf(tx.db, question))?.due_at != null) return;
  // `now` may be by the store's clock, whoever asks goes by that of the process.
  await askProvider(tx, question, { cardId: null, dueAt: Math.min(now, Date.now()) + TOGETHER_MS });
}
