import { type Room, room } from '../../desk/room.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { readVersioned, versioned } from '../engine/versions.ts';

const document = { version: 1, body: room };

/** A chat's settings; of one that has none, or none that can be read, nothing is set. */
export async function roomOf(db: Reader, chatId: number): Promise<Room> {
  const row = await db
    .selectFrom('rooms')
    .select('settings')
    .where('chat_id', '=', chatId)
    .executeTakeFirst();
  return (row && readVersioned(document, row.settings)) ?? {};
}

/** Sets some of a chat's settings; undefined takes one back. */
export async function changeRoom(
  tx: Tx,
  chatId: number,
  change: Partial<Room>,
  { by, now }: { readonly by: number; readonly now: number },
): Promise<void> {
  const changed = { changed_by: by, changed_at: now };
  // Whoever changes another of them at the same time waits here.
  const { settings } = await tx.db
    .insertInto('rooms')
    .values({ chat_id: chatId, settings: JSON.stringify(versioned(document, {})), ...changed })
    .onConflict((conflict) => conflict.column('chat_id').doUpdateSet(changed))
    .returning('settings')
    .executeTakeFirstOrThrow();
  const next = { ...readVersioned(document, settings), ...change };
  await tx.db
    .updateTable('rooms')
    .set({ settings: JSON.stringify(versioned(document, next)) })
    .where('chat_id', '=', chatId)
    .execute();
}

/** Who changed a chat's settings last, and when (ms); null: nobody, or it is not known. */
export async function lastChangeOf(db: Reader, chatId: number): Promise<{ by: number; at: number } | null> {
  const row = await db
    .selectFrom('rooms')
    .select(['changed_by', 'changed_at'])
    .where('chat_id', '=', chatId)
    .executeTakeFirst();
  return row?.changed_by && row.changed_at ? { by: row.changed_by, at: row.changed_at } : null;
}

/** A group became a supergroup: what was set there already, by whoever noticed the change first, stays. */
export async function migrateRoom(tx: Tx, from: number, to: number): Promise<void> {
  await tx.db
    .insertInto('rooms')
    .columns(['chat_id', 'settings', 'changed_by', 'changed_at'])
    .expression((eb) =>
      eb
        .selectFrom('rooms')
        .select((inner) => [
          inner.cast<number>(inner.val(to), 'bigint').as('chat_id'),
          'settings',
          'changed_by',
          'changed_at',
        ])
        .where('chat_id', '=', from),
    )
    .onConflict((conflict) => conflict.column('chat_id').doNothing())
    .execute();
  await tx.db.deleteFrom('rooms').where('chat_id', '=', from).execute();
}
