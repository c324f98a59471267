import { isNumber } from '../messages/recipient.ts';
import { type Card, findCard, touchCards } from '../store/cards.ts';
import { lastSentTo } from '../store/conversations.ts';
import type { Reader, Tx } from '../store/database.ts';
import type { Incoming } from '../store/incoming.ts';
import { keepIncomingCard } from '../store/incoming-cards.ts';
import { placesOf, showTalk } from '../store/talk-places.ts';
import { cameIn, type Talk, talksWith } from '../store/talks.ts';
import { incomingCard } from './cards/incoming/body.ts';
import { readBody, rewriteBody, writeCard } from './cards/kind.ts';

/*
 * A conversation has one open card in each chat and topic that shows it: its newest there. What comes while Telegram has
 * not shown that card yet joins it. What comes later is posted below, with all that waits, since an edit makes no sound
 * and may be far up; the card before keeps its words, and no button.
 */

/** Where a message is shown. */
export interface Destination {
  readonly chatId: number;
  readonly threadId: number | null;
  /** The Telegram message that it answers there. */
  readonly replyTo: number | null;
}

/** The conversation that a message is of; null: nobody can write to whoever sent it. */
export async function talkOf(tx: Tx, message: Incoming): Promise<Talk | null> {
  const { account, sender: number, recipient: own, receivedAt } = message;
  if (!isNumber(number)) return null;
  return cameIn(tx, { account, number, own }, receivedAt, async ({ last_in_at }) => {
    const last = await lastSentTo(tx.db, number);
    return last !== null && last.at > last_in_at;
  });
}

interface Shown {
  readonly incomingId: string;
  readonly talk: Talk | null;
  /** The message that it answers, as far as is known. */
  readonly answers: number | null;
  readonly place: Destination;
  readonly language: string;
  readonly now: number;
}

/** Shows a message in a place: on the open card of its conversation there, or on a new one. */
export async function showIncoming(tx: Tx, shown: Shown): Promise<void> {
  const { incomingId, talk, answers, place, language, now } = shown;
  const threadId = place.threadId ?? 0;
  const before = talk && (await openCard(tx.db, talk, place));
  const joined = before && before.telegram_id === null && before.failure === null ? before : null;
  const body = joined && readBody(incomingCard, joined);
  if (joined && body) {
    await rewriteBody(tx, incomingCard, joined, { ...body, incomingId }, now);
    await keepIncomingCard(tx, { cardId: joined.id, incomingId, threadId });
    return;
  }
  const cardId = await writeCard(tx, incomingCard, {
    body: {
      incomingId,
      answers,
      talk: talk && { id: talk.id, since: talk.waiting_since ?? talk.last_in_at },
    },
    ...place,
    language,
    personId: null,
    now,
  });
  await keepIncomingCard(tx, { cardId, incomingId, threadId });
  if (!talk) return;
  await showTalk(tx, { talk_id: talk.id, chat_id: place.chatId, thread_id: threadId, card_id: cardId });
  if (before) await touchCards(tx, [before.id], now);
}

/** The newest card of a conversation in a place. */
export async function openCard(
  db: Reader,
  { id }: Talk,
  { chatId, threadId }: Pick<Destination, 'chatId' | 'threadId'>,
): Promise<Card | undefined> {
  const places = await placesOf(db, id);
  const here = places.find((one) => one.chat_id === chatId && one.thread_id === (threadId ?? 0));
  return here?.card_id ? await findCard(db, here.card_id) : undefined;
}

/** Who has taken a conversation with a number; more than one where it wrote to several of ours. */
export async function takersOf(db: Reader, number: string): Promise<readonly number[]> {
  return (await talksWith(db, number)).flatMap(({ taken_by }) => taken_by ?? []);
}
