import type { Selectable } from 'kysely';
import type { Reader, Tx } from '../engine/database.ts';
import type { TalkPlacesTable } from '../tables/talk-schema.ts';

export type TalkPlace = Selectable<TalkPlacesTable>;

/** Where a talk is shown. */
export function placesOf(db: Reader, talkId: number): Promise<TalkPlace[]> {
  return db.selectFrom('talk_places').selectAll().where('talk_id', '=', talkId).execute();
}

/** Its newest card in a place is this one from now on. */
export async function showTalk(
  tx: Tx,
  place: Pick<TalkPlace, 'talk_id' | 'chat_id' | 'thread_id'> & { readonly card_id: string },
): Promise<void> {
  await tx.db
    .insertInto('talk_places')
    .values(place)
    .onConflict((conflict) =>
      conflict
        .columns(['talk_id', 'chat_id', 'thread_id'])
        .doUpdateSet({ card_id: place.card_id, held_at: null }),
    )
    .execute();
}

/** What has come is kept back in a place until its working hours begin. */
export async function holdTalk(
  tx: Tx,
  { talk_id, chat_id, thread_id }: Pick<TalkPlace, 'talk_id' | 'chat_id' | 'thread_id'>,
  now: number,
): Promise<void> {
  await tx.db
    .insertInto('talk_places')
    .values({ talk_id, chat_id, thread_id, held_at: now })
    .onConflict((conflict) =>
      conflict.columns(['talk_id', 'chat_id', 'thread_id']).doUpdateSet({ held_at: now }),
    )
    .execute();
}

/** Where talks are kept back, those first that have been for the longest. */
export function heldTalks(db: Reader, limit: number): Promise<TalkPlace[]> {
  return db
    .selectFrom('talk_places')
    .selectAll()
    .where('held_at', 'is not', null)
    .orderBy('held_at')
    .orderBy('talk_id')
    .limit(limit)
    .execute();
}

/** It is said in a place that nobody answers. False: it was said already. */
export async function tellUnanswered(
  tx: Tx,
  { talk_id, chat_id, thread_id }: Pick<TalkPlace, 'talk_id' | 'chat_id' | 'thread_id'>,
  now: number,
): Promise<boolean> {
  const told = await tx.db
    .updateTable('talk_places')
    .set({ told_at: now })
    .where('talk_id', '=', talk_id)
    .where('chat_id', '=', chat_id)
    .where('thread_id', '=', thread_id)
    .where('told_at', 'is', null)
    .executeTakeFirst();
  return told.numUpdatedRows > 0n;
}

/** A group became a supergroup: what it shows goes along, beside what was shown there already. */
export async function migrateTalks(tx: Tx, from: number, to: number): Promise<void> {
  await tx.db
    .deleteFrom('talk_places')
    .where('chat_id', '=', from)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('talk_places as there')
          .select('there.talk_id')
          .where('there.chat_id', '=', to)
          .whereRef('there.talk_id', '=', 'talk_places.talk_id')
          .whereRef('there.thread_id', '=', 'talk_places.thread_id'),
      ),
    )
    .execute();
  await tx.db.updateTable('talk_places').set({ chat_id: to }).where('chat_id', '=', from).execute();
}
