import { isInTime, maySpeakOf } from '../messages/orphan.ts';
import { mayRefuseDuplicate } from '../messages/standing.ts';
import type { Tx } from './database.ts';
import { contentOf, receiptOf } from './documents.ts';
import { chunks, findEach } from './update-each.ts';

/** Keeps receipts for unknown ids in reach of those whom they name. */
export async function keepOrphans(
  tx: Tx,
  account: string,
  group: readonly { readonly receiptId: string; readonly parties: readonly string[] }[],
  now: number,
): Promise<void> {
  const rows = group.flatMap(({ receiptId, parties }) =>
    [...new Set(parties.filter((address) => address !== ''))].map((address) => ({
      account,
      address,
      other: parties.find((party) => party !== address) || null,
      receipt_id: receiptId,
      received_at: now,
    })),
  );
  for (const some of chunks(rows)) await tx.db.insertInto('orphans').values(some).execute();
}

/** What came before this (ms) finds its message no more: every validity is over. */
export async function forgetOrphans(tx: Tx, before: number): Promise<void> {
  const forgotten = tx.db.selectFrom('orphans').select('receipt_id').where('received_at', '<', before);
  // It quotes a message that nobody will know any more.
  await tx.db.updateTable('receipts').set({ parsed: '{}' }).where('id', 'in', forgotten).execute();
  await tx.db.deleteFrom('orphans').where('received_at', '<', before).execute();
}

/** Attempts to these recipients whose ids are not known (yet). */
async function suspects(tx: Tx, account: string, recipients: readonly string[], now: number) {
  const all = tx.db
    .selectFrom('attempts')
    .innerJoin('messages', 'messages.id', 'attempts.message_id')
    .innerJoin('orders', 'orders.id', 'messages.order_id')
    .select(['attempts.id', 'attempts.message_id', 'attempts.source', 'attempts.committed_at'])
    .select(['attempts.open_at', 'messages.recipient', 'orders.request', 'messages.pdus'])
    .where('attempts.account', '=', account)
    .orderBy('attempts.id');
  const unanswered = await findEach(recipients, (some) =>
    all
      .where('attempts.unanswered_to', 'in', some)
      .where('attempts.committed_at', '>', now - tx.rules.overdueAfterMs)
      .execute(),
  );
  if (unanswered.length === 0) return [];
  const open = await findEach(recipients, (some) =>
    all.where('attempts.open_at', 'is not', null).where('messages.recipient', 'in', some).execute(),
  );
  return [...unanswered, ...open].map(({ message_id, open_at, committed_at, request, ...rest }) => ({
    ...rest,
    messageId: message_id,
    isOpen: open_at !== null,
    committedAt: committed_at,
    content: contentOf({ request }),
  }));
}

/**
 * The first receipt of each unknown id that names one of these recipients, with both of its addresses where both are
 * recipients: which one it was sent to is for the submits to say.
 */
async function orphansTo(tx: Tx, account: string, recipients: readonly string[]) {
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
  const inOrder = rows.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return [...Map.groupBy(inOrder, ({ provider_id }) => provider_id).values()].flatMap((all) => {
    const [orphan] = all;
    return orphan ? [{ orphan, parties: all.filter(({ id }) => id === orphan.id) }] : [];
  });
}

/**
 * Gives the ids of receipts that no attempt is known by to messages in doubt to these recipients: an id that can be
 * one message's only, and a message that can have one id only. While a submit that it might be of waits for its
 * answer, nothing is joined. Returns the messages that have got an id.
 */
export async function joinOrphans(
  tx: Tx,
  account: string,
  recipients: readonly string[],
  now: number,
): Promise<string[]> {
  if (recipients.length === 0) return [];
  const tries = await suspects(tx, account, recipients, now);
  if (tries.length === 0) return [];
  // Not those to its sender: every receipt names that, too.
  const orphans = await orphansTo(tx, account, [...new Set(tries.map(({ recipient }) => recipient))]);
  const found = orphans.map(({ orphan, parties }) => {
    const receipt = receiptOf(orphan);
    const fitting = tries.filter((one) =>
      parties.some(({ address, other }) => one.recipient === address && maySpeakOf(receipt, other, one)),
    );
    return {
      orphan,
      fitting,
      inTime: fitting.filter((one) => isInTime(receipt, orphan.received_at, one)),
      messages: new Set(fitting.map(({ messageId }) => messageId)),
    };
  });
  // The refusal of a repeat is no end of the first.
  const telling = found.filter(
    ({ orphan, fitting }) => fitting.length < 2 || !mayRefuseDuplicate(orphan.state, orphan.error),
  );
  const joined: string[] = [];
  for (const { orphan, fitting, inTime, messages } of telling) {
    const [first] = inTime;
    if (!first || messages.size > 1 || first.pdus > 1) continue;
    if (fitting.some(({ isOpen }) => isOpen)) continue;
    const others = telling.filter((one) => one.inTime.some(({ messageId }) => messageId === first.messageId));
    if (others.length > 1) continue;
    await adopt(tx, account, first.id, first.committedAt, orphan.provider_id);
    joined.push(first.messageId);
  }
  return joined;
}

/** The same for the recipients of these messages, as far as something of theirs is unanswered. */
export async function joinOrphansOf(
  tx: Tx,
  account: string,
  messageIds: readonly string[],
  now: number,
): Promise<void> {
  const rows = await findEach(messageIds, (some) =>
    tx.db
      .selectFrom('attempts')
      .select('unanswered_to as recipient')
      .distinct()
      .where('message_id', 'in', some)
      .where('unanswered_to', 'is not', null)
      .execute(),
  );
  const recipients = new Set(rows.flatMap(({ recipient }) => recipient ?? []));
  await joinOrphans(tx, account, [...recipients], now);
}

/** From here on the provider's id is this attempt's; it was taken, though no answer said so. */
async function adopt(
  tx: Tx,
  account: string,
  attemptId: string,
  committedAt: number,
  providerId: string | null,
): Promise<void> {
  await tx.db
    .updateTable('attempts')
    .set({ outcome: 'accepted', provider_id: providerId, unanswered_to: null })
    .where('id', '=', attemptId)
    .execute();
  const told = await tx.db
    .updateTable('receipts')
    .set({ attempt_id: attemptId })
    .where('provider_id', '=', providerId)
    .where('account', '=', account)
    .where('attempt_id', 'is', null)
    .where('received_at', '>=', committedAt)
    .returning('id')
    .execute();
  const ids = told.map(({ id }) => id);
  await tx.db.deleteFrom('orphans').where('receipt_id', 'in', ids).execute();
}
