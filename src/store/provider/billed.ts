import type { ReceiptTemplate } from '../../messages/receipt.ts';
import type { Reader } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';
import { receiptOf } from '../orders/documents.ts';

/** As which kind of template the provider has billed each of these messages, by what it said last; the others it has not. */
export async function templatesOf(
  db: Reader,
  messageIds: readonly number[],
): Promise<Map<number, ReceiptTemplate>> {
  const rows = await findEach(messageIds, (some) =>
    db
      .selectFrom('attempts')
      .innerJoin('receipts', 'receipts.attempt_id', 'attempts.id')
      .select(['attempts.message_id', 'receipts.parsed'])
      .where('attempts.message_id', 'in', some)
      .where('receipts.parsed', 'is not', null)
      .orderBy('receipts.id')
      .execute(),
  );
  const billed = rows.flatMap(({ message_id, parsed }) => {
    const template = receiptOf({ parsed }).flags?.template ?? null;
    return template === null ? [] : [[message_id, template] as const];
  });
  return new Map(billed);
}
