import type { JobWork } from '../../src/jobs/kind.ts';
import type { Store } from '../../src/store/engine/database.ts';

/** A step of reading for a piece ends when it is asked so often whether its time is over. */
const READS = 8;

/**
 * Does a piece of the oldest job that is due, of one step, if it is of these kinds. Returns whether it was.
 * @param done what happens before it is committed
 * @param now when it is done
 */
export async function shortestPiece(
  store: Pick<Store, 'db' | 'read' | 'write'>,
  kinds: readonly JobWork[],
  { done = () => {}, now = Date.now() }: { done?: () => void; now?: number } = {},
): Promise<boolean> {
  const job = await store.db
    .selectFrom('jobs')
    .select(['id', 'kind', 'body', 'cursor'])
    .where('ended', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  const work = kinds.find(({ name }) => name === job?.kind);
  if (!job || !work) return false;
  const { id, body, cursor } = job;
  let reads = 0;
  const ofReading = { isSpent: () => ++reads % READS === 0 };
  const read = await work.read({ store, body, cursor, tries: 1, budget: ofReading });
  let then: (() => void)[] = [];
  await store.write(async (tx) => {
    then = [];
    const budget = { isSpent: () => true };
    const landed = (what: () => void) => void then.push(what);
    const next = await work.piece({ tx, read, body, cursor, budget, now, landed });
    const set =
      next === null
        ? { ended: 'done' as const, key: null, due_at: null }
        : { cursor: next, due_at: work.dueAt(next) ?? now };
    await tx.db.updateTable('jobs').set(set).where('id', '=', id).execute();
    done();
  });
  for (const what of then) what();
  return true;
}
