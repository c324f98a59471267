import type { Selectable } from 'kysely';
import type { ReceiptState } from '../../messages/receipt.ts';
import type { Reader } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';
import { RECEIPT_STATE, VIA } from '../tables/coded.ts';
import type { ReceiptsTable } from '../tables/message-schema.ts';

/** How a status came. */
export type Via = keyof typeof VIA.of;

export interface StoredReceipt extends Omit<Selectable<ReceiptsTable>, 'via' | 'state'> {
  readonly via: Via;
  readonly state: ReceiptState | null;
}

const receiptsFrom = (rows: readonly Selectable<ReceiptsTable>[]): StoredReceipt[] =>
  rows.map(({ via, state, ...receipt }) => ({
    ...receipt,
    via: VIA.name(via),
    state: state === null ? null : RECEIPT_STATE.name(state),
  }));

/** Everything the provider said of a message, oldest first. */
export async function receiptsOf(db: Reader, messageId: number): Promise<StoredReceipt[]> {
  return receiptsFrom(
    await db
      .selectFrom('receipts')
      .innerJoin('attempts', 'attempts.id', 'receipts.attempt_id')
      .selectAll('receipts')
      .where('attempts.message_id', '=', messageId)
      .orderBy('receipts.id')
      .execute(),
  );
}

/** All receipts of these attempts, by attempt, oldest first. */
export async function receiptsOfAll(
  db: Reader,
  attempts: readonly { readonly id: number }[],
): Promise<Map<number | null, StoredReceipt[]>> {
  const rows = await findEach(
    attempts.map(({ id }) => id),
    (ids) => db.selectFrom('receipts').selectAll().where('attempt_id', 'in', ids).orderBy('id').execute(),
  );
  return Map.groupBy(receiptsFrom(rows), ({ attempt_id }) => attempt_id);
}
