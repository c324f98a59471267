import type { Room } from '../../desk/room.ts';
import { dueOf } from '../../desk/threads.ts';
import { findCard } from '../../store/chats/cards.ts';
import { roomOf } from '../../store/chats/rooms.ts';
import type { Store, Tx } from '../../store/engine/database.ts';
import { awayUntil } from '../../store/talks/away.ts';
import { placesOf, tellUnanswered } from '../../store/talks/talk-places.ts';
import { findTalk, releaseTalk, silentSince, type Talk, takeReminder } from '../../store/talks/talks.ts';
import { writeCard } from '../cards/kind.ts';
import { type TalkNoteBody, talkNoteCard } from '../cards/talk-note/body.ts';
import { type Settings, settingsOf } from '../context.ts';
import { may, roleOf } from '../people/access.ts';
import { type Place, placeKey, writeQueue } from '../watch/openings.ts';
import { openCard } from './talks.ts';

/* What is said once of a conversation, below its card. */

/** Of so many that wait for too long at once, each is told by itself; more come as a list. */
const TOLD_ALONE = 2;

interface Note {
  readonly talk: Talk;
  readonly place: Place;
  readonly body: Pick<TalkNoteBody, 'what' | 'personId' | 'calls'>;
  readonly now: number;
}

async function writeNote(tx: Tx, settings: Settings, { talk, place, body, now }: Note): Promise<void> {
  const { chat_id: chatId, thread_id } = place;
  const here = { chatId, threadId: thread_id || null };
  const below = await openCard(tx.db, talk, here);
  const { language } = await settingsOf(tx.db, chatId, settings);
  await writeCard(tx, talkNoteCard, {
    body: { talkId: talk.id, waited: now - (talk.waiting_since ?? now), ...body },
    ...here,
    replyTo: below?.telegram_id ?? null,
    language,
    personId: body.personId,
    now,
  });
}

/** Told once, where it was asked for; whoever has lost the role for it, or is away, is not called upon. */
export async function remind(tx: Tx, talk: Talk, settings: Settings, now: number): Promise<void> {
  const { remind_by: personId, remind_card } = talk;
  if (!(await takeReminder(tx, talk, now)) || personId === null || remind_card === null) return;
  const asked = await findCard(tx.db, remind_card);
  if (!asked) return;
  const place = { chat_id: asked.chat_id, thread_id: asked.thread_id ?? 0 };
  const isThere = (await awayUntil(tx.db, personId, now)) === null;
  const calls = isThere && may(await roleOf(tx.db, settings.ownerIds, personId), 'operator');
  await writeNote(tx, settings, { talk, place, body: { what: 'reminder', personId, calls }, now });
}

/** It is anybody's again, since whoever had taken it is silent; that is said wherever it is shown. */
async function giveBack(store: Store, settings: Settings, talk: Talk, now: number): Promise<void> {
  const { taken_by: personId } = talk;
  if (personId === null) return;
  await store.write(async (tx) => {
    if (!(await releaseTalk(tx, talk.id, personId, now))) return;
    for (const place of await placesOf(tx.db, talk.id)) {
      await writeNote(tx, settings, { talk, place, body: { what: 'returned', personId, calls: false }, now });
    }
  });
}

/** It is said in a place that nobody answers: of a few each, of more as a list of all that wait. */
async function tell(tx: Tx, settings: Settings, place: Place, talks: readonly Talk[], now: number) {
  const untold: Talk[] = [];
  for (const { id } of talks) {
    const talk = await findTalk(tx.db, id);
    if (talk && (await tellUnanswered(tx, { talk_id: id, ...place }, now))) untold.push(talk);
  }
  if (untold.length > TOLD_ALONE)
    return void (await writeQueue(tx, place, { why: 'overdue', settings, now }));
  const body = { what: 'unanswered', personId: null, calls: false } as const;
  for (const talk of untold) await writeNote(tx, settings, { talk, place, body, now });
}

/** Says of what has waited for too long that it does, and takes it from whoever is silent. */
export async function tellDue(
  store: Store,
  settings: Settings,
  waiting: readonly Talk[],
  now: number,
): Promise<void> {
  const overdue = new Map<string, { place: Place; talks: Talk[] }>();
  const chats = new Map<number, { readonly room: Room; readonly timeZone: string }>();
  const chatOf = async (id: number) => {
    const known = chats.get(id);
    if (known) return known;
    const { timeZone } = await settingsOf(store.db, id, settings);
    const chat = { room: await roomOf(store.db, id), timeZone };
    chats.set(id, chat);
    return chat;
  };
  for (const talk of waiting) {
    for (const { chat_id, thread_id, held_at, told_at } of await placesOf(store.db, talk.id)) {
      const { room, timeZone } = await chatOf(chat_id);
      const state = {
        since: talk.waiting_since ?? now,
        takenAt: silentSince(talk),
        isTold: told_at !== null,
      };
      const due = dueOf(state, room, timeZone, now);
      if (due === 'return') {
        await giveBack(store, settings, talk, now);
        break;
      }
      if (due === null || held_at !== null) continue;
      const place = { chat_id, thread_id };
      const told = overdue.get(placeKey(place)) ?? { place, talks: [] };
      told.talks.push(talk);
      overdue.set(placeKey(place), told);
    }
  }
  for (const { place, talks } of overdue.values()) {
    await store.write((tx) => tell(tx, settings, place, talks, now));
  }
}
