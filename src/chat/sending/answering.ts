import { answerAsked } from '../../desk/answering.ts';
import type { DeskSettings } from '../../desk/settings.ts';
import type { WaitingReason } from '../../messages/waiting.ts';
import type { Tx } from '../../store/engine/database.ts';
import type { AnsweredWaiting } from '../../store/orders/decisions.ts';
import type { Order } from '../../store/orders/orders.ts';
import { tellFound } from './preparing.ts';

/** Answers what an order waits for; where the same is on its way meanwhile, its card says so and asks once more. */
export async function answerOrder(
  {
    tx,
    settings,
    now,
  }: { readonly tx: Tx; readonly settings: Pick<DeskSettings, 'accounts'>; readonly now: number },
  order: Order,
  reason: WaitingReason,
): Promise<AnsweredWaiting> {
  const { repeated, ...answered } = await answerAsked(tx, settings, order.id, reason, now);
  if (repeated > 0) await tellFound(tx, order, { repeated }, now);
  return answered;
}
