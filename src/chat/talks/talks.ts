import { shiftAt } from '../../desk/working-hours.ts';
import { isNumber } from '../../messages/recipient.ts';
import { type Card, findCard, touchCards } from '../../store/chats/cards.ts';
import { roomOf } from '../../store/chats/rooms.ts';
import type { Reader, Tx } from '../../store/engine/database.ts';
import { conversationWith, lastSentTo } from '../../store/talks/conversations.ts';
import { type Incoming, lastIncoming, unseenOf } from '../../store/talks/incoming.ts';
import { keepIncomingCard } from '../../store/talks/incoming-cards.ts';
import { asksToStop } from '../../store/talks/opt-outs.ts';
import { holdTalk, placesOf, showTalk } from '../../store/talks/talk-places.ts';
import { cameIn, findTalk, type Talk, waitNoMore } from '../../store/talks/talks.ts';
import { incomingCard } from '../cards/incoming/body.ts';
import { readBody, rewriteBody, writeCard } from '../cards/kind.ts';
import { type ChatSettings, type Context, settingsOf } from '../context.ts';

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
  const ends = await asksToStop(tx.db, message);
  if (ends) await waitNoMore(tx, number, receivedAt);
  return cameIn(
    tx,
    { account, number, own },
    {
      at: receivedAt,
      ends,
      async isAnswered({ last_in_at }) {
        const last = await lastSentTo(tx.db, number);
        return last !== null && last.saidAt > last_in_at;
      },
    },
  );
}

interface Shown {
  readonly incomingId: string;
  readonly talk: Talk | null;
  /** From when on its card shows what came (ms), where that is not since when it waits. */
  readonly since?: number;
  /** The message that it answers, as far as is known. */
  readonly answers: number | null;
  readonly place: Destination;
  readonly language: string;
  readonly now: number;
}

/** Shows a message in a place: on the open card of its conversation there, or on a new one. */
export async function showIncoming(tx: Tx, shown: Shown): Promise<void> {
  const { incomingId, talk, place, now } = shown;
  const threadId = place.threadId ?? 0;
  const before = talk && (await openCard(tx.db, talk, place));
  const joined = before && before.telegram_id === null && before.failure === null ? before : null;
  const body = joined && readBody(incomingCard, joined);
  if (joined && body) {
    await rewriteBody(tx, incomingCard, joined, { ...body, incomingId }, now);
    await keepIncomingCard(tx, { cardId: joined.id, incomingId, threadId });
    return;
  }
  await writeTalk(tx, shown);
}

/** Writes a new card of a conversation. Returns its id. */
async function writeTalk(tx: Tx, shown: Shown): Promise<string> {
  const { incomingId, talk, answers, place, language, now } = shown;
  const { since = talk?.waiting_since ?? talk?.last_in_at ?? now } = shown;
  const threadId = place.threadId ?? 0;
  const before = talk && (await openCard(tx.db, talk, place));
  const cardId = await writeCard(tx, incomingCard, {
    body: {
      incomingId,
      answers,
      talk: talk && { id: talk.id, since },
    },
    chatId: place.chatId,
    threadId: place.threadId,
    replyTo: place.replyTo,
    language,
    personId: null,
    now,
  });
  await keepIncomingCard(tx, { cardId, incomingId, threadId });
  if (!talk) return cardId;
  await showTalk(tx, { talk_id: talk.id, chat_id: place.chatId, thread_id: threadId, card_id: cardId });
  if (before) await touchCards(tx, [before.id], now);
  return cardId;
}

/** Shows the card of a conversation anew in a place, with all that waits, or that no chat shows yet. Returns its id; null: nothing is kept of it. */
export async function showTalkIn(
  tx: Tx,
  talk: Talk,
  { place, language, now }: Pick<Shown, 'language' | 'now'> & { place: Omit<Destination, 'replyTo'> },
): Promise<string | null> {
  const last = await lastIncoming(tx.db, talk);
  if (!last) return null;
  const { account, number, last_in_at: at } = talk;
  const conversation = await conversationWith(tx.db, { account, number, at });
  const answers = conversation?.messageId ?? null;
  const there = { ...place, replyTo: null };
  const unseen = await unseenOf(tx.db, talk);
  const since = Math.min(talk.waiting_since ?? at, unseen[0]?.received_at ?? at);
  const shown = { incomingId: last.id, talk, since, answers, place: there, language, now };
  const cardId = await writeTalk(tx, shown);
  for (const { id } of unseen) {
    if (id !== last.id) await keepIncomingCard(tx, { cardId, incomingId: id, threadId: place.threadId ?? 0 });
  }
  return cardId;
}

/** The same where somebody asks. False: it is not kept any more. */
export async function showTalkBelow(
  { tx, place, language, now, answers }: Context,
  id: number,
): Promise<boolean> {
  const talk = await findTalk(tx.db, id);
  const cardId = talk && (await showTalkIn(tx, talk, { place, language, now }));
  if (cardId) answers.push(cardId);
  return Boolean(cardId);
}

/** Who was written to since then (ms) is answered by somebody who is there, whatever the hours. */
const STILL_THERE_MS = 3600 * 1000;

/** Whether somebody is at it outside working hours. */
async function isAnswered(db: Reader, { taken_by, number }: Talk, now: number): Promise<boolean> {
  if (taken_by !== null) return true;
  const last = await lastSentTo(db, number);
  return last !== null && last.at > now - STILL_THERE_MS;
}

/** Keeps back what came where nobody works now, if anything is done there by hours. False: somebody does. */
export async function holdBack(
  tx: Tx,
  { talk, place, settings, now }: Pick<Shown, 'talk' | 'place' | 'now'> & { readonly settings: ChatSettings },
): Promise<boolean> {
  const { hours } = await roomOf(tx.db, place.chatId);
  if (!talk || !hours || (await isAnswered(tx.db, talk, now))) return false;
  const here = { talk_id: talk.id, chat_id: place.chatId, thread_id: place.threadId ?? 0 };
  const { timeZone } = await settingsOf(tx.db, place.chatId, settings);
  if (shiftAt(hours, timeZone, now)) {
    const places = await placesOf(tx.db, talk.id);
    const isHeld = places.some(
      (one) => one.held_at !== null && one.chat_id === here.chat_id && one.thread_id === here.thread_id,
    );
    // The list for which the night's are kept is about to come.
    if (!isHeld) return false;
  }
  await holdTalk(tx, here, now);
  return true;
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
