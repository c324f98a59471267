import type { JobWork } from '../../src/jobs/kind.ts';
import type { Store } from '../../src/store/database.ts';

/**
 * Does a piece of the oldest job of these kinds, of one step. Returns whether there was one.
 * @param done what happens before it is committed
 * @param now when it is done
 */
export const shortestPiece = (
  store: Pick<Store, 'write'>,
  kinds: readonly JobWork[],
  { done = () => {}, now = Date.now() }: { done?: () => void; now?: number } = {},
): Promise<boolean> =>
  store.write(async (tx) => {
    const job = await tx.db
      .selectFrom('jobs')
      .select(['id', 'kind', 'body', 'cursor'])
      .where('ended', 'is', null)
      .orderBy('created_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    const work = kinds.find(({ name }) => name === job?.kind);
    if (!job || !work) return false;
    const { id, body, cursor } = job;
    const budget = { isSpent: () => true };
    const next = await work.piece({ tx, read: undefined, body, cursor, budget, now, landed() {} });
    const set = next === null ? { ended: 'done' as const, due_at: null } : { cursor: next };
    await tx.db.updateTable('jobs').set(set).where('id', '=', id).execute();
    done();
    return true;
  });
