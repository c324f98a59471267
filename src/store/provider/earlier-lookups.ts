import type { RawBuilder, Selectable } from 'kysely';
import type { Lookup } from '../../messages/receipt.ts';
import type { Snapshot } from '../engine/database.ts';
import { findOf } from '../engine/update-each.ts';
import { lookupOf } from '../orders/documents.ts';
import { idsOf } from '../tables/message-id.ts';
import type { MessagesTable } from '../tables/message-schema.ts';

/** A look-up of a number that found something out, or whose failure did. */
export type Found = Pick<Selectable<MessagesTable>, 'id' | 'recipient' | 'lookup' | 'ended_at'>;

/** What an earlier look-up of a number has found. */
export interface EarlierLookup {
  readonly lookup: Lookup;
  /** When (ms). */
  readonly at: number;
}

/**
 * What the look-up of the same number before each of these had found, by their ids, where they may have found something
 * else. One that found no operator tells nothing.
 */
export async function earlierLookups(
  db: Snapshot,
  ids: readonly number[],
): Promise<Map<number, EarlierLookup>> {
  const rows = await findOf(ids, 'found.id', (isOne) => earlierOnes(db, isOne));
  return new Map(
    rows.flatMap((row) => {
      const lookup = lookupOf(row);
      return lookup ? [[row.id, { lookup, at: row.ended_at ?? 0 }] as const] : [];
    }),
  );
}

const earlierOnes = (db: Snapshot, isOne: RawBuilder<boolean>) =>
  db
    .selectFrom('messages as found')
    .innerJoin('messages as earlier', (join) =>
      join.on('earlier.id', '=', (eb) =>
        eb
          .selectFrom('messages as before')
          .select((of) => of.fn.max<number>('before.id').as('id'))
          .whereRef('before.recipient', '=', 'found.recipient')
          .whereRef('before.id', '<', 'found.id')
          // To the letter: it is the condition of the index.
          .where('before.lookup', 'is not', null)
          .where('before.operator', 'is not', null),
      ),
    )
    .select(['found.id', 'earlier.lookup', 'earlier.ended_at'])
    .where(isOne)
    // Most find the same again, to the letter.
    .whereRef('earlier.lookup', '!=', 'found.lookup')
    .execute();

/** Those look-ups of an order that told something, behind a message of it, in the order in which they were typed. */
export async function foundBehind(
  db: Snapshot,
  orderNumber: number,
  { after, limit }: { readonly after: number | null; readonly limit: number },
): Promise<Found[]> {
  const { first, last } = idsOf(orderNumber);
  return (
    db
      .selectFrom('messages')
      .select(['id', 'recipient', 'lookup', 'ended_at'])
      .where('id', '>=', after === null ? first : after + 1)
      .where('id', '<=', last)
      // Those that told nothing are no reason to read them through by another index.
      .where(({ eb }) => eb(eb.fn.coalesce('lookup', eb.val('')), '!=', ''))
      .orderBy('id')
      .limit(limit)
      .execute()
  );
}
