import { type Message, messagesFrom, ordered } from '../attempts/outbox.ts';
import type { Snapshot } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';
import { ITS_ONE_MESSAGE, messageId } from '../tables/message-id.ts';

/** What went on after each of these messages, by the channels in their order. */
export async function triesAfter(
  db: Snapshot,
  messageIds: readonly number[],
): Promise<Map<number, readonly Message[]>> {
  const tries = new Map<number, Message[]>();
  /** Of each that went on, the one that it goes back to. */
  let begun = new Map(messageIds.map((id) => [id, id]));
  while (begun.size > 0) {
    const rows = await findEach([...begun.keys()], (some) =>
      ordered(db)
        .select('orders.follows')
        .where('orders.follows', 'in', some)
        .where(ITS_ONE_MESSAGE)
        .execute(),
    );
    const further = new Map<number, number>();
    for (const [at, message] of messagesFrom(rows).entries()) {
      const first = begun.get(rows[at]?.follows ?? 0);
      if (first === undefined) continue;
      tries.set(first, [...(tries.get(first) ?? []), message]);
      further.set(message.id, first);
    }
    begun = further;
  }
  return tries;
}

/** The messages of a chain that began with a single one, that first. */
export async function messagesOfChain(db: Snapshot, orderNumber: number): Promise<Message[]> {
  const first = await ordered(db).where('messages.id', '=', messageId(orderNumber, 0)).execute();
  const others = await ordered(db)
    .where('orders.chain', '=', orderNumber)
    .where(ITS_ONE_MESSAGE)
    .orderBy('orders.number')
    .execute();
  return messagesFrom([...first, ...others]);
}
