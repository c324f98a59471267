import type { Prepare } from '../statements.ts';

const MOVED = 'update orders set moved_at = ? where id = ?';

/** See markMoved in orders.ts. */
export function markMovedOn(prepare: Prepare, orderIds: readonly string[], now: number): void {
  for (const id of orderIds) prepare(MOVED).run(now, id);
}
