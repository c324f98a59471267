import type { Tx } from '../../store/engine/database.ts';
import { recordAction, type StoredAction } from '../../store/people/actions.ts';
import type { Caller } from './callers.ts';

/** Keeps what a program had done to an order, and where its cards are shown. */
export function recordCall(
  tx: Tx,
  { name }: Caller,
  call: Pick<StoredAction, 'at' | 'chat_id' | 'thread_id' | 'what' | 'order_id' | 'card_id' | 'origin'>,
): Promise<void> {
  return recordAction(tx, { actor_kind: 'token', actor_id: name, arg: null, message_id: null, ...call });
}
