import type { Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Receipt } from '../messages/receipt.ts';
import { lockAccount, type Reader, type Tx } from './database.ts';
import { joinOrphans, keepOrphans } from './orphans.ts';
import { restand } from './restand.ts';
import type { ReceiptsTable } from './schema.ts';
import { chunks } from './update-each.ts';

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
  const ids = group.flatMap(({ receipt }) => receipt.id ?? []);
  const attempts = await newestAttempts(tx, account, [...new Set(ids)]);
  const attemptOf = ({ id }: Receipt): string | null => attempts.get(id)?.id ?? null;
  const rows = group.map(({ receipt, via, raw }) => ({
    id: uuid(),
    account,
    provider_id: receipt.id,
    attempt_id: attemptOf(receipt),
    via,
    received_at: now,
    state: receipt.state,
    error: receipt.error,
    cost: receipt.cost,
    // The first words of the message may be a code; they are needed where it is not known of which message.
    parsed: JSON.stringify(attemptOf(receipt) === null ? receipt : { ...receipt, text: null }),
    raw,
  }));
  for (const some of chunks(rows)) await tx.db.insertInto('receipts').values(some).execute();
  const orphans = rows.flatMap(({ id, provider_id, attempt_id }, index) =>
    provider_id !== null && attempt_id === null
      ? { receiptId: id, parties: group[index]?.parties ?? [] }
      : [],
  );
  await keepOrphans(tx, account, orphans, now);
  const parties = new Set(orphans.flatMap((orphan) => orphan.parties));
  const messages = new Set(rows.flatMap(({ provider_id }) => attempts.get(provider_id)?.message_id ?? []));
  for (const messageId of await joinOrphans(tx, account, [...parties], now)) messages.add(messageId);
  await restand(tx, [...messages], now);
  return rows.filter(({ attempt_id }) => attempt_id === null).length;
}

/** The attempts that are known by these of the provider's ids. It reuses ids after a restart: the newest is meant. */
async function newestAttempts(tx: Tx, account: string, providerIds: readonly string[]) {
  const newest = new Map<string | null, { id: string; message_id: string }>();
  for (const ids of chunks(providerIds)) {
    const rows = await tx.db
      .selectFrom('attempts')
      .select(['id', 'message_id', 'provider_id'])
      .where('provider_id', 'in', ids)
      .where('account', '=', account)
      .orderBy('id')
      .execute();
    for (const { provider_id, ...attempt } of rows) newest.set(provider_id, attempt);
  }
  return newest;
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
