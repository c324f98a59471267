import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Reader, Tx } from '../engine/database.ts';
import type { CardsTable } from '../tables/chat-schema.ts';
import type { Schema } from '../tables/schema.ts';
import { OUT_OF_REACH } from './out-of-reach.ts';

export type Card = Selectable<CardsTable>;

export interface NewCard {
  readonly chatId: number;
  readonly threadId: number | null;
  readonly replyTo: number | null;
  /** Which view shows it. */
  readonly kind: string;
  /** What the view needs beside the card's messages; becomes JSON. */
  readonly body: unknown;
  readonly language: string;
  readonly personId: number | null;
  readonly now: number;
}

/** Writes a card that the loop will send. Returns its id. */
export async function createCard(tx: Tx, card: NewCard): Promise<string> {
  const id = uuid();
  const written = tx.db
    .insertInto('cards')
    .values({
      id,
      chat_id: card.chatId,
      thread_id: card.threadId,
      reply_to: card.replyTo,
      kind: card.kind,
      body: JSON.stringify(card.body),
      language: card.language,
      person_id: card.personId,
      telegram_id: null,
      revision: 0,
      shown_revision: -1,
      looked_revision: null,
      shown: null,
      due_at: card.now,
      unknown_sends: 0,
      failure: null,
      forgotten_at: null,
      created_at: card.now,
    })
    .execute();
  await tx.unawaited(written);
  tx.changed('cards');
  return id;
}

/** Says that what these cards show may have changed; null stands for what no card shows. It is written as the transaction ends. */
export async function touchCards(tx: Tx, cardIds: readonly (string | null)[], now: number): Promise<void> {
  tx.touch(cardIds, now);
}

type OutOfReach = (typeof OUT_OF_REACH)[number];

/** Why this card's message cannot be edited any more; null: nothing is known against it. */
export const outOfReach = ({ failure }: Card): OutOfReach | null =>
  OUT_OF_REACH.find((why) => why === failure) ?? null;

/** The card's message is out of reach: the card is looked at again when it has changed. */
export async function cardOutOfReach(tx: Tx, card: Card, failure: OutOfReach, now: number): Promise<void> {
  await tx.db
    .updateTable('cards')
    .set((eb) => ({ failure, due_at: whileUnchanged(eb, card, null, now) }))
    .where('id', '=', card.id)
    .where('chat_id', '=', card.chat_id)
    .execute();
}

/** The card is posted anew. */
export async function cardAnew(tx: Tx, card: Card): Promise<void> {
  await tx.db
    .updateTable('cards')
    .set({ telegram_id: null, failure: null })
    .where('id', '=', card.id)
    .where('chat_id', '=', card.chat_id)
    .execute();
}

/** The chat's cards that wait to be shown are tried again now, however often Telegram has refused them. */
export async function tryCardsAgain(tx: Tx, chatId: number, now: number): Promise<void> {
  await tx.db
    .updateTable('cards')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('chat_id', '=', chatId)
    .where('due_at', '<=', now)
    .execute();
  tx.changed('cards');
}

/** A card with what it keeps, as it was read. */
type Read = Pick<Card, 'id' | 'body'>;

/** What a card keeps was put there since it was read: what was made of it is worked out once more. */
class CardRewritten extends Error {
  override name = 'CardRewritten';
  /** serialization_failure: see Store.write. */
  readonly code = '40001';
  constructor(id: string) {
    super(`the card ${id} was rewritten meanwhile`);
  }
}

/**
 * Puts another body into a card, which shows it next; where another transaction has put one there since it was read, this
 * one is run again: a press and a job would else each undo what the other has done.
 */
export async function rewriteCard(
  tx: Tx,
  { id, body: read }: Read,
  body: unknown,
  now: number,
): Promise<void> {
  const { numUpdatedRows } = await tx.db
    .updateTable('cards')
    .set({ body: JSON.stringify(body) })
    .where('id', '=', id)
    .where('body', '=', read)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new CardRewritten(id);
  await touchCards(tx, [id], now);
}

/** Makes a card one of another kind, in its place in the chat. */
export async function turnCard(
  tx: Tx,
  card: Read,
  { kind, body, language, now }: Pick<NewCard, 'kind' | 'body' | 'language' | 'now'>,
): Promise<void> {
  await rewriteCard(tx, card, body, now);
  await tx.db.updateTable('cards').set({ kind, language }).where('id', '=', card.id).execute();
}

/** A chat with cards that want to be shown or edited. */
export interface DueChat {
  readonly id: number;
  /** Another one once any of these cards has changed, or others are due. */
  readonly mark: string;
}

/** So many of a chat's due cards, the last that became due, make its mark. */
const MARKED = 50;

/**
 * All chats with cards that want to be shown or edited. One chat is looked up after the other, so that it costs the same
 * whatever waits in each of them (PostgreSQL wiki: Loose indexscan).
 */
export async function dueChats(db: Reader, now: number): Promise<DueChat[]> {
  const { rows } = await sql<DueChat>`
    with recursive chats (id) as (
      select (select chat_id from cards where due_at <= ${now} order by chat_id limit 1)
      union all
      select (
        select chat_id from cards where due_at <= ${now} and chat_id > chats.id order by chat_id limit 1
      ) from chats where chats.id is not null
    )
    select id, (
      select count(*) || ' ' || sum(revision) || ' ' || max(due_at)
      from (
        select revision, due_at from cards
        where chat_id = chats.id and due_at <= ${now}
        order by due_at desc limit ${MARKED}
      ) as newest
    ) as mark
    from chats where id is not null`.execute(db);
  return rows;
}

