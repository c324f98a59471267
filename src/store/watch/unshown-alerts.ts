import type { Reader } from '../engine/database.ts';
import type { WatchPlace } from './watches-at-hand.ts';

/** A card that Telegram has not taken yet and is to be asked to. */
const unshown = (db: Reader) =>
  db.selectFrom('cards').where('telegram_id', 'is', null).where('due_at', 'is not', null);

/** The oldest card with alerts for a place that was written by then (ms) and that Telegram has not taken yet. */
export function unshownCardIn(
  db: Reader,
  { chatId, threadId }: WatchPlace,
  writtenBy: number,
): Promise<{ readonly id: string } | undefined> {
  return unshown(db)
    .innerJoin('alerts', 'alerts.card_id', 'cards.id')
    .select('cards.id')
    .where('cards.chat_id', '=', chatId)
    .where('alerts.thread_id', '=', threadId)
    .where('cards.created_at', '<=', writtenBy)
    .orderBy('cards.due_at')
    .orderBy('cards.id')
    .limit(1)
    .executeTakeFirst();
}

/** How many alerts wait for Telegram to take them. */
export async function countUnshown(db: Reader): Promise<number> {
  const { count } = await unshown(db)
    .innerJoin('alerts', 'alerts.card_id', 'cards.id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
