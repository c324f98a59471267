import type { Departure } from '../../messages/speed.ts';
import type { Snapshot } from '../engine/database.ts';
import { messageId } from '../tables/message-id.ts';

/**
 * Some of a campaign's messages that have left: the last one, and those that are 2, 4, 8 and so on before what is claimed
 * next. Whatever its size they are few to read, and among them is one of about a minute ago.
 */
export async function departuresOf(db: Snapshot, orderNumber: number): Promise<Departure[]> {
  const { next } = await db
    .selectFrom('campaigns')
    .select((eb) => eb.fn.max<number | null>('next').as('next'))
    .where('order_number', '=', orderNumber)
    .executeTakeFirstOrThrow();
  if (next === null) return [];
  const gone = next - messageId(orderNumber, 0);
  const ids: number[] = [];
  for (let since = 1; since <= gone; since *= 2) ids.push(next - since);
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('messages')
    .select(['id', 'attempted_at'])
    .where('id', 'in', ids)
    .where('attempted_at', 'is not', null)
    .execute();
  return rows.map(({ id, attempted_at }) => ({ since: next - id, at: attempted_at ?? 0 }));
}
