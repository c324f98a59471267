import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { touchCards } from '../chats/cards.ts';
import type { Reader, Tx } from '../engine/database.ts';

/** What QUERY_SM said of one provider id. */
const queryAnswer = z
  .object({
    providerId: z.string(),
    /** Null: no answer. */
    commandStatus: z.number().nullable(),
    /** SMPP 3.4, 5.2.28 message_state. */
    messageState: z.number().nullable(),
    error: z.number().nullable(),
  })
  .readonly();
export type QueryAnswer = z.infer<typeof queryAnswer>;

export interface Query {
  readonly id: string;
  readonly messageId: number;
  readonly askedAt: number;
  /** Null until answered; empty when the message has no provider id yet. */
  readonly answers: readonly QueryAnswer[] | null;
}

/** Asks the holder of the account to query a message's status, and to show the answer on a card if one waits for it. */
export async function askStatus(
  tx: Tx,
  message: { id: number; account: string },
  cardId: string | null,
  now: number,
): Promise<void> {
  await tx.db
    .insertInto('queries')
    .values({
      id: uuid(),
      message_id: message.id,
      card_id: cardId,
      account: message.account,
      asked_at: now,
      open_at: now,
      answer: null,
    })
    .execute();
  tx.changed('queries');
}

export interface OpenQuery {
  readonly id: string;
  readonly message_id: number;
  readonly card_id: string | null;
  readonly recipient: string;
}

export function openQueries(db: Reader, account: string): Promise<OpenQuery[]> {
  return db
    .selectFrom('queries')
    .innerJoin('messages', 'messages.id', 'queries.message_id')
    .select(['queries.id', 'queries.message_id', 'queries.card_id', 'messages.recipient'])
    .where('queries.account', '=', account)
    .where('queries.open_at', 'is not', null)
    .orderBy('queries.open_at')
    .execute();
}

/** Puts the answers on record and shows them on the message's card. */
export async function answerQuery(
  tx: Tx,
  query: Pick<OpenQuery, 'id' | 'card_id'>,
  answers: readonly QueryAnswer[],
  now: number,
): Promise<void> {
  await tx.db
    .updateTable('queries')
    .set({ answer: JSON.stringify(answers), open_at: null })
    .where('id', '=', query.id)
    .execute();
  if (query.card_id) await touchCards(tx, [query.card_id], now);
}

/** The last question asked about a message. */
export async function lastQuery(db: Reader, messageId: number): Promise<Query | null> {
  const row = await db
    .selectFrom('queries')
    .selectAll()
    .where('message_id', '=', messageId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const answers = row.answer === null ? null : z.array(queryAnswer).parse(JSON.parse(row.answer));
  return { id: row.id, messageId, askedAt: row.asked_at, answers };
}
