import { shiftAt } from '../../desk/working-hours.ts';
import { roomOf } from '../../store/chats/rooms.ts';
import type { Store, Tx } from '../../store/engine/database.ts';
import { keepListed } from '../../store/talks/incoming-cards.ts';
import { keepQueue } from '../../store/talks/queues.ts';
import { heldTalks, showTalk, type TalkPlace } from '../../store/talks/talk-places.ts';
import { findTalk, type Talk } from '../../store/talks/talks.ts';
import { writeCard } from '../cards/kind.ts';
import { type QueueBody, queueCard } from '../cards/queue/body.ts';
import { type Settings, settingsOf } from '../context.ts';
import { showTalkIn } from '../talks/talks.ts';

/** What is kept back of all places, looked at in a round. */
const HELD = 5_000;

/** A chat, or one of its topics (0: the chat itself). */
export type Place = Pick<TalkPlace, 'chat_id' | 'thread_id'>;

/** Writes a list of what waits, where it belongs. Returns the card's id. */
export async function writeQueue(
  tx: Tx,
  { chat_id, thread_id }: Place,
  { why, settings, now }: { why: QueueBody['why']; settings: Settings; now: number },
): Promise<string> {
  const { language } = await settingsOf(tx.db, chat_id, settings);
  const place = { chatId: chat_id, threadId: thread_id || null, replyTo: null };
  const body = { page: 0, why };
  const cardId = await writeCard(tx, queueCard, { body, ...place, language, personId: null, now });
  await keepQueue(tx, { chat_id, thread_id, card_id: cardId });
  return cardId;
}

export const placeKey = ({ chat_id, thread_id }: Place): string => `${chat_id} ${thread_id}`;

/** Whether somebody is there now; where no hours are set, somebody is. */
async function isOpen(store: Store, settings: Settings, chatId: number, now: number): Promise<boolean> {
  const { hours } = await roomOf(store.db, chatId);
  if (!hours) return true;
  const { timeZone } = await settingsOf(store.db, chatId, settings);
  return shiftAt(hours, timeZone, now) !== null;
}

/** All that was kept back comes as one list; a single conversation by itself. */
async function open(tx: Tx, place: Place, held: readonly Talk[], settings: Settings, now: number) {
  const { chat_id, thread_id } = place;
  const { language } = await settingsOf(tx.db, chat_id, settings);
  const waiting = held.filter(({ waiting_since }) => waiting_since !== null);
  const alone = waiting.length > 1 ? held.filter(({ waiting_since }) => waiting_since === null) : held;
  for (const talk of alone) {
    const there = { chatId: chat_id, threadId: thread_id || null };
    await showTalkIn(tx, talk, { place: there, language, now });
  }
  if (waiting.length < 2) return;
  const cardId = await writeQueue(tx, place, { why: 'opening', settings, now });
  for (const { id } of waiting) await showTalk(tx, { talk_id: id, chat_id, thread_id, card_id: cardId });
  const numbers = [...new Set(waiting.map(({ number }) => number))];
  await keepListed(tx, { cardId, threadId: thread_id, numbers });
}

/** Where working hours have begun, what came before them is shown. */
export async function openPlaces(store: Store, settings: Settings, now: number): Promise<void> {
  const held = Map.groupBy(await heldTalks(store.db, HELD), placeKey);
  for (const rows of held.values()) {
    const [place] = rows;
    if (!place || !(await isOpen(store, settings, place.chat_id, now))) continue;
    await store.write(async (tx) => {
      const talks: Talk[] = [];
      for (const { talk_id } of rows) {
        const talk = await findTalk(tx.db, talk_id);
        if (talk) talks.push(talk);
      }
      await open(tx, place, talks, settings, now);
    });
  }
}