/** A chat's cards that want to be sent (new) or edited (shown), of some kinds alone or all, the longest waiting first. */
export function dueCards(
  db: Reader,
  chatId: number,
  { which, kinds }: { readonly which: 'new' | 'shown'; readonly kinds: readonly string[] | null },
  now: number,
  limit: number,
): Promise<Card[]> {
  return db
    .selectFrom('cards')
    .selectAll()
    .where('chat_id', '=', chatId)
    .where('due_at', '<=', now)
    .where('telegram_id', which === 'new' ? 'is' : 'is not', null)
    .$if(kinds !== null, (query) => query.where('kind', 'in', kinds ?? []))
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** When the next card becomes due after `now` (ms), or null. */
export async function nextDueAt(db: Reader, now: number): Promise<number | null> {
  const row = await db
    .selectFrom('cards')
    .select((eb) => eb.fn.min<number | null>('due_at').as('at'))
    .where('due_at', '>', now)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** When a card is due again that was looked at: at `dueAt` (ms), or at once when it has changed meanwhile. */
const whileUnchanged = (
  eb: ExpressionBuilder<Schema, 'cards'>,
  { revision }: Card,
  dueAt: number | null,
  now: number,
) =>
  eb
    .case()
    .when('revision', '=', revision)
    .then(eb.cast<number | null>(eb.val(dueAt), 'bigint'))
    .else(eb.cast<number>(eb.val(now), 'bigint'))
    .end();

/** Telegram shows this revision, until `dueAt` (ms); one that has changed meanwhile stays due. */
export async function cardShown(
  tx: Tx,
  card: Card,
  shown: { telegramId: number | null; text: string; dueAt?: number | undefined; now: number },
): Promise<void> {
  await tx.db
    .updateTable('cards')
    .set((eb) => ({
      telegram_id: shown.telegramId,
      shown: shown.text,
      shown_revision: card.revision,
      unknown_sends: 0,
      failure: null,
      due_at: whileUnchanged(eb, card, shown.dueAt ?? null, shown.now),
    }))
    .where('id', '=', card.id)
    // It may have moved to a supergroup meanwhile, which does not have this message.
    .where('chat_id', '=', card.chat_id)
    .execute();
}

/** Puts a card off, or aside for good with a failure (due null). */
export async function deferCard(
  tx: Tx,
  id: string,
  set: Partial<Pick<Card, 'due_at' | 'failure' | 'unknown_sends' | 'reply_to' | 'thread_id'>>,
): Promise<void> {
  await tx.db.updateTable('cards').set(set).where('id', '=', id).execute();
}

export function findCard(db: Reader, id: string): Promise<Card | undefined> {
  return db.selectFrom('cards').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The card that a Telegram message is. */
export function cardAt(db: Reader, chatId: number, telegramId: number): Promise<Card | undefined> {
  return db
    .selectFrom('cards')
    .selectAll()
    .where('chat_id', '=', chatId)
    .where('telegram_id', '=', telegramId)
    .executeTakeFirst();
}

/** The cards of a chat or a topic, the newest first. */
export function newestCards(
  db: Reader,
  { chatId, threadId }: Pick<NewCard, 'chatId' | 'threadId'>,
  limit: number,
): Promise<Card[]> {
  return db
    .selectFrom('cards')
    .selectAll()
    .where('chat_id', '=', chatId)
    .where('thread_id', threadId === null ? 'is' : '=', threadId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Why cards are set aside in the chat of a person who has not pressed Start, or has blocked the bot. */
const UNREACHED = ['not-started', 'blocked'] as const;
/** The same, or since the bot was not in the group. */
export const SET_ASIDE = [...UNREACHED, 'chat'] as const;

/** In which language a chat was last shown a card; null: it never was. */
export async function lastLanguageIn(db: Reader, chatId: number): Promise<string | null> {
  const last = await db
    .selectFrom('cards')
    .select('language')
    .where('chat_id', '=', chatId)
    .where('telegram_id', 'is not', null)
    .orderBy('telegram_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.language ?? null;
}

/** What a person could not be shown before they pressed Start is in their own language, which is known from now on. */
export async function translateUnseen(tx: Tx, chatId: number, language: string): Promise<void> {
  await tx.db
    .updateTable('cards')
    .set({ language })
    .where('chat_id', '=', chatId)
    .where('failure', '=', 'not-started')
    .where('telegram_id', 'is', null)
    .execute();
}

/** Cards set aside because a person had not pressed Start or had blocked the bot, or a group did without it, are due. */
export async function reviveCards(tx: Tx, chatId: number, now: number): Promise<void> {
  await tx.db
    .updateTable('cards')
    .set({ due_at: now, failure: null })
    .where('chat_id', '=', chatId)
    .where('failure', 'in', SET_ASIDE)
    .execute();
  tx.changed('cards');
}

/** Whether cards reach a private chat, as far as is known: one has, and none waits for its person to press Start. */
export async function isReached(db: Reader, chatId: number): Promise<boolean> {
  const inChat = db.selectFrom('cards').select('id').where('chat_id', '=', chatId).limit(1);
  const waits = await inChat.where('failure', 'in', UNREACHED).executeTakeFirst();
  if (waits) return false;
  // In the order of an index, lest all be read that have not been shown.
  const shown = inChat.where('telegram_id', 'is not', null).orderBy('telegram_id');
  return (await shown.executeTakeFirst()) !== undefined;
}
