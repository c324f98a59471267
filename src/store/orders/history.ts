import { type Message, messagesFrom, ordered } from '../attempts/outbox.ts';
import type { Reader, Snapshot } from '../engine/database.ts';
import { findOf } from '../engine/update-each.ts';
import { OPEN } from '../person/forgetting.ts';
import { hasId } from '../receipts/named-attempts.ts';

/**
 * The message that the provider knows by this id, or by one that differs in case and leading zeros alone: the newest one,
 * since ids come again after a restart of theirs.
 */
export async function findMessageByProviderId(db: Reader, providerId: string): Promise<Message | undefined> {
  const rows = await ordered(db)
    .innerJoin('attempts', 'attempts.message_id', 'messages.id')
    .where(hasId([providerId]))
    .orderBy((eb) => eb.case().when('attempts.provider_id', '=', providerId).then(0).else(1).end())
    .orderBy('attempts.id', 'desc')
    .limit(1)
    .execute();
  return messagesFrom(rows)[0];
}

export async function findMessage(db: Reader, id: number): Promise<Message | undefined> {
  return messagesFrom(await ordered(db).where('messages.id', '=', id).execute())[0];
}

/** These messages, in no order. */
export async function findMessages(db: Snapshot, ids: readonly number[]): Promise<Message[]> {
  if (ids.length === 0) return [];
  return messagesFrom(await ordered(db).where('messages.id', 'in', ids).execute());
}

/** The last messages to a recipient, the newest first. */
export async function messagesTo(db: Reader, recipient: string, limit: number): Promise<Message[]> {
  const rows = await ordered(db)
    .where('messages.recipient', '=', recipient)
    .orderBy('messages.id', 'desc')
    .limit(limit)
    .execute();
  return messagesFrom(rows);
}

/** Messages to a recipient that are not over, the oldest first. */
export async function openMessagesTo(db: Reader, recipient: string, limit: number): Promise<Message[]> {
  const rows = await ordered(db)
    .where('messages.recipient', '=', recipient)
    .where('messages.state', 'in', OPEN)
    .orderBy('messages.id')
    .limit(limit)
    .execute();
  return messagesFrom(rows);
}

/** How many messages a card shows. */
export async function countOfCard(db: Reader, cardId: string): Promise<number> {
  const order = await db
    .selectFrom('orders')
    .select('total')
    .where('card_id', '=', cardId)
    .executeTakeFirst();
  return order?.total ?? 0;
}

/** The provider's ids of messages, by message, oldest first. */
export async function providerIdsOf(
  db: Snapshot,
  messageIds: readonly number[],
): Promise<Map<number, string[]>> {
  const rows = await findOf(messageIds, 'message_id', (isOne) =>
    db
      .selectFrom('attempts')
      .select(['message_id', 'provider_id'])
      .where(isOne)
      .where('provider_id', 'is not', null)
      .orderBy('message_id')
      .orderBy('id')
      .execute(),
  );
  const ids = new Map<number, string[]>();
  for (const { message_id, provider_id } of rows) {
    if (provider_id === null) continue;
    const known = ids.get(message_id);
    if (known) known.push(provider_id);
    else ids.set(message_id, [provider_id]);
  }
  return ids;
}
