import type { Tx } from '../../src/store/engine/database.ts';
import { awayUntil, endAway, setAway } from '../../src/store/talks/away.ts';
import { lastSenders, lastSentTo } from '../../src/store/talks/conversations.ts';
import { countWritten, writtenWith } from '../../src/store/talks/correspondence.ts';
import { incomingUpTo, lastIncoming, unseenOf } from '../../src/store/talks/incoming.ts';
import { keepListed } from '../../src/store/talks/incoming-cards.ts';
import { keepQueue, lengthOfQueue, liveQueues, queueOf } from '../../src/store/talks/queues.ts';
import {
  heldTalks,
  holdTalk,
  placesOf,
  showTalk,
  tellUnanswered,
} from '../../src/store/talks/talk-places.ts';
import * as talks from '../../src/store/talks/talks.ts';
import { ACCOUNT, CHAT, FIRST, LAST, NOW, recipientOf } from './filled-ids.ts';
import { DAY, last } from './store-samples.ts';

const between = { account: ACCOUNT, number: recipientOf(LAST), own: '79000000' };
const found = async (tx: Tx): Promise<talks.Talk> => {
  const talk = await talks.findTalk(tx.db, FIRST);
  if (!talk) throw new Error('no talk');
  return talk;
};

/** What the program does with conversations. */
export const TALK_CALLS: readonly ((tx: Tx) => Promise<unknown>)[] = [
  (tx) => talks.cameIn(tx, between, { at: NOW, ends: false, isAnswered: async () => true }),
  (tx) => talks.waitNoMore(tx, between.number, NOW),
  ({ db }) => talks.talksWith(db, between.number),
  ({ db }) => placesOf(db, FIRST),
  (tx) => showTalk(tx, { talk_id: FIRST, chat_id: CHAT, thread_id: 0, card_id: last }),
  async (tx) => {
    await talks.takeTalk(tx, FIRST + 1, CHAT, NOW);
    await talks.releaseTalk(tx, FIRST + 1, CHAT, NOW);
  },
  async (tx) => {
    await talks.takeTalk(tx, FIRST + 1, CHAT, NOW);
    await talks.endTalk(tx, { ...(await found(tx)), id: FIRST + 1, taken_by: CHAT }, { by: CHAT, now: NOW });
  },
  async (tx) => {
    await talks.setReminder(tx, FIRST, { at: NOW, by: CHAT, cardId: last }, NOW);
    await talks.takeReminder(tx, await found(tx), NOW);
  },
  (tx) => talks.handOver(tx, CHAT, NOW),
  async (tx) => {
    await setAway(tx, CHAT, { until: NOW + DAY, now: NOW });
    await awayUntil(tx.db, CHAT, NOW);
    await endAway(tx, CHAT);
  },
  ({ db }) => talks.talksToRemind(db, NOW, 50),
  ({ db }) => talks.waitingTalks(db, 'longest', 50),
  ({ db }) => talks.waitingTalks(db, 'shortest', 50),
  ({ db }) => talks.takenTalks(db, 50),
  async (tx) => talks.noteSent(tx, await found(tx), { messageId: 1, at: NOW }, NOW),
  (tx) => talks.forgetTalks(tx, [recipientOf(FIRST)], NOW),
  (tx) => holdTalk(tx, { talk_id: FIRST, chat_id: CHAT, thread_id: 0 }, NOW),
  (tx) => tellUnanswered(tx, { talk_id: FIRST, chat_id: CHAT, thread_id: 0 }, NOW),
  ({ db }) => heldTalks(db, 50),
  (tx) => keepQueue(tx, { chat_id: CHAT, thread_id: 0, card_id: last }),
  ({ db }) => liveQueues(db, NOW),
  ...[null, CHAT].flatMap((chat) => [
    ({ db }: Tx) => queueOf(db, chat, { from: 8, limit: 8 }),
    ({ db }: Tx) => lengthOfQueue(db, chat),
  ]),
  ({ db }) => unseenOf(db, between),
  (tx) => keepListed(tx, { cardId: last, threadId: 0, numbers: [recipientOf(LAST)] }),
  ({ db }) => lastIncoming(db, between),
  ({ db }) => countWritten(db, between.number),
  ({ db }) => writtenWith(db, between.number, { from: 10, limit: 10 }),
  ({ db }) => lastSenders(db),
  ({ db }) => lastSentTo(db, recipientOf(FIRST)),
  ({ db }) =>
    incomingUpTo(
      db,
      {
        id: last,
        account: ACCOUNT,
        sender: between.number,
        recipient: between.own,
        text: '',
        missing: [],
        unread: [],
        receivedAt: NOW,
      },
      { since: NOW - DAY, limit: 5 },
    ),
];
