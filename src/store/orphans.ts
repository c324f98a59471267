import { EARLY_MS, isInTime, maySpeakOf } from '../messages/orphan.ts';
import { type IdHabit, submitId, UNKNOWN_HABIT } from '../messages/receipt-id.ts';
import { mayRefuseDuplicate } from '../messages/standing.ts';
import type { Tx } from './database.ts';
import { contentOf, receiptOf } from './documents.ts';
import { takeEarlyStatuses } from './early-statuses.ts';
import { attemptsNamed, mayNameOne, type Sought } from './named-attempts.ts';
import { restand } from './restand.ts';
import { chunks, findEach, updateEach } from './update-each.ts';

/** A number without its "+": recipients are written so. */
const plain = (address: string): string => address.replace(/^\+/, '');

/** Keeps receipts for unknown ids in reach of those whom they name. */
export async function keepOrphans(
  tx: Tx,
  account: string,
  group: readonly { readonly receiptId: string; readonly parties: readonly string[] }[],
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

/** Receipts that name one of these recipients and no message yet, once by each of their addresses, oldest first. */
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
  return rows.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

type Orphan = Awaited<ReturnType<typeof orphansTo>>[number];

/** What an orphan says of whose it is; a clock that is a little behind does not hide its submit. */
const soughtBy = ({ address, other, received_at, ...orphan }: Orphan): Sought => ({
  named: receiptOf(orphan),
  parties: [address, other ?? ''],
  until: received_at + EARLY_MS,
});

/** Gives these receipts to the attempts that they are of. */
async function give(tx: Tx, owners: ReadonlyMap<string, string>): Promise<void> {
  await updateEach(
    tx,
    'receipts',
    [...owners].map(([id, attempt_id]) => ({ id, set: { attempt_id } })),
  );
  for (const ids of chunks([...owners.keys()])) {
    await tx.db.deleteFrom('orphans').where('receipt_id', 'in', ids).execute();
  }
}

/**
 * Gives receipts to these recipients that came before their submits' answers to the attempts that they name by now.
 * Returns the messages that got some.
 */
async function joinByIds(
  tx: Tx,
  account: string,
  recipients: readonly string[],
  { written, isSet }: IdHabit,
): Promise<string[]> {
  const orphans = await orphansTo(tx, account, recipients);
  if (orphans.length === 0) return [];
  const owners = new Map<string, string>();
  const messages = new Set<string>();
  for (const way of isSet || written === null ? [written] : [written, null]) {
    const rest = orphans.filter(({ id }) => !owners.has(id));
    const found = await attemptsNamed(tx.db, account, rest.map(soughtBy), way);
    for (const [index, { id }] of rest.entries()) {
      const attempt = found[index];
      if (!attempt) continue;
      owners.set(id, attempt.id);
      messages.add(attempt.message_id);
    }
  }
  await give(tx, owners);
  return [...messages];
}

/**
 * Gives the ids of receipts that no attempt is known by to messages in doubt to these recipients, and to such as were
 * taken without an id: an id that can be one message's only, and a message that can have one id only. While a submit
 * that it might be of waits for its answer, nothing is joined. Returns the messages that have got an id.
 */
export async function joinOrphans(
  tx: Tx,
  account: string,
  recipients: readonly string[],
  now: number,
  habit: IdHabit = UNKNOWN_HABIT,
): Promise<string[]> {
  if (recipients.length === 0) return [];
  const tries = await suspects(tx, account, recipients.map(plain), now);
  if (tries.length === 0) return [];
  // Not those to its sender: every receipt names that, too.
  const orphans = await unnamed(
    tx,
    account,
    await orphansTo(tx, account, [...new Set(tries.map(({ recipient }) => recipient))]),
    habit,
  );
  const found = orphans.map(({ orphan, parties, receipts }) => {
    const receipt = receiptOf(orphan);
    const fitting = tries.filter((one) =>
      parties.some(({ address, other }) => one.recipient === address && maySpeakOf(receipt, other, one)),
    );
    return {
      orphan,
      receipts,
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
  for (const { orphan, receipts, fitting, inTime, messages } of telling) {
    const [first] = inTime;
    if (!first || messages.size > 1 || first.pdus > 1) continue;
    if (fitting.some(({ isOpen }) => isOpen)) continue;
    const others = telling.filter((one) => one.inTime.some(({ messageId }) => messageId === first.messageId));
    if (others.length > 1) continue;
    const providerId = submitId(receiptOf(orphan), habit);
    await tx.db
      .updateTable('attempts')
      .set({ outcome: 'accepted', provider_id: providerId, unanswered_to: null })
      .where('id', '=', first.id)
      .execute();
    await give(tx, new Map(receipts.map((id) => [id, first.id])));
    await takeEarlyStatuses(tx, account, [
      { attemptId: first.id, providerId: orphan.provider_id ?? '', committedAt: first.committedAt },
    ]);
    joined.push(first.messageId);
  }
  return joined;
}

/**
 * The first receipt of each id that no attempt is known by, with both of its addresses where both are recipients: which one
 * it was sent to is for the submits to say. With it come the later receipts of that id.
 */
async function unnamed(tx: Tx, account: string, orphans: readonly Orphan[], habit: IdHabit) {
  const isNamed = await mayNameOne(tx.db, account, orphans.map(soughtBy), habit);
  const rest = orphans.filter((_, index) => !isNamed[index]);
  return [...Map.groupBy(rest, ({ provider_id }) => provider_id).values()].flatMap((all) => {
    const [orphan] = all;
    if (!orphan) return [];
    const receipts = [...new Set(all.map(({ id }) => id))];
    return [{ orphan, parties: all.filter(({ id }) => id === orphan.id), receipts }];
  });
}

/**
 * Joins what came to the recipients of these messages before it could be known whose it is. Returns the messages that got
 * something.
 */
export async function joinOrphansOf(
  tx: Tx,
  account: string,
  messageIds: readonly string[],
  now: number,
  habit: IdHabit,
): Promise<string[]> {
  const rows = await findEach(messageIds, (some) =>
    tx.db.selectFrom('messages').select('recipient').distinct().where('id', 'in', some).execute(),
  );
  const recipients = [...new Set(rows.map(({ recipient }) => recipient))];
  const named = await joinByIds(tx, account, recipients, habit);
  const settled = await joinOrphans(tx, account, recipients, now, habit);
  // What has become known so may tell of more.
  const rest = settled.length > 0 ? await joinByIds(tx, account, recipients, habit) : [];
  return [...named, ...settled, ...rest];
}

/** Joins all receipts by what they name: once it is known how the provider writes ids, more of them can be understood. */
export async function joinAllByIds(tx: Tx, account: string, habit: IdHabit): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('orphans')
    .select('address')
    .distinct()
    .where('account', '=', account)
    .execute();
  return joinByIds(
    tx,
    account,
    rows.map(({ address }) => address),
    habit,
  );
}

/**
 * Brings each message to where its attempts and receipts say that it stands, and with it those that receipts to the same
 * recipients can be of, by what that tells.
 */
export async function moveOn(
  tx: Tx,
  account: string,
  messageIds: readonly string[],
  now: number,
  habit: IdHabit,
): Promise<void> {
  const freed = await restand(tx, messageIds, now);
  await restand(tx, await joinOrphans(tx, account, freed, now, habit), now);
}
