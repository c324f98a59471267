import { neverTaken } from '../../messages/in-doubt.ts';
import { isInTime, maySpeakOf } from '../../messages/orphan.ts';
import { type IdHabit, submitId, UNKNOWN_HABIT } from '../../messages/receipt-id.ts';
import { mayRefuseDuplicate } from '../../messages/standing.ts';
import { endedTries } from '../attempts/ended-tries.ts';
import { attemptsOfAll } from '../attempts/stored-attempts.ts';
import type { Tx } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';
import { contentOf, inOwnWords, receiptOf } from '../orders/documents.ts';
import { OUTCOME } from '../tables/coded.ts';
import { ITS_ORDER } from '../tables/message-id.ts';
import { takeEarlyStatuses } from './early-statuses.ts';
import { mayNameOne } from './named-attempts.ts';
import { give, type Orphan, orphansTo, plain, soughtBy } from './stored-orphans.ts';
import { receiptsOfAll } from './stored-receipts.ts';

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
