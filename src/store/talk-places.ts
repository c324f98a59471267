import type { Selectable } from 'kysely';
import type { Reader, Tx } from './database.ts';
import type { TalkPlacesTable } from './talk-schema.ts';

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
      conflict.columns(['talk_id', 'chat_id', 'thread_id']).doUpdateSet({ card_id: place.card_id }),
    )
    .execute();
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
