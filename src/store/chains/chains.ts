import { isFollowed } from '../../messages/chain.ts';
import type { Ended } from '../../messages/ends.ts';
import type { Tx } from '../engine/database.ts';
import { CHANNEL, STATE } from '../tables/coded.ts';
import type { MessagesTable, OrdersTable } from '../tables/message-schema.ts';

/** What an order says of the chain that its messages belong to, if they do. */
export type Chained = Pick<OrdersTable, 'chain' | 'fallback' | 'channel'>;

/** A message as it is now. */
type Standing = Pick<MessagesTable, 'id' | 'state' | 'error' | 'command_status'>;

/**
 * Tells what has become of a message of a chain: if it has failed for sure, the next channel follows before the
 * transaction ends. Of all other messages there is nothing to be told.
 * @param orderNumber its order's
 * @param isUnsure one of its attempts ended as UNSURE_OUTCOMES
 */
export function tellChain(
  tx: Tx,
  { chain, fallback, channel }: Chained,
  orderNumber: number,
  { id, state, error, command_status }: Standing,
  isUnsure: boolean,
): void {
  if (chain === null && fallback === null) return;
  const end: Ended = { state: STATE.name(state), error, command_status };
  const how = { channel: CHANNEL.name(channel), isUnsure, hasDialect: tx.rules.knowsCodes };
  tx.chained({
    id,
    chain: chain ?? orderNumber,
    isFollowed: fallback !== null && isFollowed(end, how),
  });
}
