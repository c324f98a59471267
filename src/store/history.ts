import type { Reader } from './database.ts';
import type { Message } from './outbox.ts';

/** The message that the provider knows by this id: the newest one, since ids come again after a restart of theirs. */
export function findMessageByProviderId(db: Reader, providerId: string): Promise<Message | undefined> {
  return db
    .selectFrom('messages')
    .innerJoin('attempts', 'attempts.message_id', 'messages.id')
    .selectAll('messages')
    .where('attempts.provider_id', '=', providerId)
    .orderBy('attempts.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function findMessage(db: Reader, id: string): Promise<Message | undefined> {
  return db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The provider's ids of a card's messages, by message, oldest first. */
export async function providerIdsOfCard(db: Reader, cardId: string): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('attempts')
    .innerJoin('messages', 'messages.id', 'attempts.message_id')
    .select(['attempts.message_id', 'attempts.provider_id'])
    .where('messages.card_id', '=', cardId)
    .where('attempts.provider_id', 'is not', null)
    .orderBy('attempts.id')
    .execute();
  const ids = new Map<string, string[]>();
  for (const { message_id, provider_id } of rows) {
    if (provider_id !== null) ids.set(message_id, [...(ids.get(message_id) ?? []), provider_id]);
  }
  return ids;
}
