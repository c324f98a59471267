import { subjectOf, type Watched } from '../../watch/watched.ts';
import type { Reader, Tx } from '../engine/database.ts';
import type { SuspensionReason } from '../tables/watch-schema.ts';
import {
  mutedCausesColumn,
  readMutedCauses,
  readWatchRow,
  termsColumn,
  type Watch,
  type WatchPlace,
} from './watches-at-hand.ts';

/** The card of an alert that is not to be told of before a mute ends. */
export const HELD = '';

export async function watchesIn(db: Reader, { chatId, threadId }: WatchPlace): Promise<Watch[]> {
  const rows = await db
    .selectFrom('watches')
    .selectAll()
    .where('chat_id', '=', chatId)
    .where('thread_id', '=', threadId)
    .execute();
  return rows.toSorted((one, other) => one.id - other.id).flatMap(readWatchRow);
}

export async function findWatch(db: Reader, id: number): Promise<Watch | undefined> {
  const row = await db.selectFrom('watches').selectAll().where('id', '=', id).executeTakeFirst();
  return row && readWatchRow(row)[0];
}

/** Switches a watch on, in the place of the one of the same that was there. Returns what that had watched. */
export async function switchOn(
  tx: Tx,
  place: WatchPlace,
  { watched: what, by, now }: { watched: Watched; by: number; now: number },
): Promise<Watched | null> {
  const subject = subjectOf(what);
  const before = (await watchesIn(tx.db, place)).find(({ watched }) => subjectOf(watched) === subject);
  const made = {
    terms: termsColumn(what),
    made_by: by,
    made_at: now,
    muted_until: null,
    muted_causes: null,
    suspended_at: null,
    suspended_why: null,
    told_up_to: what.at ? now : null,
  };
  await tx.db
    .insertInto('watches')
    .values({ chat_id: place.chatId, thread_id: place.threadId, kind: subject, ...made })
    .onConflict((conflict) => conflict.columns(['chat_id', 'thread_id', 'kind']).doUpdateSet(made))
    .execute();
  tx.changed('watches');
  return before?.watched ?? null;
}

/**
 * Puts other terms into a watch, which stays as it is muted. Another one of its place that is of the same now is gone.
 * Returns what that had watched.
 */
export async function changeWatch(
  tx: Tx,
  watch: Watch,
  { watched: what, by, now }: { watched: Watched; by: number; now: number },
): Promise<Watched | null> {
  const subject = subjectOf(what);
  const other = (await watchesIn(tx.db, watch)).find(
    ({ id, watched }) => id !== watch.id && subjectOf(watched) === subject,
  );
  if (other) await switchOff(tx, other.id);
  await tx.db
    .updateTable('watches')
    .set({
      kind: subject,
      terms: termsColumn(what),
      made_by: by,
      suspended_at: null,
      suspended_why: null,
      told_up_to: what.at ? now : null,
    })
    .where('id', '=', watch.id)
    .execute();
  tx.changed('watches');
  return other?.watched ?? null;
}

/** A summary is done with up to this of its times (ms). False: it was already. */
export async function passTime(tx: Tx, id: number, at: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('watches')
    .set({ told_up_to: at })
    .where('id', '=', id)
    .where('told_up_to', '<', at)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Removes a watch with what it was not told of yet. */
export async function switchOff(tx: Tx, id: number): Promise<void> {
  await tx.db.deleteFrom('events').where('untold_to', '=', id).execute();
  await tx.db.deleteFrom('alerts').where('card_id', '=', HELD).where('watch_id', '=', id).execute();
  await tx.db.deleteFrom('watches').where('id', '=', id).execute();
  tx.changed('watches');
}

/** Says nothing before `until` (ms); null: says what has happened, and goes on with all of it. */
export async function mute(tx: Tx, id: number, until: number | null): Promise<void> {
  const muted = until === null ? { muted_until: null, muted_causes: null } : { muted_until: until };
  await tx.db.updateTable('watches').set(muted).where('id', '=', id).execute();
  tx.changed('watches');
}

/**
 * Says nothing of one cause before `until` (ms), and goes on with all others; null: speaks of it again, so that the watch is
 * not muted as a whole either.
 */
export async function muteCause(
  tx: Tx,
  { id, cause }: { readonly id: number; readonly cause: string },
  { until, now }: { readonly until: number | null; readonly now: number },
): Promise<void> {
  const row = await tx.db
    .selectFrom('watches')
    .select('muted_causes')
    .where('id', '=', id)
    .$if(tx.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) return;
  const others = Object.entries(readMutedCauses(row.muted_causes)).filter(
    ([other, at]) => other !== cause && at > now,
  );
  const muted_causes = mutedCausesColumn(
    Object.fromEntries(until === null ? others : [...others, [cause, until]]),
  );
  const muted = until === null ? { muted_until: null, muted_causes } : { muted_causes };
  await tx.db.updateTable('watches').set(muted).where('id', '=', id).execute();
  tx.changed('watches');
}

/** Says nothing any more in a chat, or in one place of it. Returns the watches that did until now. */
export async function suspendWatches(
  tx: Tx,
  { chatId, threadId }: { readonly chatId: number; readonly threadId?: number },
  why: SuspensionReason,
  now: number,
): Promise<Watch[]> {
  const rows = await tx.db
    .updateTable('watches')
    .set({ suspended_at: now, suspended_why: why })
    .where('chat_id', '=', chatId)
    .where('suspended_at', 'is', null)
    .$if(threadId !== undefined, (query) => query.where('thread_id', '=', threadId ?? 0))
    .returningAll()
    .execute();
  if (rows.length > 0) tx.changed('watches');
  return rows.flatMap(readWatchRow);
}

/** What was suspended for one of these reasons goes on. Returns how many watches that are. */
export async function resumeWatches(
  tx: Tx,
  { chatId, threadId }: { readonly chatId: number; readonly threadId?: number },
  whys: readonly SuspensionReason[],
): Promise<number> {
  const { numUpdatedRows } = await tx.db
    .updateTable('watches')
    .set({ suspended_at: null, suspended_why: null })
    .where('chat_id', '=', chatId)
    .where('suspended_why', 'in', whys)
    .$if(threadId !== undefined, (query) => query.where('thread_id', '=', threadId ?? 0))
    .executeTakeFirst();
  if (numUpdatedRows > 0n) tx.changed('watches');
  return Number(numUpdatedRows);
}

/** A group became a supergroup: what it has watched goes along, beside what was switched on there already. */
export async function migrateWatches(tx: Tx, from: number, to: number): Promise<void> {
  await tx.db
    .deleteFrom('watches')
    .where('chat_id', '=', from)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('watches as there')
          .select('there.id')
          .where('there.chat_id', '=', to)
          .whereRef('there.thread_id', '=', 'watches.thread_id')
          .whereRef('there.kind', '=', 'watches.kind'),
      ),
    )
    .execute();
  await tx.db
    .updateTable('watches')
    .set({ chat_id: to, suspended_at: null, suspended_why: null })
    .where('chat_id', '=', from)
    .execute();
  await tx.db.updateTable('alerts').set({ chat_id: to }).where('chat_id', '=', from).execute();
  tx.changed('watches');
}
