import { neverTaken } from '../../messages/in-doubt.ts';
import { EARLY_MS, isInTime, maySpeakOf } from '../../messages/orphan.ts';
import { type IdHabit, submitId, UNKNOWN_HABIT } from '../../messages/receipt-id.ts';
import type { Rules } from '../../messages/rules.ts';
import { mayRefuseDuplicate } from '../../messages/standing.ts';
import { endedTries } from '../attempts/ended-tries.ts';
import { restand } from '../attempts/restand.ts';
import { attemptsOfAll } from '../attempts/stored-attempts.ts';
import { chunks } from '../engine/chunks.ts';
import type { Tx } from '../engine/database.ts';
import { type Change, findEach, updateEach } from '../engine/update-each.ts';
import { contentOf, inOwnWords, receiptOf, toldColumn } from '../orders/documents.ts';
import { OUTCOME, RECEIPT_STATE } from '../tables/coded.ts';
import { ITS_ORDER } from '../tables/message-id.ts';
import { takeEarlyStatuses } from './early-statuses.ts';
import { attemptsNamed, mayNameOne, type Sought } from './named-attempts.ts';
import { receiptsOfAll } from './stored-receipts.ts';

/** A number without its "+": recipients are written so. */
const plain = (address: string): string => address.replace(/^\+/, '');

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

/** Attempts to these recipients whose ids are not known (yet). */
async function suspects(tx: Tx, account: string, recipients: readonly string[], now: number) {
  const all = tx.db
    .selectFrom('attempts')
    .innerJoin('messages', 'messages.id', 'attempts.message_id')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .innerJoin('ways', 'ways.id', 'attempts.way')
    .select(['attempts.id', 'attempts.message_id', 'ways.source', 'attempts.committed_at'])
    .select([
      'attempts.part',
      'attempts.open',
      'messages.recipient',
      'orders.request',
      'messages.own_text',
      'messages.pdus',
    ])
    .where('ways.account', '=', account)
    .orderBy('attempts.id');
  const unanswered = await findEach(recipients, (some) =>
    all
      .where('attempts.unanswered_to', 'in', some)
      .where('attempts.committed_at', '>', now - tx.rules.overdueAfterMs)
      .execute(),
  );
  if (unanswered.length === 0) return [];
  const open = await findEach(recipients, (some) =>
    all.where('attempts.open', 'is not', null).where('messages.recipient', 'in', some).execute(),
  );
  return [...unanswered, ...open].map(({ message_id, open, committed_at, request, own_text, ...rest }) => ({
    ...rest,
    messageId: message_id,
    isOpen: open !== null,
    committedAt: committed_at,
    content: inOwnWords(contentOf({ request }), { own_text }),
  }));
}

/** Which of these were not taken, by what is known of the other attempts of their messages. */
async function notTaken(
  tx: Tx,
  tries: Awaited<ReturnType<typeof suspects>>,
  now: number,
): Promise<Set<number>> {
  const messages = new Map(tries.map(({ messageId, content, pdus }) => [messageId, { content, pdus }]));
  const attempts = await attemptsOfAll(tx, [...messages.keys()]);
  const receipts = await receiptsOfAll(tx.db, [...attempts.values()].flat());
  const found = new Set<number>();
  for (const [id, { content, pdus }] of messages) {
    const all = attempts.get(id) ?? [];
    const told = all.flatMap((attempt) => receipts.get(attempt.id) ?? []);
    const known = { channel: content.channel, pdus, tries: endedTries(all, told, now) };
    for (const one of neverTaken(known, tx.rules.guard)) found.add(one.id);
  }
  return found;
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
  return rows
    .map(({ state, ...row }) => ({ ...row, state: state === null ? null : RECEIPT_STATE.name(state) }))
    .toSorted((one, other) => one.id - other.id);
}

type Orphan = Awaited<ReturnType<typeof orphansTo>>[number];

