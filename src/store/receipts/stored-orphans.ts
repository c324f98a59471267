import { EARLY_MS } from '../../messages/orphan.ts';
import type { Rules } from '../../messages/rules.ts';
import { chunks } from '../engine/chunks.ts';
import type { Tx } from '../engine/database.ts';
import { type Change, findEach, updateEach } from '../engine/update-each.ts';
import { receiptOf, toldColumn } from '../orders/documents.ts';
import { RECEIPT_STATE } from '../tables/coded.ts';
import type { Sought } from './named-attempts.ts';

/** A number without its "+": recipients are written so. */
export const plain = (address: string): string => address.replace(/^\+/, '');

/** Keeps receipts for unknown ids in reach of those whom they name. */
export async function keepOrphans(
  tx: Tx,
  account: string,
  group: readonly { readonly receiptId: number; readonly parties: readonly string[] }[],
  now: number,
): Promise<void> {
  const rows = group.flatMap(({ receiptId, parties }) =>
    [...new Set(parties.map(plain).filter((address) => address !== ''))].map((address) => ({
      account,
      address,
      other: parties.map(plain).find((party) => party !== address) || null,
      receipt_id: receiptId,
      received_at: now,
    })),
  );
  for (const some of chunks(rows)) await tx.db.insertInto('orphans').values(some).execute();
}

/** Rows forgotten by one call. */
const FORGOTTEN = 200;

/** What came before this (ms) finds its message no more: every validity is over. Returns whether there may be more of it. */
export async function forgetOrphans(tx: Tx, before: number): Promise<boolean> {
  const rows = await tx.db
    .selectFrom('orphans')
    .select('receipt_id')
    .where('received_at', '<', before)
    .orderBy('received_at')
    .limit(FORGOTTEN)
    .$if(tx.kind === 'postgres', (query) => query.forUpdate().skipLocked())
    .execute();
  if (rows.length === 0) return false;
  const forgotten = rows.map((row) => row.receipt_id);
  // It quotes a message that nobody will know any more.
  await tx.db.updateTable('receipts').set({ parsed: null }).where('id', 'in', forgotten).execute();
  await tx.db.deleteFrom('orphans').where('receipt_id', 'in', forgotten).execute();
  return rows.length === FORGOTTEN;
}

/** Receipts that name one of these recipients and no message yet, once by each of their addresses, oldest first. */
export async function orphansTo(tx: Tx, account: string, recipients: readonly string[]) {
  const rows = await findEach(recipients, (some) =>
    tx.db
      .selectFrom('orphans')
      .innerJoin('receipts', 'receipts.id', 'orphans.receipt_id')
      .select(['orphans.address', 'orphans.other', 'receipts.id', 'receipts.provider_id', 'receipts.parsed'])
      .select(['receipts.received_at', 'receipts.state', 'receipts.error'])
      .where('orphans.account', '=', account)
      .where('orphans.address', 'in', some)
      .where('receipts.attempt_id', 'is', null)
      .execute(),
  );
  return rows
    .map(({ state, ...row }) => ({ ...row, state: state === null ? null : RECEIPT_STATE.name(state) }))
    .toSorted((one, other) => one.id - other.id);
}

export type Orphan = Awaited<ReturnType<typeof orphansTo>>[number];

/** What an orphan says of whose it is; a clock that is a little behind does not hide its submit. */
export const soughtBy = ({ address, other, received_at, ...orphan }: Orphan): Sought => ({
  named: receiptOf(orphan),
  parties: [address, other ?? ''],
  until: received_at + EARLY_MS,
});

/** What a receipt quoted for its message to be found by it, and how it came, are of no use once it is, if it is understood. */
function quotesLeft({ parsed, state }: Orphan, { keepsRaw }: Rules): Change<'receipts'>['set'] {
  const told = receiptOf({ parsed });
  const isUnderstood = state !== null && told.unread === null;
  return { ...toldColumn(told, true), ...(isUnderstood && !keepsRaw && { raw: null, quotes_at: null }) };
}

/** Of which attempt an orphan is. */
export interface Owned {
  readonly orphan: Orphan;
  readonly attemptId: number;
}

/** Gives these receipts to the attempts that they are of. */
export async function give(tx: Tx, owners: ReadonlyMap<number, Owned>): Promise<void> {
  await updateEach(
    tx,
    'receipts',
    [...owners].map(([id, { orphan, attemptId }]) => ({
      id,
      set: { attempt_id: attemptId, ...quotesLeft(orphan, tx.rules) },
    })),
  );
  for (const ids of chunks([...owners.keys()])) {
    await tx.db.deleteFrom('orphans').where('receipt_id', 'in', ids).execute();
  }
}
