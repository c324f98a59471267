import type { Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Receipt } from '../messages/receipt.ts';
import { lockAccount, type Reader, type Tx } from './database.ts';
import { joinOrphans, keepOrphan } from './orphans.ts';
import { restand } from './restand.ts';
import type { ReceiptsTable } from './schema.ts';

export interface NewReceipt {
  /** `id` already in the form in which submit_sm_resp gave it. */
  readonly receipt: Receipt;
  readonly via: ReceiptsTable['via'];
  /** As it came. */
  readonly raw: string;
  /** The addresses that it names, in any order: some providers do not swap source and destination in a receipt. */
  readonly parties?: readonly string[];
}

/**
 * Keeps receipts, whatever they say and however often they come, and moves the messages on that they speak of. One
 * for an id that nobody knows yet waits for the submit's answer, or settles a message in doubt, if it can be of no
 * other. Returns how many were for unknown ids.
 */
export async function storeReceipts(
  tx: Tx,
  account: string,
  group: readonly NewReceipt[],
  now: number,
): Promise<number> {
  if (group.length > 0) await lockAccount(tx, account);
  const messages = new Set<string>();
  let unknown = 0;
  const orphans = new Set<string>();
  for (const { receipt, via, raw, parties = [] } of group) {
    // Providers reuse ids after a restart: the newest attempt is meant.
    const attempt =
      receipt.id === null
        ? undefined
        : await tx.db
            .selectFrom('attempts')
            .select(['id', 'message_id'])
            .where('provider_id', '=', receipt.id)
            .where('account', '=', account)
            .orderBy('id', 'desc')
            .limit(1)
            .executeTakeFirst();
    const id = uuid();
    await tx.db
      .insertInto('receipts')
      .values({
        id,
        account,
        provider_id: receipt.id,
        attempt_id: attempt?.id ?? null,
        via,
        received_at: now,
        state: receipt.state,
        error: receipt.error,
        cost: receipt.cost,
        parsed: JSON.stringify(receipt),
        raw,
      })
      .execute();
    if (attempt) messages.add(attempt.message_id);
    else unknown++;
    if (attempt || receipt.id === null) continue;
    await keepOrphan(tx, account, id, parties, now);
    for (const address of parties) orphans.add(address);
  }
  for (const messageId of await joinOrphans(tx, account, [...orphans], now)) messages.add(messageId);
  await restand(tx, [...messages], now);
  return unknown;
}

/** Everything the provider said of a message, oldest first. */
export function receiptsOf(db: Reader, messageId: string): Promise<Selectable<ReceiptsTable>[]> {
  return db
    .selectFrom('receipts')
    .innerJoin('attempts', 'attempts.id', 'receipts.attempt_id')
    .selectAll('receipts')
    .where('attempts.message_id', '=', messageId)
    .orderBy('receipts.id')
    .execute();
}

/** Whether the provider has said this very thing of that id before, by whichever way. */
export async function isKnownStatus(
  db: Reader,
  account: string,
  { id, state, error }: Pick<Receipt, 'id' | 'state' | 'error'>,
): Promise<boolean> {
  const said = await db
    .selectFrom('receipts')
    .select(['state', 'error'])
    .where('provider_id', '=', id)
    .where('account', '=', account)
    .execute();
  return said.some((one) => one.state === state && (one.error ?? 0) === (error ?? 0));
}
