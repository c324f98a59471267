import { EARLY_MS } from '../../messages/orphan.ts';
import { chunks } from '../engine/chunks.ts';
import type { Tx } from '../engine/database.ts';
import { updateEach } from '../engine/update-each.ts';

/** An attempt that has got its id. */
interface Answered {
  readonly attemptId: number;
  readonly providerId: string;
  /** ms since 1970 */
  readonly committedAt: number;
}

/**
 * Gives statuses that name no address, so that their id has to do, to the attempts that have got that id since: not those
 * that an id which the provider uses again once had. Statuses with an address are orphans.
 */
export async function takeEarlyStatuses(
  tx: Tx,
  account: string,
  answered: readonly Answered[],
): Promise<void> {
  const taken = new Map<number, number>();
  for (const some of chunks(answered)) {
    const statuses = await tx.db
      .selectFrom('receipts')
      .leftJoin('orphans', 'orphans.receipt_id', 'receipts.id')
      .select(['receipts.id', 'receipts.provider_id', 'receipts.received_at'])
      .where('receipts.account', '=', account)
      .where(
        'receipts.provider_id',
        'in',
        some.map(({ providerId }) => providerId),
      )
      .where('receipts.attempt_id', 'is', null)
      .where('orphans.receipt_id', 'is', null)
      .execute();
    const byId = Map.groupBy(statuses, ({ provider_id }) => provider_id);
    for (const { attemptId, providerId, committedAt } of some) {
      for (const { id, received_at } of byId.get(providerId) ?? []) {
        if (received_at >= committedAt - EARLY_MS && !taken.has(id)) taken.set(id, attemptId);
      }
    }
  }
  await updateEach(
    tx,
    'receipts',
    [...taken].map(([id, attempt_id]) => ({ id, set: { attempt_id } })),
  );
}
