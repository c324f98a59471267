import { z } from 'zod';
import { MESSAGE_STATES } from '../../messages/status.ts';
import type { Tx } from '../engine/database.ts';
import type { Order } from '../orders/orders.ts';
import { recordAction } from '../people/actions.ts';

/** How messages ended, as it stands on record of a campaign that stopped by itself. */
export const endOnRecord = z.object({
  state: z.enum(MESSAGE_STATES),
  error: z.number().nullable(),
  command_status: z.number().nullable(),
});

/** Keeps that a campaign stopped by itself, and why. */
export async function recordOwnStop(tx: Tx, order: Order, what: string, why: object, now: number) {
  await recordAction(tx, {
    at: now,
    actor_kind: 'system',
    actor_id: what,
    chat_id: order.chat_id,
    thread_id: order.thread_id,
    what,
    arg: JSON.stringify(why),
    order_id: order.id,
    card_id: order.card_id,
    message_id: null,
    origin: `${what} ${order.number} ${now}`,
  });
}
