import type { Selectable } from 'kysely';
import type { Reader, Tx } from '../engine/database.ts';
import type { InboxesTable } from '../tables/chat-schema.ts';
import type { SuspensionReason } from '../tables/watch-schema.ts';

export type Inbox = Selectable<InboxesTable>;

/** A chat, or one of its topics (0: the chat itself). */
export interface InboxPlace {
  readonly chatId: number;
  readonly threadId: number;
}

/** Chats and topics where incoming messages were turned on, suspended ones too. */
export function inboxes(db: Reader): Promise<Inbox[]> {
  return db.selectFrom('inboxes').selectAll().orderBy('turned_on_at').execute();
}

export function findInbox(db: Reader, { chatId, threadId }: InboxPlace): Promise<Inbox | undefined> {
  return db
    .selectFrom('inboxes')
    .selectAll()
    .where('chat_id', '=', chatId)
    .where('thread_id', '=', threadId)
    .executeTakeFirst();
}

/** Turns incoming messages on in a place. False: they were on, and whoever confirms it is all that may be new. */
export async function openInbox(
  tx: Tx,
  place: InboxPlace,
  { by, confirmedBy, now }: { by: number; confirmedBy: number | null; now: number },
): Promise<boolean> {
  const before = await findInbox(tx.db, place);
  const confirmed = confirmedBy === null ? {} : { confirmed_by: confirmedBy };
  const isNew = !before || before.suspended_at !== null;
  const opened = { turned_on_by: by, turned_on_at: now, suspended_at: null, suspended_why: null };
  await tx.db
    .insertInto('inboxes')
    .values({
      chat_id: place.chatId,
      thread_id: place.threadId,
      turned_on_by: by,
      turned_on_at: now,
      ...confirmed,
    })
    .onConflict((conflict) =>
      conflict.columns(['chat_id', 'thread_id']).doUpdateSet((eb) => ({
        turned_on_by: eb.ref('inboxes.turned_on_by'),
        ...(isNew ? opened : {}),
        ...confirmed,
      })),
    )
    .execute();
  return isNew;
}

export async function closeInbox(tx: Tx, { chatId, threadId }: InboxPlace): Promise<void> {
  await tx.db.deleteFrom('inboxes').where('chat_id', '=', chatId).where('thread_id', '=', threadId).execute();
}

/** An owner or admin wants incoming messages there, whatever it was suspended for. */
export async function confirmInbox(tx: Tx, { chatId, threadId }: InboxPlace, by: number): Promise<void> {
  await tx.db
    .updateTable('inboxes')
    .set({ confirmed_by: by, suspended_at: null, suspended_why: null })
    .where('chat_id', '=', chatId)
    .where('thread_id', '=', threadId)
    .execute();
}

/** Shows nothing any more in a chat, or (`threadId`) in one place of it. Returns the places that did until now. */
export function suspendInboxes(
  tx: Tx,
  { chatId, threadId }: { chatId: number; threadId?: number },
  why: SuspensionReason,
  now: number,
): Promise<Inbox[]> {
  return tx.db
    .updateTable('inboxes')
    .set({ suspended_at: now, suspended_why: why })
    .where('chat_id', '=', chatId)
    .where('suspended_at', 'is', null)
    .$if(threadId !== undefined, (query) => query.where('thread_id', '=', threadId ?? 0))
    .returningAll()
    .execute();
}

/** What a place may be suspended for is over: for its bot not being in the chat, or for its not writing there. */
const OVER = { there: ['chat', 'blocked', 'not-started'], written: ['closed', 'topic'] } as const;

/** The bot is in the chat again, or has written there. Returns the places that were suspended for its not having. */
export function resumeInboxes(
  tx: Tx,
  { chatId, threadId }: { chatId: number; threadId?: number },
  since: keyof typeof OVER,
): Promise<Inbox[]> {
  return tx.db
    .updateTable('inboxes')
    .set({ suspended_at: null, suspended_why: null })
    .where('chat_id', '=', chatId)
    .where('suspended_why', 'in', OVER[since])
    .$if(threadId !== undefined, (query) =>
      query.where((eb) => eb.or([eb('suspended_why', '!=', 'topic'), eb('thread_id', '=', threadId ?? 0)])),
    )
    .returningAll()
    .execute();
}