/** What an orphan says of whose it is; a clock that is a little behind does not hide its submit. */
const soughtBy = ({ address, other, received_at, ...orphan }: Orphan): Sought => ({
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
interface Owned {
  readonly orphan: Orphan;
  readonly attemptId: number;
}

/** Gives these receipts to the attempts that they are of. */
async function give(tx: Tx, owners: ReadonlyMap<number, Owned>): Promise<void> {
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

/**
 * Gives receipts to these recipients that came before their submits' answers to the attempts that they name by now.
 * Returns the messages that got some.
 */
async function joinByIds(
  tx: Tx,
  account: string,
  recipients: readonly string[],
  { written, isSet }: IdHabit,
): Promise<number[]> {
  const orphans = await orphansTo(tx, account, recipients);
  if (orphans.length === 0) return [];
  const owners = new Map<number, Owned>();
  const messages = new Set<number>();
  for (const way of isSet || written === null ? [written] : [written, null]) {
    const rest = orphans.filter(({ id }) => !owners.has(id));
    const found = await attemptsNamed(tx.db, account, rest.map(soughtBy), way);
    for (const [index, orphan] of rest.entries()) {
      const attempt = found[index];
      if (!attempt) continue;
      owners.set(orphan.id, { orphan, attemptId: attempt.id });
      messages.add(attempt.message_id);
    }
  }
  await give(tx, owners);
  return [...messages];
}

/**
 * Gives the ids of receipts that no attempt is known by to messages in doubt to these recipients, and to such as were
 * taken without an id: an id that can be one message's only, and a message that can have one id only, or one for each part
 * whose submit was not answered. While a submit that it might be of waits for its answer, nothing is joined. Returns the
 * messages that have got an id.
 */
export async function joinOrphans(
  tx: Tx,
  account: string,
  recipients: readonly string[],
  now: number,
  habit: IdHabit = UNKNOWN_HABIT,
): Promise<number[]> {
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
  if (orphans.length === 0) return [];
  const absent = await notTaken(tx, tries, now);
  const telling = orphans.flatMap(({ orphan, parties, receipts }) => {
    const receipt = receiptOf(orphan);
    const all = tries.filter((one) =>
      parties.some(({ address, other }) => one.recipient === address && maySpeakOf(receipt, other, one)),
    );
    // The refusal of a repeat is no end of the first, nor is that of another message, of which nothing else can speak.
    if (all.length > 1 && mayRefuseDuplicate(orphan.state, orphan.error)) return [];
    const fitting = all.filter(({ id }) => !absent.has(id));
    return {
      orphan,
      receipts,
      fitting,
      inTime: fitting.filter((one) => isInTime(receipt, orphan.received_at, one)),
      messages: new Set(fitting.map(({ messageId }) => messageId)),
    };
  });
  const joined = new Set<number>();
  for (const [first] of telling.map(({ inTime }) => inTime)) {
    if (!first || joined.has(first.messageId)) continue;
    const its = ({ messageId }: { readonly messageId: number }) => messageId === first.messageId;
    const told = telling.filter(({ inTime }) => inTime.some(its));
    if (told.some(({ fitting, messages }) => messages.size > 1 || fitting.some(({ isOpen }) => isOpen)))
      continue;
    for (const { attempt, orphan, receipts } of pairsOf(told, first.pdus > 1 ? tries.filter(its) : [first])) {
      await tx.db
        .updateTable('attempts')
        .set({
          outcome: OUTCOME.of.accepted,
          provider_id: submitId(receiptOf(orphan), habit),
          octets: null,
          unanswered_to: null,
        })
        .where('id', '=', attempt.id)
        .execute();
      await give(tx, new Map(receipts.map((one) => [one.id, { orphan: one, attemptId: attempt.id }])));
      await takeEarlyStatuses(tx, account, [
        { attemptId: attempt.id, providerId: orphan.provider_id ?? '', committedAt: attempt.committedAt },
      ]);
      joined.add(first.messageId);
    }
  }
  return [...joined];
}

/**
 * Each of a message's submits with the id that is its own. None where there are more ids or fewer, or one that no submit
 * is left for: part of a message may not have been taken, and not every part may be told of yet.
 */
function pairsOf<T extends { readonly inTime: readonly A[] }, A>(told: readonly T[], attempts: readonly A[]) {
  const left = new Set(attempts);
  // What quotes nothing may be of any part: those that quote theirs come first.
  const pairs = told
    .toSorted((one, other) => one.inTime.length - other.inTime.length)
    .flatMap((one) => {
      const attempt = one.inTime.find((own) => left.has(own));
      return attempt !== undefined && left.delete(attempt) ? [{ ...one, attempt }] : [];
    });
  return left.size === 0 && pairs.length === told.length ? pairs : [];
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
    return [{ orphan, parties: all.filter(({ id }) => id === orphan.id), receipts: all }];
  });
}

/**
 * Joins what came to the recipients of these messages before it could be known whose it is. Returns the messages that got
 * something.
 */
export async function joinOrphansOf(
  tx: Tx,
  account: string,
  messageIds: readonly number[],
  now: number,
  habit: IdHabit,
): Promise<number[]> {
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
export async function joinAllByIds(tx: Tx, account: string, habit: IdHabit): Promise<number[]> {
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
  messageIds: readonly number[],
  now: number,
  habit: IdHabit,
): Promise<void> {
  const freed = await restand(tx, messageIds, now);
  await restand(tx, await joinOrphans(tx, account, freed, now, habit), now);
}
