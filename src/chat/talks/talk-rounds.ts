import type { Logger } from '../../log.ts';
import { Rounds } from '../../rounds.ts';
import { Alarm } from '../../store/engine/alarm.ts';
import type { Store } from '../../store/engine/database.ts';
import { lastSentTo } from '../../store/talks/conversations.ts';
import {
  giveUpWaiting,
  noteSent,
  type Talk,
  takenTalks,
  talksToRemind,
  waitingTalks,
} from '../../store/talks/talks.ts';
import type { Settings } from '../context.ts';
import { pause } from '../pause.ts';
import { openPlaces } from '../watch/openings.ts';
import { remind, tellDue } from './talk-notes.ts';

/** What was sent to somebody, from wherever it was, is seen so soon (ms). */
const MAX_SLEEP_MS = 2_000;
/** What happens within so long (ms) of a round is seen by the next one. */
const ROUND_GAP_MS = 500;
/** Talks looked at in a round: of those that wait the first ones of the queue, and the latest. */
const TALKS = 300;
/** What nobody has answered for so long (ms) waits no longer. */
const GIVEN_UP_MS = 30 * 24 * 3600 * 1000;
/** Reminders told in a round. */
const REMINDERS = 50;

/** Whether something has left since its cards were last told. */
async function settle(store: Store, talk: Talk, now: number): Promise<void> {
  const last = await lastSentTo(store.db, talk.number);
  if (!last || last.messageId === talk.last_out) return;
  const { messageId, saidAt: at } = last;
  await store.write((tx) => noteSent(tx, talk, { messageId, at }, now));
}

const once = (talks: readonly Talk[]): Talk[] => [...new Map(talks.map((talk) => [talk.id, talk])).values()];

async function waiting({ db }: Store): Promise<Talk[]> {
  const first = await waitingTalks(db, 'longest', TALKS);
  return first.length < TALKS ? first : once([...first, ...(await waitingTalks(db, 'shortest', TALKS))]);
}

/** Has conversations follow what was sent and what time it is. */
export const talkRounds =
  (store: Store, settings: Settings) =>
  async (now: number): Promise<void> => {
    await giveUpWaiting(store, now - GIVEN_UP_MS);
    const taken = await takenTalks(store.db, TALKS);
    for (const talk of once([...(await waiting(store)), ...taken])) await settle(store, talk, now);
    for (const talk of await talksToRemind(store.db, now, REMINDERS)) {
      await store.write((tx) => remind(tx, talk, settings, now));
    }
    await openPlaces(store, settings, now);
    await tellDue(store, settings, await waiting(store), now);
  };

/** Does so for as long as it runs. */
export function startTalks(store: Store, settings: Settings, log: Logger): Rounds {
  const alarm = new Alarm(store.changes, 'incoming');
  const round = talkRounds(store, settings);
  const rounds = new Rounds({ alarm, log, waits: 'conversations' });
  rounds.start(async () => {
    await round(Date.now());
    await alarm.sleep(MAX_SLEEP_MS);
    await pause(ROUND_GAP_MS, rounds.signal);
  });
  return rounds;
}
