import type { Selectable } from 'kysely';
import type { Reader, Tx } from '../engine/database.ts';
import type { TalksTable } from '../tables/talk-schema.ts';

/** A list is kept as it is now for so long after it came (ms): who reads it later asks for another. */
const LIVE_MS = 12 * 3600 * 1000;

/** The newest list in a chat or topic is this card. */
export async function keepQueue(
  tx: Tx,
  queue: { readonly chat_id: number; readonly thread_id: number; readonly card_id: string },
): Promise<void> {
  await tx.db
    .insertInto('queues')
    .values(queue)
    .onConflict((conflict) =>
      conflict.columns(['chat_id', 'thread_id']).doUpdateSet({ card_id: queue.card_id }),
    )
    .execute();
}

/** Cards of lists that are kept as things are. */
export async function liveQueues(db: Reader, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom('queues')
    .innerJoin('cards', 'cards.id', 'queues.card_id')
    .select('cards.id')
    .where('cards.created_at', '>', now - LIVE_MS)
    .execute();
  return rows.map(({ id }) => id);
}

/** What waits for an answer, of what a chat shows; null: of all. */
const waitingIn = (db: Reader, chatId: number | null) =>
  db
    .selectFrom('talks')
    .where('waiting_since', 'is not', null)
    .$if(chatId !== null, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('talk_places')
            .select('talk_places.talk_id')
            .whereRef('talk_places.talk_id', '=', 'talks.id')
            .where('talk_places.chat_id', '=', chatId ?? 0),
        ),
      ),
    );

/** Some of it behind the first `from`, what has waited the longest first. */
export function queueOf(
  db: Reader,
  chatId: number | null,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<Selectable<TalksTable>[]> {
  return waitingIn(db, chatId)
    .selectAll()
    .orderBy('waiting_since')
    .orderBy('id')
    .limit(limit)
    .offset(from)
    .execute();
}

export async function lengthOfQueue(db: Reader, chatId: number | null): Promise<number> {
  const { n } = await waitingIn(db, chatId)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}
