import { type Message, messagesFrom, ordered } from '../attempts/outbox.ts';
import { chunks } from '../engine/chunks.ts';
import type { Reader, Snapshot, Tx } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';
import { CHANNEL, STATE } from '../tables/coded.ts';
import { ITS_ORDER } from '../tables/message-id.ts';

/** What was found of a number not long ago. */
export interface FreshLookup {
  readonly messageId: number;
  readonly recipient: string;
  /** What that look-up cost (money); null: not known. */
  readonly cost: number | null;
}

/** Those of many numbers that the last look-up found since then (ms), and could be reached. */
export async function freshLookups(
  db: Snapshot,
  recipients: readonly string[],
  since: number,
): Promise<FreshLookup[]> {
  return findEach(recipients, (some) => freshOnes(db, some, since));
}

const freshOnes = (db: Snapshot, recipients: readonly string[], since: number): Promise<FreshLookup[]> =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom('messages')
        .select((of) => of.fn.max<number>('id').as('id'))
        .where('recipient', 'in', recipients)
        // To the letter: it is the condition of the index.
        .where('lookup', 'is not', null)
        .groupBy('recipient')
        .as('latest'),
    )
    .innerJoin('messages', 'messages.id', 'latest.id')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select(['messages.id as messageId', 'messages.recipient', 'messages.cost'])
    .where('orders.channel', '=', CHANNEL.of.hlr)
    .where('messages.state', '=', STATE.of.delivered)
    .where('messages.operator', 'is not', null)
    .where('messages.ended_at', '>=', since)
    .execute();

/** Has a card show them. */
export async function showCached(tx: Tx, cardId: string, found: readonly FreshLookup[]): Promise<void> {
  for (const some of chunks(found)) {
    await tx.db
      .insertInto('cached_lookups')
      .values(some.map(({ messageId }) => ({ card_id: cardId, message_id: messageId })))
      .onConflict((conflict) => conflict.columns(['card_id', 'message_id']).doNothing())
      .execute();
  }
}

/** A card shows none of them any more. */
export async function hideCached(tx: Tx, cardId: string): Promise<void> {
  await tx.db.deleteFrom('cached_lookups').where('card_id', '=', cardId).execute();
}

/** Some of the look-ups that a card shows in place of asking, behind one of them. */
export async function cachedOfCard(
  db: Snapshot,
  cardId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<Message[]> {
  const rows = await ordered(db)
    .innerJoin('cached_lookups', 'cached_lookups.message_id', 'messages.id')
    .where('cached_lookups.card_id', '=', cardId)
    .where('cached_lookups.message_id', '>', after)
    .orderBy('cached_lookups.message_id')
    .limit(limit)
    .execute();
  return messagesFrom(rows);
}

/** All numbers of them. */
export async function cachedNumbers(db: Reader, cardId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('cached_lookups')
    .innerJoin('messages', 'messages.id', 'cached_lookups.message_id')
    .select('messages.recipient')
    .where('cached_lookups.card_id', '=', cardId)
    .orderBy('cached_lookups.message_id')
    .execute();
  return rows.map(({ recipient }) => recipient);
}
