import type { Selectable } from 'kysely';
import type { Reader, Tx } from '../engine/database.ts';
import type { HeardTable } from '../tables/chat-schema.ts';

export type Heard = Selectable<HeardTable>;

/** People can edit what they wrote for so long (ms), says Telegram's FAQ. */
export const HEARD_MEMORY = 48 * 3600 * 1000;
/** Rows that are forgotten in one statement. */
const FORGOTTEN = 500;

/** Keeps what came of a message; of one that is known, what came of it now. */
export async function keepHeard(tx: Tx, heard: Heard): Promise<void> {
  const { chat_id, message_id, ...rest } = heard;
  const set = { ...rest, cut: heard.cut === null ? null : JSON.stringify(heard.cut) };
  const kept = tx.db
    .insertInto('heard')
    .values({ chat_id, message_id, ...set })
    .onConflict((conflict) => conflict.columns(['chat_id', 'message_id']).doUpdateSet(set))
    .execute();
  await tx.unawaited(kept);
}

/** What of it goes on in the next message; null: nothing is expected to. */
export const cutOf = ({ cut }: Heard): string | null => (cut === null ? null : JSON.parse(cut));

/** It was edited, which changed nothing. */
export async function rememberWords(
  tx: Tx,
  { chat_id, message_id }: Pick<Heard, 'chat_id' | 'message_id'>,
  digest: string,
): Promise<void> {
  await tx.db
    .updateTable('heard')
    .set({ digest })
    .where('chat_id', '=', chat_id)
    .where('message_id', '=', message_id)
    .execute();
}

export function heardAt(db: Reader, chatId: number, messageId: number): Promise<Heard | undefined> {
  return db
    .selectFrom('heard')
    .selectAll()
    .where('chat_id', '=', chatId)
    .where('message_id', '=', messageId)
    .executeTakeFirst();
}

/** The last thing that a person wrote in a chat, or one of its topics, before this message. */
export function heardBefore(
  db: Reader,
  by: Pick<Heard, 'chat_id' | 'thread_id' | 'person_id' | 'message_id'>,
): Promise<Heard | undefined> {
  return db
    .selectFrom('heard')
    .selectAll()
    .where('chat_id', '=', by.chat_id)
    .where('message_id', '<', by.message_id)
    .where('person_id', '=', by.person_id)
    .where('thread_id', by.thread_id === null ? 'is' : '=', by.thread_id)
    .orderBy('message_id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Was this question answered? */
export async function isAnswered(db: Reader, cardId: string): Promise<boolean> {
  const answer = await db
    .selectFrom('heard')
    .select('message_id')
    .where('answers', '=', cardId)
    .limit(1)
    .executeTakeFirst();
  return answer !== undefined;
}

/** What a card had asked about is carried out, and with it what had led to that question. */
export async function settleHeard(tx: Tx, cardId: string): Promise<void> {
  const asked: (string | null)[] = [cardId];
  for (let card = asked.pop(); typeof card === 'string'; card = asked.pop()) {
    const rows = await tx.db
      .updateTable('heard')
      .set({ outcome: 'done' })
      .where('card_id', '=', card)
      .where('outcome', '=', 'refused')
      .returning('answers')
      .execute();
    asked.push(...rows.map(({ answers }) => answers));
  }
}

/** Forgets some of what was written before `before` (ms). Returns whether any is left. */
export async function forgetHeard(tx: Tx, before: number): Promise<boolean> {
  const old = await tx.db
    .selectFrom('heard')
    .select(['chat_id', 'message_id'])
    .where('at', '<', before)
    .orderBy('at')
    .limit(FORGOTTEN)
    .execute();
  for (const { chat_id, message_id } of old) {
    await tx.db
      .deleteFrom('heard')
      .where('chat_id', '=', chat_id)
      .where('message_id', '=', message_id)
      .execute();
  }
  return old.length >= FORGOTTEN;
}
