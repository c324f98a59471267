import { isLongerThan, type Message } from '../../store/attempts/outbox.ts';
import type { Snapshot } from '../../store/engine/database.ts';
import type { ViewContext } from '../show/view.ts';

/** To read so many messages takes 2 ms, which is soon done, and a hundred times as many hold nobody up. */
const LONG = 5_000;

/** Reads all messages of the order that this one is of; where they are many, aside, so that nobody waits for it. */
export async function readAll<T>(
  { db, read }: Pick<ViewContext, 'db' | 'read'>,
  { order_id }: Pick<Message, 'order_id'>,
  work: (db: Snapshot) => Promise<T>,
): Promise<T> {
  return (await isLongerThan(db, order_id, LONG)) ? read(work) : work(db);
}
