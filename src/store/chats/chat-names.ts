import type { Reader, Tx } from '../engine/database.ts';

/** Keeps what a group is called. */
export async function nameChat(tx: Tx, id: number, title: string): Promise<void> {
  const kept = tx.db
    .insertInto('chats')
    .values({ id, title })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ title }).where('chats.title', 'is distinct from', title),
    )
    .execute();
  await tx.unawaited(kept);
}

/** Whether somebody whose words are heard has written in that group. */
export async function isKnownChat(db: Reader, id: number): Promise<boolean> {
  const chat = await db.selectFrom('chats').select('title').where('id', '=', id).executeTakeFirst();
  return typeof chat?.title === 'string';
}

/** Keeps what a topic is called; `before`: what it was called when it was made, which it may be no more. */
export async function nameTopic(
  tx: Tx,
  topic: { chatId: number; threadId: number },
  name: string,
  when: 'now' | 'before',
): Promise<void> {
  const kept = tx.db
    .insertInto('topics')
    .values({ chat_id: topic.chatId, thread_id: topic.threadId, name })
    .onConflict((conflict) => {
      const known = conflict.columns(['chat_id', 'thread_id']);
      return when === 'now' ? known.doUpdateSet({ name }) : known.doNothing();
    })
    .execute();
  await tx.unawaited(kept);
}

/** What a group and one of its topics are called; null: not known. */
export async function namesOf(
  db: Reader,
  chatId: number,
  threadId: number,
): Promise<{ title: string | null; topic: string | null }> {
  const chat = await db.selectFrom('chats').select('title').where('id', '=', chatId).executeTakeFirst();
  const topic = await db
    .selectFrom('topics')
    .select('name')
    .where('chat_id', '=', chatId)
    .where('thread_id', '=', threadId)
    .executeTakeFirst();
  return { title: chat?.title ?? null, topic: topic?.name ?? null };
}
