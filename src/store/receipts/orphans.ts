import type { IdHabit } from '../../messages/receipt-id.ts';
import { restand } from '../attempts/restand.ts';
import type { Tx } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';
import { attemptsNamed } from './named-attempts.ts';
import { joinOrphans } from './orphans-in-doubt.ts';
import { give, type Owned, orphansTo, soughtBy } from './stored-orphans.ts';

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
