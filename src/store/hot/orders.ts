import { type Ask, type Prepare, rowsIn, rowsOf } from '../engine/statements.ts';

/** It is for what takes hours. Many accounts send one campaign, and who writes its order has the others wait for the commit (ms). */
const NEWS_MS = 1000;

const MOVED = `update orders set moved_at = ?2 where id = ?1 and (moved_at is null or moved_at + ${NEWS_MS} < ?2)`;

const MOVED_EACH = `
  update orders set moved_at = $2
  where id = any(array(select id from ${rowsIn('$1', 'id text')} as named))
    and (moved_at is null or moved_at + ${NEWS_MS} < $2)`;

/** See markMoved in orders.ts. */
export function markMovedOn(prepare: Prepare, orderIds: readonly string[], now: number): void {
  for (const id of orderIds) prepare(MOVED).run(id, now);
}

/** The same by one statement of PostgreSQL. */
export async function markMovedTogether(ask: Ask, orderIds: readonly string[], now: number): Promise<void> {
  await ask(MOVED_EACH, rowsOf(orderIds.map((id) => ({ id }))), now);
}
