import type { Reader } from '../engine/database.ts';
import { SET_ASIDE } from './cards.ts';

/**
 * Whether a chat has cards that were set aside, or a place in it where what comes in, or is watched, is not shown any more. As
 * a rule there is nothing to bring back, and one look tells.
 */
export async function isAnySetAside(db: Reader, chatId: number): Promise<boolean> {
  const { isAny } = await db
    .selectNoFrom(({ exists, or, selectFrom }) =>
      or([
        exists(
          selectFrom('cards').select('id').where('chat_id', '=', chatId).where('failure', 'in', SET_ASIDE),
        ),
        exists(
          selectFrom('inboxes')
            .select('chat_id')
            .where('chat_id', '=', chatId)
            .where('suspended_at', 'is not', null),
        ),
        exists(
          selectFrom('watches')
            .select('id')
            .where('chat_id', '=', chatId)
            .where('suspended_at', 'is not', null),
        ),
      ]).as('isAny'),
    )
    .executeTakeFirstOrThrow();
  // SQLite has no truth values.
  return Boolean(isAny);
}
