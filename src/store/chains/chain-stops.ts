import type { Snapshot, Tx } from '../engine/database.ts';
import type { Order } from '../orders/orders.ts';
import { recordAction } from '../people/actions.ts';

/**
 * Why a chain ends although another channel is left. `role`: whoever asked for it may send no more. `cancelled`: nothing more
 * of its campaign is to be sent. `words`: its text is not kept any more. `refused`: the channel does not take it as the
 * settings are by now. `word`: somebody would have to be asked first. `consent`: the person's is not
 * on record any more. `stopped`: they are on the stop list by now.
 */
const CHAIN_STOPS = ['role', 'cancelled', 'words', 'refused', 'word', 'consent', 'stopped'] as const;
export type ChainStop = (typeof CHAIN_STOPS)[number];

/** On record of a message after which its chain ended so. */
export const CHAIN_STOPPED = 'chain';

const originOf = (messageId: number): string => `${CHAIN_STOPPED} ${messageId}`;

/** Keeps that no other channel follows a message, and why. */
export const recordChainStop = (
  tx: Tx,
  order: Pick<Order, 'id' | 'chat_id' | 'thread_id'>,
  messageId: number,
  why: ChainStop,
  now: number,
): Promise<void> =>
  recordAction(tx, {
    at: now,
    actor_kind: 'system',
    actor_id: CHAIN_STOPPED,
    chat_id: order.chat_id,
    thread_id: order.thread_id,
    what: CHAIN_STOPPED,
    arg: why,
    order_id: order.id,
    card_id: null,
    message_id: messageId,
    origin: originOf(messageId),
  });

/** Why no other channel follows a message; null: nothing was said of that. */
export async function chainStopOf(db: Snapshot, messageId: number): Promise<ChainStop | null> {
  const row = await db
    .selectFrom('actions')
    .select('arg')
    .where('origin', '=', originOf(messageId))
    .executeTakeFirst();
  return CHAIN_STOPS.find((one) => one === row?.arg) ?? null;
}
