import type { Logger } from '../log.ts';
import { Alarm } from '../store/alarm.ts';
import { findCard } from '../store/cards.ts';
import { lastSentTo } from '../store/conversations.ts';
import type { Store, Tx } from '../store/database.ts';
import {
  noteSent,
  type Talk,
  takenTalks,
  takeReminder,
  talksToRemind,
  waitingTalks,
} from '../store/talks.ts';
import { may, roleOf } from './access.ts';
import { writeCard } from './cards/kind.ts';
import { talkNoteCard } from './cards/talk-note/body.ts';
import { type Settings, settingsOf } from './context.ts';
import { pause } from './pause.ts';
import { type Rounds, startRounds } from './rounds.ts';
import { openCard } from './talks.ts';

/** What was sent to somebody, from wherever it was, is seen so soon (ms). */
const MAX_SLEEP_MS = 5_000;
/** What happens within so long (ms) of a round is seen by the next one. */
const ROUND_GAP_MS = 500;
/** Talks looked at in a round. */
const TALKS = 1_000;
/** Reminders told in a round. */
const REMINDERS = 50;

/** Whether something has left since its cards were last told. */
async function settle(store: Store, talk: Talk, now: number): Promise<void> {
  const last = await lastSentTo(store.db, talk.number);
  if (!last || last.messageId === talk.last_out) return;
  await store.write((tx) => noteSent(tx, talk, last, now));
}

/** Told once, below the card where it was asked for; whoever has lost the role for it is not called upon. */
async function remind(tx: Tx, talk: Talk, settings: Settings, now: number): Promise<void> {
  const { remind_by: personId, remind_card } = talk;
  if (!(await takeReminder(tx, talk, now)) || personId === null || remind_card === null) return;
  const asked = await findCard(tx.db, remind_card);
  if (!asked) return;
  const { chat_id: chatId, thread_id: threadId } = asked;
  const below = (await openCard(tx.db, talk, { chatId, threadId })) ?? asked;
  const { language } = await settingsOf(tx.db, chatId, settings);
  const calls = may(await roleOf(tx.db, settings.ownerIds, personId), 'operator');
  await writeCard(tx, talkNoteCard, {
    body: { talkId: talk.id, what: 'reminder', personId, calls },
    chatId,
    threadId,
    replyTo: below.telegram_id,
    language,
    personId,
    now,
  });
}

/** Has conversations follow what was sent and what time it is. */
export const talkRounds =
  (store: Store, settings: Settings) =>
  async (now: number): Promise<void> => {
    const waiting = await waitingTalks(store.db, TALKS);
    const taken = await takenTalks(store.db, TALKS);
    for (const talk of new Map([...waiting, ...taken].map((one) => [one.id, one])).values()) {
      await settle(store, talk, now);
    }
    for (const talk of await talksToRemind(store.db, now, REMINDERS)) {
      await store.write((tx) => remind(tx, talk, settings, now));
    }
  };

/** Does so for as long as it runs. */
export function startTalks(store: Store, settings: Settings, log: Logger): Rounds {
  const alarm = new Alarm(store.changes, 'incoming');
  const round = talkRounds(store, settings);
  return startRounds({ alarm, log, waits: 'conversations' }, async (signal) => {
    await round(Date.now());
    await alarm.sleep(MAX_SLEEP_MS);
    await pause(ROUND_GAP_MS, signal);
  });
}
