import type { Selectable } from 'kysely';
import { touchCards } from '../chats/cards.ts';
import type { Reader, Store, Tx } from '../engine/database.ts';
import type { TalksTable } from '../tables/talk-schema.ts';
import { liveQueues } from './queues.ts';
import { placesOf } from './talk-places.ts';

/*
 * A talk is all that is written to and fro with one phone number by one of ours. One person may have taken it, and
 * answers; while nobody has, it is anybody's.
 */

export type Talk = Selectable<TalksTable>;

/** Whose words go to and fro. */
export interface Between {
  readonly account: string;
  readonly number: string;
  readonly own: string;
}

export function findTalk(db: Reader, id: number): Promise<Talk | undefined> {
  return db.selectFrom('talks').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Those with a number, whichever of ours it wrote to. */
export function talksWith(db: Reader, number: string): Promise<Talk[]> {
  return db.selectFrom('talks').selectAll().where('number', '=', number).orderBy('id').execute();
}

/** Who has taken a conversation with a number; more than one where it wrote to several of ours. */
export async function takersOf(db: Reader, number: string): Promise<readonly number[]> {
  return (await talksWith(db, number)).flatMap(({ taken_by }) => taken_by ?? []);
}

/** When somebody last said that nothing more is to be done for a number (ms), and nothing has come since; 0: nobody did. */
export async function lastEndedAt(db: Reader, number: string): Promise<number> {
  return Math.max(0, ...(await talksWith(db, number)).map(({ ended_at }) => ended_at ?? 0));
}

interface CameIn {
  /** When (ms). */
  readonly at: number;
  /** It asks for no answer, nor does what came before it any more: nobody may write to them. */
  readonly ends: boolean;
  /** What came before it waits no longer, since something has left for that number. */
  readonly isAnswered: (talk: Talk) => Promise<boolean>;
}

/** A message has come. Returns the talk, of which it is the first one that waits, or one more. */
export async function cameIn(
  tx: Tx,
  { account, number, own }: Between,
  { at, ends, isAnswered }: CameIn,
): Promise<Talk> {
  const before = await tx.db
    .selectFrom('talks')
    .selectAll()
    .where('number', '=', number)
    .where('own', '=', own)
    .where('account', '=', account)
    // Whether it waited is said by whoever says that nothing more is to be done, too.
    .$if(tx.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  const goesOn = !ends && before && before.waiting_since !== null && !(await isAnswered(before));
  const waiting_since = ends ? null : at;
  const since = goesOn ? {} : { waiting_since };
  const last_in_at = Math.max(before?.last_in_at ?? 0, at);
  const talk = await tx.db
    .insertInto('talks')
    .values({ account, number, own, last_in_at, waiting_since })
    .onConflict((conflict) =>
      conflict
        .columns(['number', 'own', 'account'])
        .doUpdateSet({ last_in_at, ended_by: null, ended_at: null, ...since }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  if (!goesOn) {
    await tx.db.updateTable('talk_places').set({ told_at: null }).where('talk_id', '=', talk.id).execute();
  }
  return talk;
}

/** Its newest cards show what has changed, and so do the lists of what waits. */
export async function touchTalk(tx: Tx, talkId: number, now: number): Promise<void> {
  const places = await placesOf(tx.db, talkId);
  const cards = places.flatMap(({ card_id }) => card_id ?? []);
  await touchCards(tx, [...cards, ...(await liveQueues(tx.db, now))], now);
}

const NO_REMINDER = { remind_at: null, remind_by: null, remind_card: null } as const;

/** Somebody answers from now on. False: somebody did already. */
export async function takeTalk(tx: Tx, id: number, by: number, now: number): Promise<boolean> {
  const taken = await tx.db
    .updateTable('talks')
    .set({ taken_by: by, taken_at: now, ended_by: null, ended_at: null })
    .where('id', '=', id)
    .where('taken_by', 'is', null)
    .executeTakeFirst();
  if (taken.numUpdatedRows === 0n) return false;
  await touchTalk(tx, id, now);
  return true;
}

/** Whoever had taken it answers no longer: what waits is anybody's. False: they had not. */
export async function releaseTalk(tx: Tx, id: number, from: number, now: number): Promise<boolean> {
  const released = await tx.db
    .updateTable('talks')
    .set({ taken_by: null, taken_at: null, ...NO_REMINDER })
    .where('id', '=', id)
    .where('taken_by', '=', from)
    .executeTakeFirst();
  if (released.numUpdatedRows === 0n) return false;
  await touchTalk(tx, id, now);
  return true;
}

/** All that somebody had taken is anybody's; what they wanted to be reminded of stays. Returns which ones. */
export async function handOver(tx: Tx, from: number, now: number): Promise<number[]> {
  const released = await tx.db
    .updateTable('talks')
    .set({ taken_by: null, taken_at: null })
    .where('taken_by', '=', from)
    .returning('id')
    .execute();
  const ids = released.map(({ id }) => id).toSorted((one, other) => one - other);
  for (const id of ids) await touchTalk(tx, id, now);
  return ids;
}

/** Nothing more is to be done until more comes. False: more has come, or whoever had taken it (null: nobody) has not any more. */
export async function endTalk(
  tx: Tx,
  { id, taken_by, last_in_at }: Pick<Talk, 'id' | 'taken_by' | 'last_in_at'>,
  { by, now }: { readonly by: number; readonly now: number },
): Promise<boolean> {
  const ended = await tx.db
    .updateTable('talks')
    .set({ taken_by: null, taken_at: null, waiting_since: null, ended_by: by, ended_at: now, ...NO_REMINDER })
    .where('id', '=', id)
    .where('taken_by', taken_by === null ? 'is' : '=', taken_by)
    .where('last_in_at', '=', last_in_at)
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n) return false;
  await touchTalk(tx, id, now);
  return true;
}

/** Somebody is reminded at that time (ms), below that card; null: nobody is. */
export async function setReminder(
  tx: Tx,
  id: number,
  reminder: { readonly at: number; readonly by: number; readonly cardId: string } | null,
  now: number,
): Promise<void> {
  const {
    at: remind_at,
    by: remind_by,
    cardId: remind_card,
  } = reminder ?? { at: null, by: null, cardId: null };
  await tx.db.updateTable('talks').set({ remind_at, remind_by, remind_card }).where('id', '=', id).execute();
  await touchTalk(tx, id, now);
}

/** Since when whoever has taken it is silent (ms): not while they wait to be reminded. Null: nobody has. */
export const silentSince = ({ taken_at, taken_by, remind_at, remind_by }: Talk): number | null =>
  taken_at !== null && remind_at !== null && remind_by === taken_by
    ? Math.max(taken_at, remind_at)
    : taken_at;

/** Those of which somebody is to be reminded by now, the first ones first. */
export function talksToRemind(db: Reader, now: number, limit: number): Promise<Talk[]> {
  return db
    .selectFrom('talks')
    .selectAll()
    .where('remind_at', '<=', now)
    .orderBy('remind_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Takes a reminder, to be told once: whoever it is for is silent from then on. False: it was told, or is another by now. */
export async function takeReminder(tx: Tx, talk: Talk, now: number): Promise<boolean> {
  const { id, remind_at } = talk;
  const taken = await tx.db
    .updateTable('talks')
    .set({ ...NO_REMINDER, taken_at: silentSince(talk) })
    .where('id', '=', id)
    .where('remind_at', '=', remind_at)
    .executeTakeFirst();
  if (taken.numUpdatedRows === 0n) return false;
  await touchTalk(tx, id, now);
  return true;
}

/** Those that wait for an answer: the longest, or the shortest time, these first. */
export function waitingTalks(db: Reader, which: 'longest' | 'shortest', limit: number): Promise<Talk[]> {
  const order = which === 'longest' ? 'asc' : 'desc';
  return db
    .selectFrom('talks')
    .selectAll()
    .where('waiting_since', 'is not', null)
    .orderBy('waiting_since', order)
    .orderBy('id', order)
    .limit(limit)
    .execute();
}

/** Those that somebody has taken. */
export function takenTalks(db: Reader, limit: number): Promise<Talk[]> {
  return db
    .selectFrom('talks')
    .selectAll()
    .where('taken_by', 'is not', null)
    .orderBy('taken_by')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** What has waited since before that time (ms) does no longer: nobody means to answer it. */
export async function giveUpWaiting(store: Store, before: number): Promise<void> {
  const old = await store.db
    .selectFrom('talks')
    .select('id')
    .where('waiting_since', '<', before)
    .limit(1)
    .executeTakeFirst();
  if (!old) return;
  await store.write(async ({ db }) => {
    await db.updateTable('talks').set({ waiting_since: null }).where('waiting_since', '<', before).execute();
  });
}

/** Nobody is to answer a number any more: what it wrote waits no longer. */
export async function waitNoMore(tx: Tx, number: string, now: number): Promise<void> {
  const waited = await tx.db
    .updateTable('talks')
    .set({ waiting_since: null })
    .where('number', '=', number)
    .where('waiting_since', 'is not', null)
    .returning('id')
    .execute();
  for (const { id } of waited) await touchTalk(tx, id, now);
}

/**
 * Something has left for its number: its cards show it, and what came before it was said (ms) waits no longer. What came since
 * then waits from there on.
 */
export async function noteSent(
  tx: Tx,
  { id, last_in_at }: Talk,
  sent: { readonly messageId: number; readonly at: number },
  now: number,
): Promise<void> {
  await tx.db.updateTable('talks').set({ last_out: sent.messageId }).where('id', '=', id).execute();
  await tx.db
    .updateTable('talks')
    .set({ waiting_since: last_in_at < sent.at ? null : sent.at })
    .where('id', '=', id)
    .where('last_in_at', '=', last_in_at)
    .where('waiting_since', '<', sent.at)
    .execute();
  await touchTalk(tx, id, now);
}

/** Deletes talks with these numbers whose last message is from before that time (ms). */
export async function forgetTalks(tx: Tx, numbers: readonly string[], before: number): Promise<void> {
  if (numbers.length === 0) return;
  const gone = await tx.db
    .deleteFrom('talks')
    .where('number', 'in', numbers)
    .where('last_in_at', '<', before)
    .returning('id')
    .execute();
  if (gone.length === 0) return;
  const ids = gone.map(({ id }) => id);
  await tx.db.deleteFrom('talk_places').where('talk_id', 'in', ids).execute();
}
